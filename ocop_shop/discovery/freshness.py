"""A list is true for a day. Whoever reads on a later day rolls it forward first; no nightly job has to run."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.apps import apps
from django.db import transaction

from ocop_shop.core import clock

from . import actions


def ensure_true(on: date | None = None) -> None:
    """Make the listing rows true for `on` (default: today in Vietnam). One query when they are already."""
    day = on or clock.today()
    days = apps.get_model("ocop_discovery", "ListingDay").objects
    true_on = days.values_list("true_on", flat=True).first()
    if true_on != day:
        _roll(days, day, true_on)


@transaction.atomic
def _roll(days: Any, day: date, true_on: date | None) -> None:
    """Refresh the rows whose claim changes between the two days; going back (a test's clock) refreshes all."""
    days.get_or_create(pk=1, defaults={"true_on": day})
    current = days.select_for_update().get(pk=1)
    if current.true_on == day and true_on is not None:
        return  # another reader has done it while we waited
    rows = apps.get_model("ocop_discovery", "Listing").objects
    stale = rows.filter(changes_on__lte=day) if true_on and true_on < day else rows.all()
    actions.refresh(list(stale.values_list("pk", flat=True)), on=day)
    days.filter(pk=1).update(true_on=day)
