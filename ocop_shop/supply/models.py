"""The tables as shipped; a shop that forks this app defines its own from `abstract_models`."""

from oscar.core.loading import is_model_registered

from .abstract_models import AbstractPause, AbstractPriceChange, AbstractSeason

__all__: list[str] = []

if not is_model_registered("ocop_supply", "Pause"):

    class Pause(AbstractPause):
        pass

    __all__.append("Pause")

if not is_model_registered("ocop_supply", "Season"):

    class Season(AbstractSeason):
        pass

    __all__.append("Season")

if not is_model_registered("ocop_supply", "PriceChange"):

    class PriceChange(AbstractPriceChange):
        pass

    __all__.append("PriceChange")
