"""Which lists search engines may keep, and under which address. No Django here.

A shop has more combinations of filters than products. So the whole list may be kept, and lists of one star or of one
place, each with its pages; what lies beyond may be walked through and is not kept. Every list has one address: the
canonical query, without order and neighbour. Under another address, with a parameter more or in another order, the same
list is not kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from .parameters import Query

FACETS = ("stars", "region", "province", "commune", "former")
"""Filters of which one value makes a list that may be kept: a star, or a place."""


@dataclass(frozen=True)
class Known:
    """How a page is known outside: the query string of its one address, and whether search engines may keep it."""

    query: str = ""
    may_be_kept: bool = True


def address_of(query: Query) -> Query:
    """The query of the one address of a list: without order and without the neighbour it was found from."""
    return replace(query, sort="", at=None)


def may_be_kept(query: Query) -> bool:
    """Whether a link to `query` leads to a list that search engines may keep: everything, one star or one place."""
    narrowing = [name for name, _value in replace(query, page=1).pairs()]
    return query.at is None and len(narrowing) <= 1 and set(FACETS).issuperset(narrowing)


def known(query: Query, asked: Iterable[tuple[str, str]], total: int) -> Known:
    """How the list of `query` with `total` products is known when it is asked for by the parameters `asked`."""
    address = address_of(query)
    is_address = list(asked) == address.pairs()
    return Known(address.encode(), bool(total) and is_address and may_be_kept(query))


def known_by(narrowing: Iterable[tuple[str, str]], page: int, asked: Iterable[tuple[str, str]]) -> Known:
    """How a page of another list is known, such as a directory: kept as a whole, page by page, and never narrowed."""
    pairs = [(name, value) for name, value in narrowing if value]
    address = [*pairs, *([("page", str(page))] if page > 1 else [])]
    return Known(urlencode(address), not pairs and list(asked) == address)
