"""What stands around the cards of a list: filters, quick filters, what is applied. Made once for the same counts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any

from django.utils.translation import get_language

from . import facets, filters
from .facets import Counts
from .filters import Applied, Filter, FilterValue, Shortcut
from .names import Names
from .own_facets import own_facets
from .parameters import Query


@dataclass(frozen=True, eq=False)
class Panel:
    """The filters of one query under one state of the shop, in one language. `is_kept`: it is shown again as it is."""

    query: Query
    counts: Counts
    names: Names
    category: int | None
    is_kept: bool = False

    @property
    def total(self) -> int:
        """How many products there are under the query."""
        return self.counts.total

    @cached_property
    def filters(self) -> list[Filter]:
        """The filters in their order, each value with its number."""
        below = [one.key for one in self.names.below(self.category)]
        return filters.filters(self.query, self.counts, self.names, below)

    @cached_property
    def toggles(self) -> dict[str, FilterValue]:
        """The filters that are on or off."""
        return {field: filters.toggle(self.query, self.counts, field) for field in ("potential", "in_stock")}

    @cached_property
    def applied(self) -> list[Applied]:
        """What narrows the list, each with the query that lets go of it."""
        return filters.applied(self.query, self.names)

    @cached_property
    def shortcuts(self) -> list[Shortcut]:
        """Stars and places, to be shown above the list."""
        return filters.shortcuts(self.filters, self.toggles["potential"])


def panel(query: Query, counts: Counts, names: Names, category: int | None) -> Panel:
    """The panel for a query, whatever its page. A query where communes are to be counted, else none."""
    first = replace(query, page=1, at=None)
    found = facets.communes(first, names, category=category) if query.province or query.commune else None
    communes = frozenset(found.items()) if found is not None else None
    # What a shop calls its own values is not ours to remember, and who asks for all provinces shall not fill memory.
    if own_facets() or not facets.is_remembered(query) or len(communes or ()) > MOST_COMMUNES:
        return Panel(first, _with(counts, communes), names, category)
    return _kept(first, counts, communes, names, category, get_language())


MOST_COMMUNES = 400
"""A panel of so many takes a quarter of a megabyte."""
Communes = frozenset[tuple[str, int]] | None
"""The number of products of each commune by code; None where communes are not counted."""


@lru_cache(maxsize=96)
def _kept(
    query: Query, counts: Counts, communes: Communes, names: Names, category: int | None, _language: Any
) -> Panel:
    made = Panel(query, _with(counts, communes), names, category, is_kept=True)
    # Now, in the language that it is kept under; a template may be rendered in another.
    _ = made.filters, made.applied, made.shortcuts
    return made


def _with(counts: Counts, communes: Communes) -> Counts:
    if communes is None:
        return counts
    counter = Counter(dict(communes))
    return replace(
        counts, values={**counts.values, "commune": counter}, offered={**counts.offered, "commune": frozenset(counter)}
    )
