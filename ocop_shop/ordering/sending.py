"""What has left of an order, in whole pieces: Oscar's shipping events are the account, whoever wrote them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Sum
from oscar.core.loading import get_model

from ocop_shop.auditing import actions as audit

from .actions import follow_lines, held, note_moved, opened
from .exceptions import NothingChosen, NotSoMany
from .states import BEING_PROCESSED, CANCELLED, SHIPPED

EVENT = "Shipped"
"""The name of Oscar's event type for what left."""


def sent(lines: Iterable[Any]) -> dict[int, int]:
    """How many pieces of these lines have left, by key; those of which nothing has are left out. One query."""
    rows = get_model("order", "ShippingEventQuantity").objects.filter(event__event_type__name=EVENT)
    counted = rows.filter(line__in=[line.pk for line in lines]).order_by().values_list("line")
    return dict(counted.annotate(Sum("quantity")))


def has_begun(order: Any) -> bool:
    """Whether something of `order` has left. Two queries at most."""
    return bool(order.lines.filter(status=SHIPPED).exists() or sent(order.lines.all()))


@transaction.atomic
def send(order: Any, pieces: Mapping[int, int], *, actor: Any = None, reference: str = "") -> Any:
    """Note that so many pieces of these lines of `order`, by key, have left; returns Oscar's event.

    A line of which all has left is shipped, one of which some has is being processed, and the order follows. Raises
    `NotPossibleAnyMore` as `move_lines`, `NotSoMany` where more would leave than is there, and `NothingChosen`.
    """
    kept = opened(order)
    lines = [line for line in _lines(kept, pieces) if pieces[line.pk]]
    if not lines:
        raise NothingChosen
    gone = sent(lines)
    for line in lines:
        left = 0 if line.status == CANCELLED else line.quantity - gone.get(line.pk, 0)
        if not 0 < pieces[line.pk] <= left:
            raise NotSoMany(line.title, pieces[line.pk], max(left, 0))
    kind, _made = get_model("order", "ShippingEventType").objects.get_or_create(name=EVENT)
    event = kept.shipping_events.create(event_type=kind, notes=reference)
    for line in lines:
        event.line_quantities.create(line=line, quantity=pieces[line.pk])
    after = {"event": event.pk, "pieces": {str(line.pk): pieces[line.pk] for line in lines}}
    audit.record("order.sent", f"order:{kept.pk}", actor=actor, after=after)
    _move(kept, lines, actor)
    return event


@transaction.atomic
def follow_events(order: Any, *, actor: Any = None) -> None:
    """Move the lines of `order`, and the order, to where its shipping events say they are, as after `send`."""
    kept = opened(order)
    _move(kept, held(kept, kept.lines.all()), actor)


def _lines(kept: Any, pieces: Mapping[int, int]) -> list[Any]:
    found = held(kept, kept.lines.filter(pk__in=pieces))
    if len(found) != len(pieces):
        raise NothingChosen
    return found


def _move(kept: Any, lines: list[Any], actor: Any) -> None:
    gone = sent(lines)
    for line in lines:
        if not gone.get(line.pk):
            continue
        for status in (BEING_PROCESSED, SHIPPED) if gone[line.pk] >= line.quantity else (BEING_PROCESSED,):
            before = line.status
            if status in line.available_statuses():
                line.set_status(status)
                note_moved(line, before, actor)
    follow_lines(kept, actor=actor)
