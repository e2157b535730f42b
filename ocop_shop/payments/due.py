"""Payments whose time is over, and words about payments that nobody needs any more."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef
from oscar.core.loading import get_model

from ocop_shop.core import clock
from ocop_shop.ordering import states as orders

from .choices import FOR_STAFF, RefundState, State
from .cod import CODE as ON_DELIVERY


def attempts(at: datetime) -> Any:
    """Open attempts that ended before `at` and of which nothing has come."""
    found = apps.get_model("ocop_payments", "Attempt").objects
    return found.filter(state=State.OPEN, ends_at__lte=at, received=0).order_by("pk")


def left_unpaid(at: datetime) -> Any:
    """Orders whose money is awaited by no attempt any more, and by none that staff have to look at."""
    of_order = apps.get_model("ocop_payments", "Attempt").objects.filter(order=OuterRef("pk"))
    waiting = of_order.filter(state__in=[State.OPEN, State.MISMATCH]) | of_order.filter(ends_at__gt=at)
    paid = of_order.filter(received__gt=0)
    found = get_model("order", "Order").objects.filter(status=orders.AWAITING_PAYMENT)
    return found.filter(Exists(of_order)).exclude(Exists(waiting)).exclude(Exists(paid)).order_by("pk")


def is_awaited_at_the_door(order: Any) -> bool:
    """Whether a courier still has to bring money for `order`, or to say that the parcel was refused."""
    return bool(order.payment_attempts.filter(provider=ON_DELIVERY, state=State.OPEN).exists())


def words(before: datetime) -> Any:
    """Messages from before a moment that hold words of whoever paid, and of which nothing is open for staff."""
    rows = apps.get_model("ocop_payments", "Notification").objects.filter(came_at__lt=before).exclude(text="")
    attempts = apps.get_model("ocop_payments", "Attempt").objects.filter(pk=OuterRef("attempt_id"))
    waiting = attempts.filter(state__in=[State.OPEN, State.MISMATCH])
    owed = attempts.filter(refunds__state=RefundState.ASKED)
    return rows.exclude(outcome__in=FOR_STAFF, seen_at=None).exclude(Exists(waiting)).exclude(Exists(owed))


def numbers() -> dict[str, int]:
    """How many attempts and orders are due now."""
    at = clock.now()
    return {"attempts": attempts(at).count(), "orders": left_unpaid(at).count()}
