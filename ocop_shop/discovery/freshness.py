"""A list is true for a day. Whoever reads on a later day rolls it forward first; no nightly job has to run."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.apps import apps
from django.db import transaction

from ocop_shop.core import clock

from . import actions


def ensure_true(on: date | None = None) -> None:
    """Make the listing rows true for `on` (default: today in Vietnam). Two queries when they are already.

    The second one finds a row that was being written for yesterday while another reader rolled the rest forward.
    """
    day = on or clock.today()
    days = apps.get_model("ocop_discovery", "ListingDay").objects
    rows = apps.get_model("ocop_discovery", "Listing").objects
    true_on = days.values_list("true_on", flat=True).first()
    if true_on != day or rows.filter(changes_on__lte=day).exists():
        _roll(days, day, true_on)


@transaction.atomic
def _roll(days: Any, day: date, true_on: date | None) -> None:
    """Refresh the rows whose claim changes between the two days; going back (a test's clock) refreshes all."""
    days.get_or_create(pk=1, defaults={"true_on": day})
    days.select_for_update().get(pk=1)  # others wait here and then find nothing stale
    rows = apps.get_model("ocop_discovery", "Listing").objects
    stale = rows.filter(changes_on__lte=day) if true_on and true_on <= day else rows.all()
    actions.refresh(list(stale.values_list("pk", flat=True)), on=day)
    days.filter(pk=1).update(true_on=day)
