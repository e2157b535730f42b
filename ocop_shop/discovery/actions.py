"""Writing the listing: rows are made anew from what they stand for, once for every transaction that changed it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any
from weakref import WeakKeyDictionary

from django.apps import apps
from django.db import connection, transaction

from ocop_shop.core import clock

from . import tally, vocabulary
from .making import batches, listed, made

_waiting: WeakKeyDictionary[Any, set[int]] = WeakKeyDictionary()
"""By connection, the products that its transaction has changed."""


def refresh_after_commit(product_ids: Collection[int]) -> None:
    """Make the rows of these products, or of those that they are variants of, anew as soon as this transaction is over.

    However often a transaction asks for a product, its row is made once. Triggers have left marks for all that changed:
    who reads before, also in this transaction, makes the row first, and so does the next reader should this fail.
    """
    _waiting.setdefault(transaction.get_connection(), set()).update(product_ids)
    transaction.on_commit(_refresh_waiting, robust=True)


def _refresh_waiting() -> None:
    """The first of a transaction's calls does all; what a transaction asked for that came to nothing does no harm."""
    waiting = _waiting.pop(transaction.get_connection(), None)
    if waiting:
        refresh_free(set().union(*listed(waiting).values()))


@transaction.atomic
def refresh(product_ids: Collection[int], on: date | None = None) -> int:
    """Make the rows of these products anew, true for `on` (default: the day the listing stands at, else today).

    Products that are gone or are variants lose their row. Returns how many rows were written.
    """
    return _refreshed(product_ids, on, wait=True)[0]


@transaction.atomic
def refresh_free(product_ids: Collection[int], on: date | None = None) -> set[int]:
    """As `refresh`, but leave out the rows that another transaction is writing at this moment; returns these products.

    For whoever has changed something already, and for readers: those who wait for each other in a circle wait for
    ever. What is left out needs a mark: triggers have left one for all that changed, and the next reader makes the row.
    """
    return _refreshed(product_ids, on, wait=False)[1]


def refresh_all(on: date | None = None) -> int:
    """Make every row anew and drop rows of products that are gone; returns how many rows were written."""
    return refresh(all_keys(), on)


def all_keys() -> set[int]:
    """The products that have a row or may get one."""
    products = apps.get_model("catalogue", "Product").objects
    listed = apps.get_model("ocop_discovery", "Listing").objects
    return {*products.values_list("pk", flat=True), *listed.values_list("pk", flat=True)}


def _refreshed(product_ids: Collection[int], on: date | None, *, wait: bool) -> tuple[int, set[int]]:
    day = on or listing_day()
    asked = written = 0
    busy: set[int] = set()
    for batch in batches(product_ids):
        asked += len(batch)
        free = _locked(batch, wait=wait)
        busy |= set(batch) - free
        written += _refresh_batch(sorted(free), day)
    if asked >= tally.FOLD_AT:
        tally.fold_after_commit()
    return written, busy


def _locked(ids: list[int], *, wait: bool) -> set[int]:
    """Lock the rows of these products before anything is read; returns the products that are ours now.

    Whoever writes a row has seen all that was committed before. A product without a row gets an empty one first: two
    who make the same row at once would not see each other.
    """
    if not connection.features.has_select_for_update_skip_locked:
        return set(ids)  # SQLite has one writer at a time
    listing = apps.get_model("ocop_discovery", "Listing").objects
    locked = listing.select_for_update(skip_locked=not wait).filter(pk__in=ids).order_by("pk")
    held = set(locked.values_list("pk", flat=True))
    if len(held) == len(ids):
        return held
    busy = set() if wait else set(listing.filter(pk__in=ids).values_list("pk", flat=True)) - held
    absent, taken = _staying([key for key in ids if key not in held and key not in busy], wait=wait)
    empty = [listing.model(pk=key, text_key="", created_at=clock.now()) for key in absent]
    listing.bulk_create(empty, ignore_conflicts=True)
    if absent:
        list(listing.select_for_update().filter(pk__in=absent).order_by("pk").values_list("pk"))
    return set(ids) - busy - taken


def _staying(ids: list[int], *, wait: bool) -> tuple[list[int], set[int]]:
    """Those of the products that have a page of their own, and which of these are others' at this moment.

    Nobody deletes the first, or makes a row for them, before this transaction ends.
    """
    products = apps.get_model("catalogue", "Product").objects.filter(pk__in=ids).exclude(structure="child")
    wanted = sorted(products.values_list("pk", flat=True)) if ids else []
    if not wanted:
        return [], set()
    own = products.select_for_update(skip_locked=not wait, no_key=True).order_by("pk")
    found = list(own.filter(pk__in=wanted).values_list("pk", flat=True))
    return found, set() if wait else set(wanted).difference(found)


def _refresh_batch(ids: list[int], day: date) -> int:
    listing = apps.get_model("ocop_discovery", "Listing")
    # What was changed by others and committed is seen by what is read from here on.
    apps.get_model("ocop_discovery", "ListingMark").objects.filter(product_id__in=ids).delete()
    found = made(ids, day)
    listing.objects.filter(pk__in=set(ids).difference(found.keys)).delete()
    fields = [field.attname for field in listing._meta.concrete_fields if not field.primary_key]
    listing.objects.bulk_create(found.rows, update_conflicts=True, unique_fields=["product"], update_fields=fields)
    _rewrite("ListingCategory", found.keys, found.categories, ("category_id",))
    _rewrite("ListingValue", found.keys, found.values, ("facet", "value"))
    vocabulary.learn_after_commit(found.rows)
    return len(found.rows)


def _rewrite(table: str, ids: list[int], wanted: Collection[tuple[Any, ...]], fields: tuple[str, ...]) -> None:
    """Make the rows of `table` that belong to these listing rows the `wanted` ones, each a listing and its fields."""
    model = apps.get_model("ocop_discovery", table)
    columns = ("listing_id", *fields)
    kept = {
        values: pk
        for pk, *found in model.objects.filter(listing__in=ids).values_list("pk", *columns)
        if (values := tuple(found))
    }
    gone = [pk for values, pk in kept.items() if values not in wanted]
    if gone:
        model.objects.filter(pk__in=gone).delete()
    model.objects.bulk_create(
        model(**dict(zip(columns, values, strict=True))) for values in sorted(set(wanted) - kept.keys())
    )


def listing_day() -> date:
    """The day that rows are written for: that of their neighbours, until a reader rolls all of them forward."""
    true_on = apps.get_model("ocop_discovery", "ListingDay").objects.values_list("true_on", flat=True).first()
    return true_on if true_on and true_on > date.min else clock.today()
