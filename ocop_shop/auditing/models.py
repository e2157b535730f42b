"""The tables as shipped; a shop that forks this app defines its own from `abstract_models`."""

from oscar.core.loading import is_model_registered

from .abstract_models import AbstractEntry, AbstractSeal, AbstractWaiting

__all__ = []

if not is_model_registered("ocop_audit", "Entry"):

    class Entry(AbstractEntry):
        pass

    __all__.append("Entry")

if not is_model_registered("ocop_audit", "Seal"):

    class Seal(AbstractSeal):
        pass

    __all__.append("Seal")

if not is_model_registered("ocop_audit", "Waiting"):

    class Waiting(AbstractWaiting):
        pass

    __all__.append("Waiting")
