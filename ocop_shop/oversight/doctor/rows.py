"""Listing rows held against what they are made of: made anew, a sample a day, and compared column by column.

Besides the sample all products are looked at that have no row, or a row that is hidden or shown when they are not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date
from functools import partial
from typing import Any

from django.apps import apps
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext as _

from ocop_shop.discovery.making import batches, made

from .dossiers import halved
from .findings import Finding, of_product
from .shelf import SAMPLE, sampled

Belonging = dict[int, set[tuple[Any, ...]]]


def rows_differ(day: date, leaving_out: Collection[str], compared: Collection[str]) -> Iterator[Finding]:
    """Rows that are not what they would be if they were made anew for `day`, in other columns than those `compared`.

    Left out are products that a finding was about already, by subject, and those whose row the next reader makes.
    """
    rows, marks, products = _tables()
    listable = products.exclude(structure="child").exclude(pk__in=marks.values("product_id"))
    hidden = Q(ocop_listing__isnull=True) | ~Q(is_public=F("ocop_listing__is_public"))
    suspected = listable.filter(hidden).order_by("pk").values_list("pk", flat=True)[:SAMPLE]
    due = set(rows.filter(changes_on__lte=day).values_list("pk", flat=True))
    keys = [key for key in sorted({*suspected, *sampled(listable, day)}) if key not in due]
    keys = [key for key in keys if of_product(key) not in leaving_out]
    for batch in batches(keys):
        yield from halved(batch, partial(_of_batch, day=day, compared=set(compared)))
    own_page = products.filter(pk=OuterRef("pk")).exclude(structure="child")
    homeless = rows.exclude(pk__in=marks.values("product_id")).filter(~Exists(own_page)).order_by("pk")
    for key in homeless.values_list("pk", flat=True)[:SAMPLE]:
        yield Finding("listing_differs", of_product(key), _("It is in a list and has no page of its own."), _remedy())


def _tables() -> tuple[Any, Any, Any]:
    names = (("ocop_discovery", "Listing"), ("ocop_discovery", "ListingMark"), ("catalogue", "Product"))
    rows, marks, products = (apps.get_model(*name).objects for name in names)
    return rows, marks, products


def _of_batch(keys: list[int], day: date, compared: set[str]) -> Iterator[Finding]:
    wanted = made(keys, day)
    present = apps.get_model("ocop_discovery", "Listing").objects.in_bulk(keys)
    filed = (
        ("categories", _grouped(wanted.categories), _written("ListingCategory", keys, "category_id")),
        ("values", _grouped(wanted.values), _written("ListingValue", keys, "facet", "value")),
    )
    for row in wanted.rows:
        if row.pk not in present:
            problem = _("It is in no list: its listing row is missing.")
        elif differing := [
            *_differing(row, present[row.pk], compared),
            *(name for name, should, does in filed if should[row.pk] != does[row.pk]),
        ]:
            problem = _("Its listing row is not made of what the shop says now, in: %(columns)s.") % {
                "columns": ", ".join(differing)
            }
        else:
            continue
        yield Finding("listing_differs", of_product(row.pk), problem, _remedy())


def _remedy() -> str:
    return _("Make the rows anew: ocop_rebuild --only rows counts.")


def _differing(wanted: Any, present: Any, compared: set[str]) -> list[str]:
    names = [field.attname for field in wanted._meta.concrete_fields if field.attname not in compared]
    return [name for name in names if getattr(wanted, name) != getattr(present, name)]


def _grouped(pairs: Collection[tuple[Any, ...]]) -> Belonging:
    found: Belonging = defaultdict(set)
    for key, *values in pairs:
        found[key].add(tuple(values))
    return found


def _written(table: str, keys: list[int], *columns: str) -> Belonging:
    rows = apps.get_model("ocop_discovery", table).objects.filter(listing__in=keys)
    return _grouped(list(rows.values_list("listing_id", *columns)))
