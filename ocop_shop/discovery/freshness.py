"""A list is true for a day and for what its rows are made of. Whoever reads later makes it true first, with no job.

Rows are made anew when a claim changes by itself at midnight, and when a trigger left a mark: something that a row is
made of was changed by somebody who did not say so.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.apps import apps
from django.db import transaction

from ocop_shop.core import clock

from . import actions, heads, tally
from .heads import Head
from .making import batches, listed

_APART = timedelta(minutes=5)
"""How far the clocks of two servers may be apart."""


def ensure_true(on: date | None = None) -> Head:
    """Make the rows true for `on` (default: today in Vietnam) and say how it stands. One query when they are.

    Nobody waits here for a writer: a row that another transaction is writing at this moment is left to the next reader.
    """
    head = heads.read()
    day = on or _today(head)
    if not head.is_true_for(day):
        _mend(day)
        head = heads.read()
    tally.fold_if_due(head)
    return head


def _today(head: Head) -> date:
    """Today, or the next day where another server's clock has reached it: the list is not turned back for a moment."""
    today, soon = clock.today(), clock.day_of(clock.now() + _APART)
    return soon if head.true_on == soon else today


@transaction.atomic
def _mend(day: date) -> None:
    """Refresh marked rows and those whose claim changes between the two days; going back (a test's clock) all rows."""
    days = apps.get_model("ocop_discovery", "ListingDay").objects
    days.get_or_create(pk=1, defaults={"true_on": date.min})
    true_on = days.select_for_update().get(pk=1).true_on  # others wait here and then find nothing stale
    marks = apps.get_model("ocop_discovery", "ListingMark").objects
    marked = dict(marks.values_list("pk", "product_id"))
    touched = listed(marked.values())
    outdated = set().union(*touched.values())
    if date.min < true_on <= day:
        rows = apps.get_model("ocop_discovery", "Listing").objects
        stale = set(rows.filter(changes_on__lte=day).values_list("pk", flat=True))
        busy = actions.refresh_free(stale | outdated, on=day)
    else:
        busy = actions.refresh_free(actions.all_keys(), on=day)
        marks.bulk_create(marks.model(product_id=key) for key in sorted(busy))
    _forget(marks, (mark for mark, key in marked.items() if busy.isdisjoint(touched[key])))
    days.filter(pk=1).update(true_on=day)


def _forget(marks: Any, keys: Iterable[int]) -> None:
    for batch in batches(keys):
        marks.filter(pk__in=batch).delete()
