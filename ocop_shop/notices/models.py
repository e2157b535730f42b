"""The tables as shipped; a shop that forks this app defines its own from `abstract_models`."""

from oscar.core.loading import is_model_registered

from .abstract_models import AbstractDelivery, AbstractEndpoint, AbstractNotice, AbstractPreference, Level, Way

__all__ = ["Level", "Way"]

if not is_model_registered("ocop_notices", "Notice"):

    class Notice(AbstractNotice):
        pass

    __all__.append("Notice")

if not is_model_registered("ocop_notices", "Preference"):

    class Preference(AbstractPreference):
        pass

    __all__.append("Preference")

if not is_model_registered("ocop_notices", "Endpoint"):

    class Endpoint(AbstractEndpoint):
        pass

    __all__.append("Endpoint")

if not is_model_registered("ocop_notices", "Delivery"):

    class Delivery(AbstractDelivery):
        pass

    __all__.append("Delivery")
