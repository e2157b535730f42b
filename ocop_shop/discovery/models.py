"""The tables as shipped; a shop that forks this app defines its own from `abstract_models`."""

from oscar.core.loading import is_model_registered

from .abstract_models import AbstractListing, AbstractListingCategory, AbstractListingDay

__all__: list[str] = []

if not is_model_registered("ocop_discovery", "Listing"):

    class Listing(AbstractListing):
        pass

    __all__.append("Listing")

if not is_model_registered("ocop_discovery", "ListingCategory"):

    class ListingCategory(AbstractListingCategory):
        pass

    __all__.append("ListingCategory")

if not is_model_registered("ocop_discovery", "ListingDay"):

    class ListingDay(AbstractListingDay):
        pass

    __all__.append("ListingDay")
