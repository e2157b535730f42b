"""A list is true for a day and for what its rows are made of. Whoever reads later makes it true first, with no job.

Rows are made anew when a claim changes by itself at midnight, and when a trigger left a mark: something that a row is
made of was changed by somebody who did not say so.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.apps import apps
from django.db import transaction

from ocop_shop.core import clock

from . import actions, heads, tally
from .heads import Head


def ensure_true(on: date | None = None) -> Head:
    """Make the rows true for `on` (default: today in Vietnam) and say how it stands. One query when they are."""
    day = on or clock.today()
    head = heads.read()
    if not head.is_true_for(day):
        _mend(day)
        head = heads.read()
    tally.fold_if_due(head)
    return head


@transaction.atomic
def _mend(day: date) -> None:
    """Refresh marked rows and those whose claim changes between the two days; going back (a test's clock) all rows."""
    days = apps.get_model("ocop_discovery", "ListingDay").objects
    days.get_or_create(pk=1, defaults={"true_on": date.min})
    true_on = days.select_for_update().get(pk=1).true_on  # others wait here and then find nothing stale
    marks = apps.get_model("ocop_discovery", "ListingMark").objects
    marked = dict(marks.values_list("pk", "product_id"))
    if date.min < true_on <= day:
        rows = apps.get_model("ocop_discovery", "Listing").objects
        stale = set(rows.filter(changes_on__lte=day).values_list("pk", flat=True))
        actions.refresh(stale | _listed(marked.values()), on=day)
    else:
        actions.refresh_all(on=day)
    _forget(marks, marked)
    days.filter(pk=1).update(true_on=day)


def _listed(product_ids: Iterable[int]) -> set[int]:
    """The products that have rows among these: variants stand for what they are variants of."""
    found: set[int] = set()
    products = apps.get_model("catalogue", "Product").objects
    for ids in _batches(sorted(set(product_ids))):
        parents = dict(products.filter(pk__in=ids, parent__isnull=False).values_list("pk", "parent_id"))
        found |= {parents.get(product_id, product_id) for product_id in ids}
    return found


def _forget(marks: Any, marked: dict[int, int]) -> None:
    for keys in _batches(sorted(marked)):
        marks.filter(pk__in=keys).delete()


def _batches(keys: list[int]) -> Iterable[list[int]]:
    return (keys[start : start + actions.BATCH] for start in range(0, len(keys), actions.BATCH))
