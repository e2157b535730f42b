"""The tables as shipped; a shop that forks this app defines its own from `abstract_models`."""

from oscar.core.loading import is_model_registered

from .abstract_models import (
    AbstractContact,
    AbstractDoubtReport,
    AbstractReminder,
    AbstractRemit,
    Channel,
    Finding,
    Outcome,
    Role,
)

__all__ = ["Channel", "Finding", "Outcome", "Role"]

if not is_model_registered("ocop_oversight", "Remit"):

    class Remit(AbstractRemit):
        pass

    __all__.append("Remit")

if not is_model_registered("ocop_oversight", "Contact"):

    class Contact(AbstractContact):
        pass

    __all__.append("Contact")

if not is_model_registered("ocop_oversight", "Reminder"):

    class Reminder(AbstractReminder):
        pass

    __all__.append("Reminder")

if not is_model_registered("ocop_oversight", "DoubtReport"):

    class DoubtReport(AbstractDoubtReport):
        pass

    __all__.append("DoubtReport")
