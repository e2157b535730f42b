"""The tables as shipped; a shop that forks this app defines its own from `abstract_models`."""

from oscar.core.loading import is_model_registered

from .abstract_models import AbstractAccount, AbstractEntry, AbstractRefundShare, AbstractStatement
from .choices import Bearer, Kind

__all__: list[str] = ["Bearer", "Kind"]

if not is_model_registered("ocop_accounts", "Account"):

    class Account(AbstractAccount):
        pass

    __all__.append("Account")

if not is_model_registered("ocop_accounts", "Entry"):

    class Entry(AbstractEntry):
        pass

    __all__.append("Entry")

if not is_model_registered("ocop_accounts", "RefundShare"):

    class RefundShare(AbstractRefundShare):
        pass

    __all__.append("RefundShare")

if not is_model_registered("ocop_accounts", "Statement"):

    class Statement(AbstractStatement):
        pass

    __all__.append("Statement")
