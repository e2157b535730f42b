"""What a message about money leads to. The same message, or two that say the same, lead to it once."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db import transaction

from ocop_shop.auditing import actions as audit
from ocop_shop.core import clock
from ocop_shop.core.afterwards import after_commit
from ocop_shop.ordering import actions as ordering
from ocop_shop.ordering import states as orders
from ocop_shop.payments import finding, signals
from ocop_shop.payments.choices import FOR_STAFF, Outcome, State
from ocop_shop.payments.exceptions import WrongState
from ocop_shop.payments.provider import Kind, News
from ocop_shop.payments.registry import known

from . import books, locking, opening, refunding


@transaction.atomic
def take(provider: str, news: News, *, actor: Any = None) -> Outcome:
    """Take notice of `news` of the provider with this code, and do what follows from it, exactly once.

    A message that is known already leads to nothing: `Outcome.AGAIN`. Every message is kept, also one that belongs to
    no order. What staff have to look at is noted on the order.
    """
    notifications = apps.get_model("ocop_payments", "Notification").objects
    kept, is_new = notifications.get_or_create(provider=provider, key=news.key[:255], defaults=_facts(news))
    if not is_new:
        return Outcome.AGAIN
    attempt = finding.attempt_of(provider, news)
    return _settle(kept, attempt, news, actor)


@transaction.atomic
def assign(notification: Any, order: Any, *, actor: Any) -> Outcome:
    """Staff say to which order money belongs that was not matched. Raises `WrongState` when it was matched before.

    It is booked on the order's last attempt by the way on which the money came, whatever the buyer chose since; where
    there is none, on one that is made for it.
    """
    locked = ordering.locked(order)
    kept = apps.get_model("ocop_payments", "Notification").objects.select_for_update().get(pk=notification.pk)
    attempt = opening.last_or_made(locked, kept.provider)
    if kept.outcome != Outcome.UNMATCHED or kept.kind != Kind.PAID:
        raise WrongState(kept.attempt or attempt)
    news = News(kept.key, Kind.PAID, amount=kept.amount, currency=kept.currency, text=kept.text, payment=kept.payment)
    return _settle(kept, attempt, news, actor)


@transaction.atomic
def mark_seen(notification: Any, *, actor: Any) -> None:
    """Staff have looked at it."""
    notifications = apps.get_model("ocop_payments", "Notification").objects
    if notifications.filter(pk=notification.pk, seen_at=None).update(seen_at=clock.now()):
        audit.record("payment.seen", f"payment_message:{notification.pk}", actor=actor)


def _settle(kept: Any, found: Any, news: News, actor: Any) -> Outcome:
    outcome = Outcome.UNMATCHED if news.kind in {Kind.PAID, Kind.DISPUTED} else Outcome.IGNORED
    if found is not None:
        attempt = locking.locked(found)
        outcome = _DOING.get(news.kind, _nothing)(attempt, news, actor)
        kept.attempt = attempt
        if outcome in FOR_STAFF:
            books.note(attempt.order, outcome, news)
    kept.outcome = outcome
    kept.save(update_fields=["attempt", "outcome"])
    audit.record(
        f"payment.{outcome}",
        f"payment:{kept.attempt_id or 0}",
        actor=actor,
        after={"message": kept.pk, "amount": str(news.amount or ""), "currency": news.currency},
    )
    return outcome


def _paid(attempt: Any, news: News, actor: Any) -> Outcome:
    provider = known(attempt.provider)
    adds_up = provider is not None and provider.adds_up
    if not adds_up and attempt.state in {State.PAID, State.SURPLUS}:
        return Outcome.AGAIN
    if news.amount is None or news.amount <= 0 or news.currency != attempt.currency:
        return _unfit(attempt)
    if not adds_up and news.amount != attempt.amount:
        return _unfit(attempt)
    attempt.received += news.amount
    attempt.payment = news.payment or attempt.payment
    books.debit(attempt, news)
    return _complete(attempt, news.amount, actor)


def _complete(attempt: Any, amount: Decimal, actor: Any) -> Outcome:
    order = attempt.order
    others = order.payment_attempts.filter(state=State.PAID).exclude(pk=attempt.pk)
    if attempt.state == State.PAID or order.status == orders.CANCELLED or others.exists():
        attempt.state = State.PAID if attempt.state == State.PAID else State.SURPLUS
        _save(attempt)
        return Outcome.SURPLUS
    if attempt.received < attempt.amount:
        _save(attempt)
        return Outcome.PARTLY
    _close_others(attempt)
    attempt.state, attempt.settled_at = State.PAID, clock.now()
    _save(attempt)
    ordering.confirm(order, actor=actor)
    ordering.follow_lines(order, actor=actor)
    books.event(attempt, "Paid", attempt.received)
    transaction.on_commit(lambda: signals.attempt_paid.send(type(attempt), attempt=attempt), robust=True)
    return Outcome.OVERPAID if attempt.received > attempt.amount else Outcome.CONFIRMED


def _close_others(attempt: Any) -> None:
    """Another attempt is open: its money is not needed any more. The provider is told after the commit."""
    for other in attempt.order.payment_attempts.filter(state=State.OPEN).exclude(pk=attempt.pk):
        other.state, other.settled_at = State.CLOSED, clock.now()
        _save(other)
        after_commit(_tell, other)


def _tell(attempt: Any) -> None:
    provider = known(attempt.provider)
    news = provider.end(attempt) if provider else None
    if news is not None:
        take(attempt.provider, news)


def _unfit(attempt: Any) -> Outcome:
    if attempt.state == State.OPEN:
        attempt.state, attempt.settled_at = State.MISMATCH, clock.now()
        _save(attempt)
    return Outcome.MISMATCH


def _failed(attempt: Any, _news: News, _actor: Any) -> Outcome:
    return _left(attempt, State.FAILED, Outcome.FAILED)


def _ended(attempt: Any, _news: News, _actor: Any) -> Outcome:
    return _left(attempt, State.EXPIRED, Outcome.EXPIRED)


def _left(attempt: Any, state: State, outcome: Outcome) -> Outcome:
    """Nothing comes by this attempt. The order goes on waiting until `expire_due` finds nothing open."""
    if attempt.state != State.OPEN:
        return Outcome.AGAIN
    attempt.state, attempt.settled_at = state, clock.now()
    _save(attempt)
    return outcome


def _nothing(_attempt: Any, _news: News, _actor: Any) -> Outcome:
    return Outcome.IGNORED


def _disputed(_attempt: Any, _news: News, _actor: Any) -> Outcome:
    return Outcome.DISPUTED


def _save(attempt: Any) -> None:
    attempt.save(update_fields=["state", "received", "payment", "settled_at"])


def _facts(news: News) -> dict[str, Any]:
    return {
        "kind": str(news.kind),
        "amount": news.amount,
        "currency": news.currency[:3],
        "text": news.words,
        "reference": (news.refund or news.reference)[:255],
        "payment": news.payment[:255],
        "came_at": clock.now(),
    }


_DOING = {
    Kind.PAID: _paid,
    Kind.FAILED: _failed,
    Kind.ENDED: _ended,
    Kind.REFUNDED: refunding.heard,
    Kind.DISPUTED: _disputed,
}
