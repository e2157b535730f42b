"""Writing the listing: rows are made anew from what they stand for, in the transaction that changed it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from typing import Any

from django.apps import apps
from django.db import transaction

from ocop_shop.certification import standing
from ocop_shop.core import clock

from . import rows

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
    products = list(rows.listable(ids))
    claims = standing.claims_on([product.pk for product in products], day)
    stages = standing.stages_on(list(claims), day)
    changes = standing.next_change_after(list(claims), day)
    made = [rows.row_of(p, claims[p.pk], stages.get(p.pk), changes.get(p.pk)) for p in products]
    gone = set(ids) - {row.pk for row in made}
    listing.objects.filter(pk__in=gone).delete()
    fields = [field.attname for field in listing._meta.concrete_fields if not field.primary_key]
    listing.objects.bulk_create(made, update_conflicts=True, unique_fields=["product"], update_fields=fields)
    _rewrite_categories([row.pk for row in made], products)
    return len(made)


def _rewrite_categories(ids: list[int], products: list[Any]) -> None:
    closure = apps.get_model("ocop_discovery", "ListingCategory")
    above = rows.categories_above(products)
    wanted = {(product.pk, category) for product in products for category in above[product.pk]}
    kept = {(row.listing_id, row.category_id): row.pk for row in closure.objects.filter(listing__in=ids)}
    closure.objects.filter(pk__in=[pk for pair, pk in kept.items() if pair not in wanted]).delete()
    closure.objects.bulk_create(
        closure(listing_id=listing, category_id=category) for listing, category in sorted(wanted - kept.keys())
    )


def _listing_day() -> date:
    """Rows written between two days must agree with their neighbours until a reader rolls all of them forward."""
    true_on = apps.get_model("ocop_discovery", "ListingDay").objects.values_list("true_on", flat=True).first()
    return true_on or clock.today()
