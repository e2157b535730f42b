"""The orders that a producer has a part in, and how far it is with each."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Case, CharField, Count, Exists, OuterRef, Q, Value, When
from oscar.core.loading import get_model

from ocop_shop.conf import settings
from ocop_shop.core import clock
from ocop_shop.delivery.own_lines import lines_of
from ocop_shop.ordering.states import AWAITING_PAYMENT, CANCELLED, PACKED, PENDING, SHIPPED

from .stages import WAITING, Stage


def orders_of(producer: Any) -> Any:
    """The orders with lines of `producer` that were ever to be packed, each with its `own_stage` (see `stages`)."""
    own = lines_of(producer).filter(order=OuterRef("pk"))
    living = own.exclude(status=CANCELLED)
    changes = get_model("order", "OrderStatusChange").objects.filter(order=OuterRef("pk"))
    unpaid = changes.filter(old_status=AWAITING_PAYMENT, new_status=CANCELLED)
    rows = get_model("order", "Order").objects.filter(Exists(own)).exclude(Exists(unpaid))
    stage = Case(
        When(Q(status=CANCELLED) | ~Exists(living), then=Value(Stage.CANCELLED)),
        When(Exists(own.filter(status=PENDING)), then=Value(Stage.NEW)),
        When(Exists(living.exclude(status__in=[PACKED, SHIPPED])), then=Value(Stage.TO_PACK)),
        When(Exists(own.filter(status=PACKED)), then=Value(Stage.TO_SEND)),
        default=Value(Stage.SENT),
        output_field=CharField(),
    )
    return rows.annotate(own_stage=stage)


def numbers(producer: Any) -> dict[str, int]:
    """How many orders are in each stage, and how many of those that wait are "late". One query."""
    since = clock.now() - timedelta(days=settings.send_days)
    late = Count("pk", filter=Q(date_placed__lt=since, own_stage__in=WAITING))
    rows = orders_of(producer).order_by().values("own_stage").annotate(count=Count("pk"), late=late)
    found = {row["own_stage"]: row for row in rows}
    counts = {str(stage): found[stage]["count"] if stage in found else 0 for stage in Stage}
    return {**counts, "late": sum(row["late"] for row in found.values())}


def is_late(order: Any) -> bool:
    """Whether an order with its `own_stage` should have left by now (`OCOP_SEND_DAYS`)."""
    placed = clock.now() - timedelta(days=settings.send_days)
    return order.own_stage in WAITING and order.date_placed < placed
