"""Writing the listing: rows are made anew from what they stand for, in the transaction that changed it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from typing import Any

from django.apps import apps
from django.db import transaction

from ocop_shop.certification import standing
from ocop_shop.core import clock

from . import own_facets, rows, tags, tally, vocabulary
from .own_facets import Values

BATCH = 500
_held: ContextVar[set[int] | None] = ContextVar("held listing rows", default=None)


@contextmanager
def batched() -> Iterator[None]:
    """Within one transaction, gather what would be refreshed and refresh it once at the end.

    For work that touches the same product many times: an import, a price list. Nested use joins the outer batch.
    """
    if _held.get() is not None:
        yield
        return
    with transaction.atomic():
        waiting: set[int] = set()
        token = _held.set(waiting)
        try:
            yield
        finally:
            _held.reset(token)
        refresh(waiting)


@transaction.atomic
def refresh(product_ids: Collection[int], on: date | None = None) -> int:
    """Make the rows of these products anew, true for `on` (default: the day the listing stands at, else today).

    Products that are gone or are variants lose their row. Returns how many rows were written
    (none yet inside `batched`).
    """
    waiting = _held.get()
    if waiting is not None:
        waiting.update(product_ids)
        return 0
    day = on or _listing_day()
    written = 0
    ids = sorted(set(product_ids))
    for start in range(0, len(ids), BATCH):
        written += _refresh_batch(ids[start : start + BATCH], day)
    if len(ids) >= tally.FOLD_AT:
        tally.fold_after_commit()
    return written


def refresh_all(on: date | None = None) -> int:
    """Make every row anew and drop rows of products that are gone; returns how many rows were written."""
    products = apps.get_model("catalogue", "Product").objects
    listed = apps.get_model("ocop_discovery", "Listing").objects
    return refresh({*products.values_list("pk", flat=True), *listed.values_list("pk", flat=True)}, on)


def _refresh_batch(ids: list[int], day: date) -> int:
    listing = apps.get_model("ocop_discovery", "Listing")
    # Locked before anything is read: whoever writes a row has seen all that was committed before it.
    list(listing.objects.select_for_update().filter(pk__in=ids).order_by("pk").values_list("pk"))
    # What was changed by others and committed is seen by what is read from here on.
    apps.get_model("ocop_discovery", "ListingMark").objects.filter(product_id__in=ids).delete()
    products = list(rows.listable(ids))
    above = rows.categories_above(products)
    values = {product.pk: own_facets.values_of(product) for product in products}
    made = _rows(products, above, values, day)
    gone = set(ids) - {row.pk for row in made}
    listing.objects.filter(pk__in=gone).delete()
    fields = [field.attname for field in listing._meta.concrete_fields if not field.primary_key]
    listing.objects.bulk_create(made, update_conflicts=True, unique_fields=["product"], update_fields=fields)
    kept = [row.pk for row in made]
    _rewrite("ListingCategory", kept, {(pk, category) for pk in kept for category in above[pk]}, ("category_id",))
    _rewrite("ListingValue", kept, {(pk, *pair) for pk in kept for pair in values[pk]}, ("facet", "value"))
    vocabulary.learn_after_commit(made)
    return len(made)


def _rows(products: list[Any], above: Mapping[int, set[int]], values: Mapping[int, Values], day: date) -> list[Any]:
    claims = standing.claims_on([product.pk for product in products], day)
    stages = standing.stages_on(list(claims), day)
    changes = standing.next_change_after(list(claims), day)
    return [
        rows.row_of(
            product,
            rows.Facts(
                claims[product.pk],
                stages.get(product.pk),
                changes.get(product.pk),
                tags.written(
                    [*map(tags.of_category, above[product.pk]), *(tags.of_value(*v) for v in values[product.pk])]
                ),
            ),
        )
        for product in products
    ]


def _rewrite(table: str, ids: list[int], wanted: set[tuple[Any, ...]], fields: tuple[str, ...]) -> None:
    """Make the rows of `table` that belong to these listing rows the `wanted` ones, each a listing and its fields."""
    model = apps.get_model("ocop_discovery", table)
    columns = ("listing_id", *fields)
    kept = {
        values: pk
        for pk, *found in model.objects.filter(listing__in=ids).values_list("pk", *columns)
        if (values := tuple(found))
    }
    model.objects.filter(pk__in=[pk for values, pk in kept.items() if values not in wanted]).delete()
    model.objects.bulk_create(
        model(**dict(zip(columns, values, strict=True))) for values in sorted(wanted - kept.keys())
    )


def _listing_day() -> date:
    """Rows written between two days must agree with their neighbours until a reader rolls all of them forward."""
    true_on = apps.get_model("ocop_discovery", "ListingDay").objects.values_list("true_on", flat=True).first()
    return true_on if true_on and true_on > date.min else clock.today()
