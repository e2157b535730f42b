"""Facets of a shop's own: one class, named in `OCOP_FACETS`.

    class Harvest(OwnFacet):
        name = "harvest"
        prefetch_related = ("harvests",)
        watched = ("myshop.Harvest",)

        def label(self):
            return _("Harvested in")

        def values_of(self, product):
            return [str(harvest.month) for harvest in product.harvests.all()]

Its values are written into the listing with the rest of the row, counted in the same table and filtered like ours:
`?harvest=3&harvest=4`. After a change of the class, `ocop_rebuild` makes all rows anew.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet
from django.utils.module_loading import import_string

from ocop_shop.conf import settings

Values = frozenset[tuple[str, str]]
MAX_LENGTH = 80


class OwnFacet(ABC):
    """A filter that a shop adds. `name` is its parameter in the link: lower-case letters, digits and hyphens.

    `select_related` and `prefetch_related` name what `values_of` reads beside the product, so that many rows cost no
    more queries than one. `watched` are models of the shop, by label, whose field `product` says whose values change
    with a row of theirs; product, attributes and categories are watched anyway.
    """

    name = ""
    select_related: tuple[str, ...] = ()
    prefetch_related: tuple[str, ...] = ()
    watched: tuple[str, ...] = ()
    is_open = False

    def label(self) -> str:
        """What the filter is called, in the reader's language."""
        return self.name

    @abstractmethod
    def values_of(self, product: Any) -> Iterable[str]:
        """The values that an Oscar product has, each at most 80 characters long; none where it has none."""

    def value_label(self, value: str) -> str:
        """What a value is called, in the reader's language."""
        return value

    def order(self, value: str) -> Any:
        """A key by which the values stand in order."""
        return value


def own_facets() -> tuple[OwnFacet, ...]:
    """The shop's own facets, in the order of `OCOP_FACETS`."""
    return _made(tuple(settings.facets))


def values_of(product: Any) -> Values:
    """Facet and value of all that the shop's own facets say of `product`."""
    return frozenset(
        (facet.name, written)
        for facet in own_facets()
        for value in facet.values_of(product)
        if (written := " ".join(str(value).split())[:MAX_LENGTH].strip())
    )


def with_what_they_read(products: QuerySet[Any]) -> QuerySet[Any]:
    """The products together with what the shop's own facets read of them."""
    for facet in own_facets():
        if facet.select_related:
            products = products.select_related(*facet.select_related)
        products = products.prefetch_related(*facet.prefetch_related)
    return products


@lru_cache(maxsize=8)
def _made(paths: tuple[str, ...]) -> tuple[OwnFacet, ...]:
    return tuple(import_string(path)() for path in paths)
