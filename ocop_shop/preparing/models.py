"""The tables as shipped; a shop that forks this app defines its own from `abstract_models`."""

from oscar.core.loading import is_model_registered

from .abstract_models import AbstractPreparation, AbstractPreparedItem

__all__ = []

if not is_model_registered("ocop_preparing", "Preparation"):

    class Preparation(AbstractPreparation):
        pass

    __all__.append("Preparation")

if not is_model_registered("ocop_preparing", "PreparedItem"):

    class PreparedItem(AbstractPreparedItem):
        pass

    __all__.append("PreparedItem")
