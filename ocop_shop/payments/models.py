"""The tables as shipped; a shop that forks this app defines its own from `abstract_models`."""

from oscar.core.loading import is_model_registered

from .abstract_models import AbstractAttempt, AbstractNotification, AbstractRefund
from .choices import Outcome, RefundState, State

__all__ = ["Outcome", "RefundState", "State"]

if not is_model_registered("ocop_payments", "Attempt"):

    class Attempt(AbstractAttempt):
        pass

    __all__.append("Attempt")

if not is_model_registered("ocop_payments", "Notification"):

    class Notification(AbstractNotification):
        pass

    __all__.append("Notification")

if not is_model_registered("ocop_payments", "Refund"):

    class Refund(AbstractRefund):
        pass

    __all__.append("Refund")
