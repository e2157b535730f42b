"""Filters with counts. Each is counted with all other filters applied but not itself, so that values add up.

One grouped query gives every combination on the shelf; the rest is addition.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from . import queries
from .parameters import Query

# A field of the query -> its parameter in a link. Communes and sets narrow too, but are not counted here.
FIELDS = {
    "stars": "stars",
    "potential": "potential",
    "province": "province",
    "sector": "sector",
    "producer_type": "producer_type",
    "in_stock": "in_stock",
}
_COLUMNS = {field: {**queries.COLUMNS, **queries.TOGGLES}[field] for field in FIELDS}


@dataclass(frozen=True)
class FacetValue:
    """One value of a filter, how many products it has, and the link that switches it."""

    value: str
    label: str
    count: int
    selected: bool
    query: Query


@dataclass(frozen=True)
class Facet:
    """A filter: `name` is its parameter in the link."""

    name: str
    values: tuple[FacetValue, ...]

    @property
    def selected(self) -> tuple[FacetValue, ...]:
        """The values that are on."""
        return tuple(value for value in self.values if value.selected)


Labels = Mapping[str, Callable[[str], str]]


def count(query: Query, *, category: Any = None) -> tuple[int, dict[str, Counter[Any]]]:
    """The total that matches `query` and, per field, the number of products of each value. One query."""
    rows = queries.matching(query, category=category, leaving_out=frozenset(FIELDS))
    combinations = rows.order_by().values_list(*_COLUMNS.values()).annotate(products=Count("product"))
    total = 0
    counts: dict[str, Counter[Any]] = {field: Counter() for field in FIELDS}
    for *values, products in combinations:
        failing = [f for f, value in zip(FIELDS, values, strict=True) if not _passes(query, f, value)]
        if not failing:
            total += products
        for field, value in zip(FIELDS, values, strict=True):
            if not failing or failing == [field]:
                counts[field][value] += products
    return total, counts


def facets(query: Query, counts: Mapping[str, Counter[Any]], labels: Labels) -> list[Facet]:
    """The filters to show, with links; a chosen value stays even when it has no product left."""
    return [Facet(name, tuple(_values(query, field, counts[field], labels[field]))) for field, name in FIELDS.items()]


def _passes(query: Query, field: str, value: Any) -> bool:
    wanted = getattr(query, field)
    if field in queries.TOGGLES:
        return bool(value) or not wanted
    return not wanted or value in wanted


def _values(query: Query, field: str, counter: Counter[Any], label: Callable[[str], str]) -> Iterable[FacetValue]:
    chosen = getattr(query, field)
    if field in queries.TOGGLES:
        yield FacetValue("1", label("1"), counter[True], chosen, query.having(**{field: not chosen}))
        return
    offered = {value for value, products in counter.items() if value and products} | set(chosen)
    for value in _sorted(field, offered, counter):
        yield FacetValue(str(value), label(str(value)), counter[value], value in chosen, _switched(query, field, value))


def _sorted(field: str, offered: Iterable[Any], counter: Counter[Any]) -> list[Any]:
    if field == "stars":
        return [5, 4, 3]
    if field == "sector":
        order = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6}
        return sorted(offered, key=lambda value: order.get(value, 9))
    return sorted(offered, key=lambda value: (-counter[value], value))


def _switched(query: Query, field: str, value: Any) -> Query:
    chosen = set(getattr(query, field)) ^ {value}
    return query.having(**{field: tuple(sorted(chosen))})
