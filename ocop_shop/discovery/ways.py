"""Which way to a page is the shorter: along the order of the list, or from what a filter finds, sorted after."""

from __future__ import annotations

from .facets import Counts, is_remembered
from .parameters import Query

# Filters whose values an index finds, by the name of their counts.
_FOUND = ("province", "former", "product_set", "producer_type", "region", "category")
_STARS = (5, 4, 3, 0)  # as they stand in the order by stars


def stretch(query: Query) -> tuple[int, ...]:
    """The stars of the part of the order by stars in which all rows of `query` lie; empty where that is the whole."""
    places = [_STARS.index(number) for number in query.stars]
    return _STARS[min(places) : max(places) + 1] if places else ()


def walked(query: Query, whole: Counts, sort: str) -> int:
    """How many rows a walk in the order `sort` may pass; `whole` counts the whole shop without a choice."""
    among = stretch(query) if sort == "stars" else ()
    return sum(whole.values["stars"][number] for number in among) if among else whole.total


def found(query: Query, counts: Counts, whole: Counts) -> int | None:
    """How many rows the best index finds before the other filters are looked at; None where none can be used.

    Of words, prices and communes it is not known before they are asked for: they find little more than what is left.
    """
    if not is_remembered(query):
        return counts.total
    chosen = {name: getattr(query, name) for name in _FOUND} | dict(query.own)
    numbers = [
        sum(whole.values[name][value] for value in values)
        for name, values in chosen.items()
        if values and name in whole.values
    ]
    return min(numbers, default=None)
