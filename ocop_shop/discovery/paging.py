"""One page of rows, found where it lies: by its number near the front, from a neighbour or from the end when deep."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Q, QuerySet

from . import queries

CARD = (
    "pk",
    "title",
    "title_en",
    "slug",
    "place",
    "province_code",
    "commune_code",
    "producer_name",
    "producer_slug",
    "price",
    "unit_price",
    "net_text",
    "in_stock",
    "rest",
    "kept_off",
    "image",
    "sector",
    "product_set",
    "potential_5",
)
NEAR_FRONT = 960
"""Rows that may be walked past; further on a page is found from its neighbour."""
_FEW = 400


@dataclass(frozen=True)
class Wanted:
    """Which page: number, size, and how many rows match; `at` is a page that is known.

    A walk in the order of the list may pass so many rows (`walked`); an index finds so many before the others narrow
    (`found`; None where none can be used).
    """

    page: int
    size: int
    total: int
    walked: int
    found: int | None = None
    at: tuple[int, int] | None = None

    @property
    def start(self) -> int:
        """How many rows come before the page."""
        return (self.page - 1) * self.size

    @property
    def few(self) -> bool:
        """Whether it is quicker to find and sort all that match than to walk in order until a page is full."""
        if self.found is None:
            return False
        return self.found <= _FEW or self.found * self.total < (self.start + self.size) * self.walked


def page_of(rows: QuerySet[Any], sort: str, wanted: Wanted, words: str = "") -> list[Any]:
    """The rows of a page in the order `sort`. One query; two where the neighbour that was named is gone."""
    if wanted.start < NEAR_FRONT or wanted.few or (words and sort == "stars"):
        found = queries.ordered(rows, sort, words, few=wanted.few)
        return list(_fetched(found[wanted.start : wanted.start + wanted.size]))
    key = queries.KEYS[sort]
    behind = wanted.total - wanted.start - wanted.size
    if wanted.at and abs(wanted.page - wanted.at[0]) * wanted.size < NEAR_FRONT:
        found_there = _from_neighbour(rows, key, wanted, *wanted.at)
        if found_there:
            return found_there
    if behind < NEAR_FRONT:
        kept = wanted.size + min(behind, 0)
        return _backwards(rows, key, max(behind, 0), kept)
    # Only keys are walked past; the rows themselves are read for one page.
    keys = rows.order_by(key, "product_id").values("pk")[wanted.start : wanted.start + wanted.size]
    listing = apps.get_model("ocop_discovery", "Listing").objects
    return list(_fetched(listing.filter(pk__in=keys).order_by(key, "product_id")))


def tiers(rows: QuerySet[Any], place: Any, region: Sequence[str], numbers: Sequence[int], wanted: Wanted) -> list[Any]:
    """A page of rows by nearness to `place`: its province (its commune first), its region, everything else.

    `numbers` says how many rows match in the first two. A query for each part that the page reaches into.
    """
    province = Q(province_code=place.province_code)
    around = Q(province_code__in=list(region))
    parts = [
        (rows.filter(province), numbers[0]),
        (rows.filter(around & ~province), numbers[1]),
        (rows.exclude(province | around), wanted.total - sum(numbers)),
    ]
    found: list[Any] = []
    start = wanted.start
    for nearness, (part, number) in enumerate(parts):
        if start < number and len(found) < wanted.size:
            order = _commune_first(part, place) if nearness == 0 else part.order_by("sort_stars", "product_id")
            found += _fetched(order[start : start + wanted.size - len(found)])
        start = max(0, start - number)
    return found


def _commune_first(rows: QuerySet[Any], place: Any) -> QuerySet[Any]:
    if place.level != "commune":
        return rows.order_by("sort_stars", "product_id")
    return rows.order_by(queries.elsewhere(place.code), "sort_stars", "product_id")


def _fetched(rows: QuerySet[Any]) -> Iterable[Any]:
    return rows.values_list(*CARD, named=True)


def _from_neighbour(rows: QuerySet[Any], key: str, wanted: Wanted, page: int, product: int) -> list[Any]:
    """The page counted from the first product of another page; nothing when that product is not listed any more."""
    table = f'"{apps.get_model("ocop_discovery", "Listing")._meta.db_table}"'
    away = (wanted.page - page) * wanted.size
    sign = ">=" if away >= 0 else "<"
    condition = (
        f'({table}."{key}", {table}.product_id) {sign}'
        f' ((SELECT at."{key}" FROM {table} AS at WHERE at.product_id = %s), %s)'
    )
    beside = rows.extra(where=[condition], params=[product, product])  # noqa: S610
    if away >= 0:
        return list(_fetched(beside.order_by(key, "product_id")[away : away + wanted.size]))
    return _backwards(beside, key, -away - wanted.size, wanted.size)


def _backwards(rows: QuerySet[Any], key: str, start: int, size: int) -> list[Any]:
    found = list(_fetched(rows.order_by(f"-{key}", "-product_id")[start : start + size]))
    return found[::-1]
