"""What shoppers type, and what they hope for: `shoppers.csv`.

The file was labelled by people who read the demo's own files, not by what a search answered. `expected` are the article
numbers that must be among the hits; more may be there.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.http import QueryDict

from ocop_shop.discovery import parameters, queries, shelf

FILE = Path(__file__).with_name("shoppers.csv")


@dataclass(frozen=True)
class Wish:
    """What was typed, the products that are meant, and what the row is an example of."""

    query: str
    expected: frozenset[str]
    reason: str


@cache
def wishes() -> tuple[Wish, ...]:
    """All rows of the file."""
    with FILE.open(encoding="utf-8", newline="") as source:
        return tuple(Wish(r["query"], frozenset(r["expected"].split()), r["reason"]) for r in csv.DictReader(source))


def hits(typed: str) -> list[str]:
    """Article numbers of all products that the page of a search for `typed` lists, in its order."""
    asked = QueryDict(mutable=True)
    asked["q"] = typed
    query = shelf.shelf(parameters.read(asked)).query
    rows = queries.ordered(queries.matching(query), "stars", query.words) if query.words else []
    return [row.product.upc for row in rows.select_related("product")] if query.words else []
