"""A shop that keeps haystack for its own searches still finds Oscar's index under this app."""

from oscar.apps.search.search_indexes import ProductIndex

__all__ = ["ProductIndex"]
