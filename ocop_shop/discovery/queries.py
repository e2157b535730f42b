"""Listing rows that answer a query: which of them, and in what order."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.apps import apps
from django.db.models import Case, F, Func, IntegerField, Q, QuerySet, Value, When

from . import hits, sort_keys
from .parameters import Query

# A field of the query -> the column it narrows.
COLUMNS = {
    "stars": "stars",
    "province": "province_code",
    "commune": "commune_code",
    "former": "former_slug",
    "sector": "sector",
    "product_set": "product_set",
    "producer_type": "producer_kind",
}
# A field of the query that is on or off -> the column that must be true.
TOGGLES = {"potential": "potential_5", "in_stock": "in_stock"}
# An order -> the column that holds its key; ties fall by product.
KEYS = {
    "stars": "sort_stars",
    "newest": "sort_newest",
    "price": "sort_price",
    "-price": "sort_price_down",
    "name": "sort_name",
}


def public_rows() -> QuerySet[Any]:
    """Rows of products that the shop shows."""
    return apps.get_model("ocop_discovery", "Listing").objects.filter(is_public=True)


def matching(
    query: Query,
    *,
    category: int | None = None,
    leaving_out: frozenset[str] = frozenset(),
    regions: Mapping[str, Iterable[str]] | None = None,
    walking: bool = False,
) -> QuerySet[Any]:
    """Public rows that match `query`, unordered; fields named in `leaving_out` do not narrow.

    `regions` gives the provinces of each macro-region, by code. `walking` says that rows are looked at one by one in
    the order of the list until there are enough: then no index is to find them. One query when it is read.
    """
    rows = public_rows()
    within = _looked_at if walking else _found_by
    if category is not None:
        rows = rows.filter(pk__in=_filed_under([category]))
    for field, column in COLUMNS.items():
        values = getattr(query, field)
        if values and field not in leaving_out:
            rows = within(rows, column, values)
    for field, column in TOGGLES.items():
        if getattr(query, field) and field not in leaving_out:
            rows = rows.filter(**{column: True})
    if query.region and "region" not in leaving_out:
        rows = within(rows, "province_code", _provinces(query.region, regions or {}))
    if query.category and "category" not in leaving_out:
        rows = rows.filter(pk__in=_filed_under(query.category))
    for facet, values in query.own:
        if facet not in leaving_out:
            rows = rows.filter(pk__in=_having(facet, values))
    if "price" not in leaving_out:
        rows = rows.filter(_price(query))
    return hits.narrowed(rows, query.words) if query.words and "words" not in leaving_out else rows


def ordered(rows: QuerySet[Any], sort: str, words: str = "", *, few: bool = False) -> QuerySet[Any]:
    """`rows` in the order that `sort` names; ties always fall the same way.

    With words and the default order, the nearest to the words come first. `few` says that little is left of many rows:
    then they are found first and sorted after, instead of walking through all rows in their order.
    """
    key = KEYS[sort]
    if words and sort == "stars":
        return rows.order_by(*hits.ranking(words), key, "product_id")
    if few:
        return rows.extra(select={"sorted_by": _no_index(key)}, order_by=["sorted_by", "product_id"])  # noqa: S610
    return rows.order_by(key, "product_id")


def within_stars(rows: QuerySet[Any], stars: Collection[int]) -> QuerySet[Any]:
    """`rows`, with the bounds by which an index in the order by stars begins at the most and ends at the least."""
    first, last = sort_keys.stars_begin(max(stars)), sort_keys.stars_end(min(stars))
    return rows.filter(sort_stars__gte=first, sort_stars__lte=last)


def elsewhere(commune: str) -> Case:
    """A key that puts the products of one commune before all others."""
    return Case(When(commune_code=commune, then=Value(0)), default=Value(1), output_field=IntegerField())


def _no_index(key: str) -> str:
    """An expression with the value of a sort key that no index serves."""
    column = f'"{apps.get_model("ocop_discovery", "Listing")._meta.db_table}"."{key}"'
    return f"{column} || ''" if key == "sort_name" else f"{column} + 0"


class _Looked(Func):
    """A column that SQLite reads from the row: without statistics it would take any index, and sort all that it finds.

    PostgreSQL knows how much that is.
    """

    template = "%(expressions)s"

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, Any]:
        return self.as_sql(compiler, connection, template="+%(expressions)s", **extra)


def _looked_at(rows: QuerySet[Any], column: str, values: Iterable[Any]) -> QuerySet[Any]:
    read = rows.alias(**{f"read_{column}": _Looked(F(column))})
    found: QuerySet[Any] = read.filter(**{f"read_{column}__in": list(values)})
    return found


def _found_by(rows: QuerySet[Any], column: str, values: Iterable[Any]) -> QuerySet[Any]:
    return rows.filter(**{f"{column}__in": list(values)})


def _filed_under(categories: Iterable[int]) -> QuerySet[Any]:
    closure = apps.get_model("ocop_discovery", "ListingCategory").objects
    return closure.filter(category_id__in=list(categories)).values("listing_id")


def _having(facet: str, values: Iterable[str]) -> QuerySet[Any]:
    filed = apps.get_model("ocop_discovery", "ListingValue").objects
    return filed.filter(facet=facet, value__in=list(values)).values("listing_id")


def _provinces(codes: Iterable[str], regions: Mapping[str, Iterable[str]]) -> list[str]:
    return [province for code in codes for province in regions.get(code, ())]


def _price(query: Query) -> Q:
    condition = Q()
    if query.price_min is not None:
        condition &= Q(price__gte=query.price_min)
    if query.price_max is not None:
        condition &= Q(price__lte=query.price_max)
    return condition
