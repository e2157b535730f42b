from oscar.apps.search.apps import SearchConfig as OscarSearchConfig
from oscar.core.loading import get_class


class SearchConfig(OscarSearchConfig):
    """Takes the place of Oscar's search app, whose label it keeps.

    `views/__init__.py` stays empty: loading classes there, as Oscar does, is a circular import at start-up.
    """

    name = "ocop_shop.forks.search"

    def ready(self) -> None:
        self.search_view = get_class("search.views.search", "FacetedSearchView")
