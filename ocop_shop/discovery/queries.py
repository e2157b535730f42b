"""Listing rows that answer a query. Only public products; the join asks Oscar's own column."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When

from ocop_shop.core import text

from .parameters import DEFAULT_SORT, Query

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
ORDERS: dict[str, tuple[Any, ...]] = {
    "stars": ("-stars", F("certified_on").desc(nulls_last=True), "product"),
    "newest": (F("certified_on").desc(nulls_last=True), "product"),
    "price": (F("price").asc(nulls_last=True), "product"),
    "-price": (F("price").desc(nulls_last=True), "product"),
    "name": ("title_key", "product"),
}
MAX_WORDS = 12


def public_rows() -> QuerySet[Any]:
    """Rows of products that the shop shows."""
    return apps.get_model("ocop_discovery", "Listing").objects.filter(product__is_public=True)


def matching(query: Query, *, category: Any = None, leaving_out: frozenset[str] = frozenset()) -> QuerySet[Any]:
    """Public rows that match `query`, unordered; fields named in `leaving_out` do not narrow."""
    rows = public_rows()
    if category is not None:
        rows = rows.filter(in_categories__category=category)
    for field, column in COLUMNS.items():
        values = getattr(query, field)
        if values and field not in leaving_out:
            rows = rows.filter(**{f"{column}__in": values})
    for field, column in TOGGLES.items():
        if getattr(query, field) and field not in leaving_out:
            rows = rows.filter(**{column: True})
    return rows.filter(_price(query), _words(query.words))


def ordered(rows: QuerySet[Any], sort: str, words: str = "") -> QuerySet[Any]:
    """`rows` in the order that `sort` names; ties always fall the same way.

    With words and the default order, products called so come first, then those whose name holds the words.
    """
    if words and sort == DEFAULT_SORT:
        return rows.order_by(_nearness(text.key(words)), *ORDERS[sort])
    return rows.order_by(*ORDERS[sort])


def _nearness(name: str) -> Case:
    return Case(
        When(title_key=name, then=Value(0)),
        When(title_key__startswith=name, then=Value(1)),
        When(title_key__contains=f" {name}", then=Value(2)),
        default=Value(3),
        output_field=IntegerField(),
    )


def _price(query: Query) -> Q:
    condition = Q()
    if query.price_min is not None:
        condition &= Q(price__gte=query.price_min)
    if query.price_max is not None:
        condition &= Q(price__lte=query.price_max)
    return condition


def _words(words: str) -> Q:
    """Every word of the search at the beginning of a word of the folded text."""
    condition = Q()
    for word in text.words(words)[:MAX_WORDS]:
        condition &= Q(text_key__contains=f" {word}")
    return condition
