"""Some lines of an order end: what was paid for them is given back, what is paid at the door falls."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import F

from ocop_shop.auditing import actions as audit
from ocop_shop.core import money
from ocop_shop.ordering import actions as ordering
from ocop_shop.ordering import sending
from ocop_shop.ordering.exceptions import LineOnItsWay
from ocop_shop.ordering.states import CANCELLED
from ocop_shop.payments.choices import State
from ocop_shop.payments.cod import CODE as ON_DELIVERY

from . import books
from .ending import close, leave
from .refunding import ask_refund, not_asked_for


@transaction.atomic
def cancel_lines(
    order: Any, lines: Iterable[Any], *, actor: Any = None, reason: str = "", sending_less: Decimal = Decimal(0)
) -> list[Any]:
    """Cancel some lines of `order` and give back their stock; returns those that were not cancelled before.

    With the last line the order ends, as by `close`. Else a refund of what was paid for them is asked for, and waits
    for staff; what is to be paid at the door falls. `sending_less` is what sending the order costs less without them.
    Raises `LineOnItsWay` where something of a line was sent, and `NotPossibleAnyMore`; then nothing is cancelled.
    """
    kept = ordering.opened(order)
    chosen = [line for line in ordering.held(kept, lines) if line.status != CANCELLED]
    gone = sending.sent(chosen)
    for line in chosen:
        if gone.get(line.pk) or CANCELLED not in line.available_statuses():
            raise LineOnItsWay(line.title)
    others = kept.lines.exclude(status=CANCELLED).exclude(pk__in=[line.pk for line in chosen])
    if chosen and not others.exists():
        close(kept, actor=actor, reason=reason)
    elif chosen:
        ordering.move_lines(kept, chosen, CANCELLED, actor=actor)
        worth = sum((line.line_price_incl_tax for line in chosen), Decimal(sending_less))
        _owe_less(kept, money.round_for_offers(worth, kept.currency), actor, reason)
    return chosen


def _owe_less(order: Any, amount: Decimal, actor: Any, reason: str) -> None:
    """The buyer of a locked order owes `amount` less, or is owed it."""
    attempts = order.payment_attempts.select_for_update().order_by("-number")
    for attempt in attempts.filter(provider=ON_DELIVERY, state=State.OPEN, received=0):
        _fall(attempt, min(amount, attempt.amount), actor)
        return
    for attempt in attempts.filter(received__gt=F("refunded")):
        back = min(amount, not_asked_for(attempt))
        if back > 0:
            # In nobody's name: whoever cancels a line has no hand in the money.
            ask_refund(attempt, back, actor=None, reason=reason)
            amount -= back


def _fall(attempt: Any, amount: Decimal, actor: Any) -> None:
    if amount <= 0:
        return
    if amount == attempt.amount:
        leave(attempt, State.CLOSED, actor)
        return
    before, attempt.amount = attempt.amount, attempt.amount - amount
    attempt.save(update_fields=["amount"])
    books.promised(attempt)
    audit.record(
        "payment.less",
        f"payment:{attempt.pk}",
        actor=actor,
        before={"amount": str(before)},
        after={"amount": str(attempt.amount)},
    )
