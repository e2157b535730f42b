"""The tables as shipped; a shop that forks this app defines its own from `abstract_models`."""

from oscar.core.loading import is_model_registered

from .abstract_models import AbstractMacroRegion, AbstractPlace, AbstractSuccession, Level

__all__ = ["Level"]

if not is_model_registered("ocop_regions", "MacroRegion"):

    class MacroRegion(AbstractMacroRegion):
        pass

    __all__.append("MacroRegion")

if not is_model_registered("ocop_regions", "Place"):

    class Place(AbstractPlace):
        pass

    __all__.append("Place")

if not is_model_registered("ocop_regions", "Succession"):

    class Succession(AbstractSuccession):
        pass

    __all__.append("Succession")
