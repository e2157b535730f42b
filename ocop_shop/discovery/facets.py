"""Filters with counts. Each is counted with all other filters applied but not itself, so that values add up.

Values of one filter add up (or), filters narrow each other (and). What the table of counts knows is added up from
there; where words or a range of prices narrow too, one grouped query gives the combinations that are left.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import Any

from django.db.models import Count

from ocop_shop.producers.taxonomy import SETS, sector_of

from . import queries, tags, tally
from .abstract_models import COMBINATION
from .cubes import Side, one_by_one
from .heads import Head, cell_of
from .names import Names
from .own_facets import OwnFacet, own_facets
from .parameters import Query

PART = {column: number for number, column in enumerate(COMBINATION)}
_SECTORS = {number: (sector_of(number),) for number in SETS}
TOGGLES = frozenset(queries.TOGGLES)


@dataclass(frozen=True, eq=False)
class Counts:
    """What there is to choose from: the total, per facet the number of each value, and all values of the shelf."""

    total: int
    values: Mapping[str, Counter[Any]]
    offered: Mapping[str, frozenset[Any]]


def sides(query: Query, names: Names) -> list[Side]:
    """The facets as counting sees them, in the order of the page; those of the shop's own come last."""

    def side(name: str, column: str, values_in: Callable[[Any], Iterable[Any]] | None = None) -> Side:
        chosen = getattr(query, name)
        return Side(name, PART[column], values_in, frozenset([True] if chosen is True else chosen or ()))

    found = [
        side("stars", "stars"),
        side("potential", "potential_5"),
        side("region", "province_code", lambda code: _in_a_region(names, code)),
        side("province", "province_code"),
        side("former", "former_slug"),
        side("sector", "product_set", lambda number: _SECTORS.get(number, ())),
        side("product_set", "product_set"),
        side("producer_type", "producer_kind"),
        side("in_stock", "in_stock"),
        Side("category", PART["tags"], _categories_in, frozenset(query.category)),
    ]
    return found + [_own_side(facet, query) for facet in own_facets()]


def count(head: Head, query: Query, names: Names, *, category: int | None = None) -> Counts:
    """Totals and counts of every facet but communes. No query, or one where words, prices or communes narrow.

    What is counted from the table of counts is remembered under the head that it was counted for.
    """
    if not is_remembered(query):
        return _counted(head, query, names, category)
    own = tuple(facet.name for facet in own_facets())
    return _remembered(head, replace(query, sort="", page=1, at=None), names, category, own)


def is_remembered(query: Query) -> bool:
    """Whether the head says all that the counts of `query` depend on; words, prices and communes are in the rows."""
    return not (query.words or query.commune or query.price_min is not None or query.price_max is not None)


@lru_cache(maxsize=512)
def _remembered(head: Head, query: Query, names: Names, category: int | None, _own: tuple[str, ...]) -> Counts:
    return _counted(head, query, names, category)


def _counted(head: Head, query: Query, names: Names, category: int | None) -> Counts:
    wanted = sides(query, names)
    base = [Side("", PART["tags"], _categories_in, frozenset([category]))] if category is not None else []
    everything = tally.count(head, [Side(side.name, side.part, side.values_in) for side in wanted], base)
    if not is_remembered(query):
        counted = one_by_one(_combinations(query, category), wanted, base)
    else:
        counted = tally.count(head, wanted, base) if any(side.chosen for side in wanted) else everything
    return Counts(
        counted.total,
        counted.values,
        {
            name: frozenset(v for v, number in counter.items() if number > 0)
            for name, counter in everything.values.items()
        },
    )


def communes(query: Query, names: Names, *, category: int | None = None) -> Counter[str]:
    """The number of products of each commune in the chosen provinces, without the choice of communes. One query."""
    query = _without_sector(query)
    regions = {code: region.provinces for code, region in names.regions.items()}
    rows = queries.matching(query, category=category, leaving_out=frozenset({"commune"}), regions=regions)
    grouped = rows.order_by().values_list("commune_code").annotate(products=Count("*"))
    return Counter({code: number for code, number in grouped if code})


def _without_sector(query: Query) -> Query:
    """The same choice by product sets: an index knows these, and a sector is nothing but its sets."""
    if not query.sector:
        return query
    sets = {number for number in SETS if sector_of(number) in query.sector}
    chosen = sets.intersection(query.product_set) if query.product_set else sets
    return replace(query, sector=(), product_set=tuple(sorted(chosen)) or (0,))


def _combinations(query: Query, category: int | None) -> Iterable[tuple[tuple[Any, ...], int]]:
    """The combinations of what words, prices and communes leave over. The rest of the query narrows in counting."""
    leaving_out = frozenset(
        {*queries.COLUMNS, *queries.TOGGLES, "region", "category", *(name for name, _ in query.own)}
    )
    rows = queries.matching(query, category=category, leaving_out=leaving_out - {"commune"})
    grouped = rows.order_by().values_list(*COMBINATION).annotate(products=Count("*"))
    return ((cell_of(cell), number) for *cell, number in grouped)


def _in_a_region(names: Names, province: str) -> tuple[str, ...]:
    found = names.region_of.get(province)
    return (found,) if found else ()


@lru_cache(maxsize=20_000)
def _categories_in(text: str) -> tuple[int, ...]:
    return tuple(int(tag[1:]) for tag in tags.read(text) if tag[0] == "c" and tag[1:].isdigit())


@lru_cache(maxsize=20_000)
def _values_after(prefix: str, text: str) -> tuple[str, ...]:
    return tuple(tags.value_of(tag) for tag in tags.read(text) if tag.startswith(prefix))


def _own_side(facet: OwnFacet, query: Query) -> Side:
    values_in = partial(_values_after, tags.of_value(facet.name, ""))
    return Side(facet.name, PART["tags"], values_in, frozenset(query.values_of(facet.name)))
