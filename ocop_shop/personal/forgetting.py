"""What goes by itself when its time is over: buyers in old orders, closed producers, what nobody names."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import transaction

from ocop_shop.auditing import actions as audit
from ocop_shop.conf import settings
from ocop_shop.core import retention

from . import orders, orphans, requests, sessions
from .models import Kind, State

_DAYS_OF_A_YEAR = 366


def accounting_days() -> int:
    """The years in which books are kept, in days: rather a day too long than one too short."""
    return settings.accounting_years * _DAYS_OF_A_YEAR


def identities(before: datetime) -> Any:
    """Who producers were before the law that were closed before a moment."""
    closed = requests.rows().filter(kind=Kind.CLOSE, state=State.DONE, done_at__lt=before)
    rows = apps.get_model("ocop_producers", "SellerIdentity").objects
    return rows.filter(producer__in=closed.values("producer"), producer__members=None)


@transaction.atomic
def forget_identities(before: datetime, keys: Sequence[int]) -> int:
    """Delete these identities with their checks where their time is over; returns how many."""
    found = [row.pk for row in identities(before).filter(pk__in=keys).order_by("pk").select_for_update(of=("self",))]
    if found:
        apps.get_model("ocop_producers", "SellerIdentity").objects.filter(pk__in=found).delete()
        audit.record("personal.identities_forgotten", "identities", after={"identities": found, "before": before})
    return len(found)


def answered(before: datetime) -> Any:
    """Requests that were answered before a moment."""
    return requests.rows().exclude(state=State.OPEN).filter(done_at__lt=before)


@transaction.atomic
def forget_requests(before: datetime, keys: Sequence[int]) -> int:
    """Delete these requests where their time is over; returns how many."""
    found = [row.pk for row in answered(before).filter(pk__in=keys).order_by("pk").select_for_update(of=("self",))]
    if found:
        requests.rows().filter(pk__in=found).delete()
        audit.record("personal.requests_forgotten", "requests", after={"requests": found, "before": before})
    return len(found)


def register() -> None:
    """Name the rules that `ocop_forget` carries out."""
    for rule in (
        retention.Rule("guest_orders", lambda: settings.guest_data_days, orders.of_guests, orders.forget_guests),
        retention.Rule("old_orders", accounting_days, orders.old, orders.forget_old),
        retention.Rule("identities", accounting_days, identities, forget_identities),
        # Not before the identities, which follow from them.
        retention.Rule("requests", accounting_days, answered, forget_requests),
    ):
        retention.register(rule)
    for sweep in (
        retention.Sweep("private_files", orphans.number, orphans.clear),
        retention.Sweep("sessions", sessions.number, sessions.clear),
    ):
        retention.sweep_with(sweep)
