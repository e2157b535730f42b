"""What shop staff have to do about money, as lists. Each is one query."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.apps import apps

from ocop_shop.ordering import states
from ocop_shop.payments import cod, registry
from ocop_shop.payments.choices import FOR_STAFF, RefundState, State

SHOWN = 50


@dataclass(frozen=True)
class Attempt:
    """An attempt to pay with the name of its way."""

    row: Any
    way: str


def to_look_at() -> list[Any]:
    """Messages about money that lead to nothing by themselves, the oldest first."""
    messages = apps.get_model("ocop_payments", "Notification").objects.filter(outcome__in=FOR_STAFF, seen_at=None)
    # What belongs to no order is done when it is assigned, not when it is seen.
    return list(messages.select_related("attempt__order").order_by("pk")[:SHOWN])


def to_call() -> list[Any]:
    """Orders to be paid on delivery whose buyer was not called yet."""
    return list(_on_delivery().filter(called_at=None)[:SHOWN])


def to_collect() -> list[Any]:
    """Orders to be paid on delivery whose buyer was called: they are paid or refused at the door."""
    return list(_on_delivery().exclude(called_at=None)[:SHOWN])


def awaited() -> list[Attempt]:
    """Attempts whose money is awaited, those that end first at the top."""
    attempts = apps.get_model("ocop_payments", "Attempt").objects.filter(state=State.OPEN).exclude(ends_at=None)
    return [Attempt(row, way(row.provider)) for row in attempts.select_related("order").order_by("ends_at")[:SHOWN]]


def to_give_back() -> list[Any]:
    """Refunds that were asked for and not carried out."""
    refunds = apps.get_model("ocop_payments", "Refund").objects.filter(state=RefundState.ASKED)
    return list(refunds.select_related("attempt__order").order_by("pk")[:SHOWN])


def way(code: str) -> str:
    """The name of a way to pay; its code where nobody knows it any more."""
    provider = registry.known(code)
    return str(provider.name) if provider else code


def _on_delivery() -> Any:
    attempts = apps.get_model("ocop_payments", "Attempt").objects.filter(provider=cod.CODE, state=State.OPEN)
    return attempts.exclude(order__status=states.CANCELLED).select_related("order").order_by("pk")
