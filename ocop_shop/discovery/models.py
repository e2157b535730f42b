"""The tables as shipped; a shop that forks this app defines its own from `abstract_models`."""

from oscar.core.loading import is_model_registered

from . import abstract_models

__all__: list[str] = []

if not is_model_registered("ocop_discovery", "Listing"):

    class Listing(abstract_models.AbstractListing):
        pass

    __all__.append("Listing")

if not is_model_registered("ocop_discovery", "ListingCategory"):

    class ListingCategory(abstract_models.AbstractListingCategory):
        pass

    __all__.append("ListingCategory")

if not is_model_registered("ocop_discovery", "ListingValue"):

    class ListingValue(abstract_models.AbstractListingValue):
        pass

    __all__.append("ListingValue")

if not is_model_registered("ocop_discovery", "ListingCount"):

    class ListingCount(abstract_models.AbstractListingCount):
        pass

    __all__.append("ListingCount")

if not is_model_registered("ocop_discovery", "ListingCountChange"):

    class ListingCountChange(abstract_models.AbstractListingCountChange):
        pass

    __all__.append("ListingCountChange")

if not is_model_registered("ocop_discovery", "ListingMark"):

    class ListingMark(abstract_models.AbstractListingMark):
        pass

    __all__.append("ListingMark")

if not is_model_registered("ocop_discovery", "ListingDay"):

    class ListingDay(abstract_models.AbstractListingDay):
        pass

    __all__.append("ListingDay")

if not is_model_registered("ocop_discovery", "Stamp"):

    class Stamp(abstract_models.AbstractStamp):
        pass

    __all__.append("Stamp")

if not is_model_registered("ocop_discovery", "SearchWord"):

    class SearchWord(abstract_models.AbstractSearchWord):
        pass

    __all__.append("SearchWord")
