"""The tables as shipped; a shop that forks this app defines its own from `abstract_models`."""

from oscar.core.loading import is_model_registered

from .abstract_dispatch_models import AbstractDispatch, AbstractLineMaker
from .abstract_models import AbstractAgreedParcel, AbstractBand, AbstractWay, Kind, Zone

__all__ = ["Kind", "Zone"]

if not is_model_registered("ocop_delivery", "Way"):

    class Way(AbstractWay):
        pass

    __all__.append("Way")

if not is_model_registered("ocop_delivery", "Band"):

    class Band(AbstractBand):
        pass

    __all__.append("Band")

if not is_model_registered("ocop_delivery", "AgreedParcel"):

    class AgreedParcel(AbstractAgreedParcel):
        pass

    __all__.append("AgreedParcel")

if not is_model_registered("ocop_delivery", "LineMaker"):

    class LineMaker(AbstractLineMaker):
        pass

    __all__.append("LineMaker")

if not is_model_registered("ocop_delivery", "Dispatch"):

    class Dispatch(AbstractDispatch):
        pass

    __all__.append("Dispatch")
