"""Attempts that end without money, and orders that end with them. Providers are asked before anything is given up."""

from __future__ import annotations

import logging
from collections import Counter
from datetime import datetime
from typing import Any

from django.db import DatabaseError, transaction
from django.db.models import F
from oscar.core.loading import get_model

from ocop_shop.auditing import actions as audit
from ocop_shop.core import clock
from ocop_shop.core.afterwards import after_commit
from ocop_shop.ordering import actions as ordering
from ocop_shop.ordering import sending, states
from ocop_shop.ordering.exceptions import NotPossibleAnyMore, OrderError
from ocop_shop.ordering.states import AWAITING_PAYMENT
from ocop_shop.payments import due, signals
from ocop_shop.payments.choices import State
from ocop_shop.payments.exceptions import NothingToPay, PaymentProblem, ProviderAway
from ocop_shop.payments.finding import last_attempt
from ocop_shop.payments.registry import known

from .locking import locked
from .refunding import ask_refund, not_asked_for
from .settling import take

logger = logging.getLogger(__name__)

CANCELLED = "cancelled"
UNPAID = "unpaid"
"""The reason under which orders are cancelled that nobody paid for."""


def give_up(attempt: Any, *, actor: Any = None) -> bool:
    """End an open attempt, for another way to pay; False when money came by it meanwhile.

    Outside any transaction. Raises `NothingToPay` where nothing is awaited any more, as for a parcel that is paid at
    the door, and `ProviderAway` when the provider cannot be asked: then it stays open, as somebody may still be paying.
    """
    if not _awaits(attempt):
        raise NothingToPay(attempt.order)
    if _decided(attempt):
        return attempt.state in {State.FAILED, State.EXPIRED, State.CLOSED}
    return _close(attempt, State.CLOSED, actor)


@transaction.atomic
def close(order: Any, *, actor: Any = None, reason: str = "") -> bool:
    """Cancel `order` with its open attempts; False when it was cancelled before.

    Providers are told after the commit; money that comes all the same is noted for staff. For what was paid a refund is
    asked for, and waits to be carried out. Raises `ordering.exceptions.NotPossibleAnyMore`, also where something was
    sent already: that is not back on sale, and not to be given back. The other lines can still be cancelled.
    """
    kept = ordering.locked(order)
    if kept.status != states.CANCELLED and sending.has_begun(kept):
        raise NotPossibleAnyMore(kept)
    if not ordering.cancel(order, actor=actor, reason=reason):
        return False
    for attempt in order.payment_attempts.filter(received__gt=F("refunded")):
        if (left := not_asked_for(attempt)) > 0:
            ask_refund(attempt, left, actor=actor, reason=reason or CANCELLED)
    for attempt in order.payment_attempts.select_for_update().filter(state=State.OPEN):
        leave(attempt, State.CLOSED, actor)
        after_commit(_decided, attempt, quietly=True)
    return True


def expire_due(at: datetime | None = None) -> Counter[str]:
    """End attempts whose time is over and cancel the orders that nobody paid for; how many of each.

    Each provider is asked first, so that money whose message was lost still counts. Where one does not answer, the
    attempt is left to the next time. Safe to run at any time, and by several at once.
    """
    at, done = at or clock.now(), Counter[str]()
    for attempt in due.attempts(at):
        done[_ended(attempt)] += 1
    for order in due.left_unpaid(at):
        try:
            done["cancelled"] += _cancel_unpaid(order, at)
        except (OrderError, DatabaseError):
            logger.exception("Order %s could not be cancelled", order.number)
    return +done


def _ended(attempt: Any) -> str:
    """What became of an attempt whose time is over; one that cannot be asked for holds up no other."""
    try:
        return "paid" if _decided(attempt) and attempt.state == State.PAID else _expired(attempt)
    except ProviderAway:
        logger.warning("Payment %s could not be asked for", attempt.pk)
    except (PaymentProblem, DatabaseError):
        logger.exception("Payment %s could not be ended", attempt.pk)
    return "away"


def _expired(attempt: Any) -> str:
    return "expired" if _close(attempt, State.EXPIRED, None) else "settled"


def _awaits(attempt: Any) -> bool:
    return bool(get_model("order", "Order").objects.filter(pk=attempt.order_id, status=AWAITING_PAYMENT).exists())


def _decided(attempt: Any, *, quietly: bool = False) -> bool:
    """Have the provider end an attempt; True when it says that something had been decided before."""
    provider = known(attempt.provider)
    try:
        news = provider.end(attempt) if provider else None
    except PaymentProblem:
        if not quietly:
            raise
        logger.warning("Payment %s could not be ended with its provider", attempt.pk)
        return False
    if news is None:
        return False
    take(attempt.provider, news)
    attempt.refresh_from_db()
    return bool(attempt.state != State.OPEN)


@transaction.atomic
def _close(attempt: Any, state: State, actor: Any) -> bool:
    kept = locked(attempt)
    if kept.state != State.OPEN or kept.received:
        return False
    leave(kept, state, actor)
    attempt.state = state
    return True


def leave(attempt: Any, state: State, actor: Any) -> None:
    """End an attempt that is locked."""
    attempt.state, attempt.settled_at = state, clock.now()
    attempt.save(update_fields=["state", "settled_at"])
    audit.record(f"payment.{state}", f"payment:{attempt.pk}", actor=actor)


@transaction.atomic
def _cancel_unpaid(order: Any, at: datetime) -> bool:
    ordering.locked(order)
    if not due.left_unpaid(at).filter(pk=order.pk).exists():
        return False
    cancelled = ordering.cancel(order, reason=UNPAID)
    attempt = last_attempt(order)
    transaction.on_commit(lambda: signals.order_expired.send(type(attempt), attempt=attempt), robust=True)
    return cancelled
