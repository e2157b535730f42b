"""Money given back: kept first, then asked of the provider under a key of its own, then kept as done."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max, Sum

from ocop_shop.auditing import actions as audit
from ocop_shop.core import clock, currencies
from ocop_shop.core.afterwards import after_commit
from ocop_shop.payments import amounts, signals
from ocop_shop.payments.choices import Outcome, RefundState
from ocop_shop.payments.exceptions import AskedBefore, Refused, TooMuch, WrongState
from ocop_shop.payments.provider import News
from ocop_shop.payments.registry import known

from . import books
from .locking import locked


def not_asked_for(attempt: Any) -> Decimal:
    """What was received, not given back, and not asked for yet."""
    waiting = attempt.refunds.filter(state=RefundState.ASKED).aggregate(sum=Sum("amount"))["sum"] or Decimal(0)
    return Decimal(attempt.refundable - waiting)


@transaction.atomic
def ask_refund(attempt: Any, amount: Decimal, *, actor: Any, reason: str = "", number: int | None = None) -> Any:
    """Note that `amount` of a payment is to be given back; returns the refund, of which nobody was told yet.

    `number` is what the asker takes for the number of this refund: another one means that the page was old or the
    button was pressed twice, and raises `AskedBefore`. Raises `TooMuch` when not so much is left, counting what was
    asked for before, and `currencies.NotAnAmount` for an amount that the currency does not have.
    """
    currencies.to_minor(amount, attempt.currency)
    kept = locked(attempt)
    refunds, left = kept.refunds.all(), not_asked_for(kept)
    following = _following(refunds)
    if number is not None and number != following:
        raise AskedBefore
    if amount <= 0 or amount > left:
        raise TooMuch(left, amounts.shown(left, kept.currency))
    refund = refunds.create(
        attempt=kept,
        number=following,
        amount=amount,
        reason=reason[:500],
        asked_by=actor,
        asked_at=clock.now(),
    )
    audit.record(
        "refund.asked",
        f"payment:{kept.pk}",
        actor=actor,
        after={"refund": refund.pk, "amount": str(amount)},
    )
    return refund


def carry_out(refund: Any, *, actor: Any = None) -> Any:
    """Ask the provider for a refund that was noted, and keep the answer; returns the refund.

    Outside any transaction. Raises `ProviderAway`: it stays asked for, and may be carried out again; the provider knows
    it by its key. Raises `Refused`: it has failed, and nothing was given back.
    """
    if refund.state != RefundState.ASKED:
        raise WrongState(refund)
    provider = known(refund.attempt.provider)
    try:
        reference = provider.refund(refund) if provider else ""
    except Refused:
        _fail(refund, actor)
        raise
    return _done(refund, reference, actor)


@transaction.atomic
def _done(refund: Any, reference: str, actor: Any) -> Any:
    attempt = locked(refund.attempt)
    kept = attempt.refunds.select_for_update().get(pk=refund.pk)
    if kept.state == RefundState.ASKED:
        _book(attempt, kept, reference)
        audit.record("refund.done", f"payment:{attempt.pk}", actor=actor, after={"refund": kept.pk})
    return kept


@transaction.atomic
def _fail(refund: Any, actor: Any) -> None:
    attempt = locked(refund.attempt)
    if attempt.refunds.filter(pk=refund.pk, state=RefundState.ASKED).update(state=RefundState.FAILED):
        audit.record("refund.failed", f"payment:{attempt.pk}", actor=actor, after={"refund": refund.pk})


def heard(attempt: Any, news: News, actor: Any) -> Outcome:
    """A provider says that money went back: ours, or one that was made on the provider's own pages.

    Called with the order and the attempt locked.
    """
    refunds = attempt.refunds.select_for_update()
    if news.amount is None or refunds.filter(reference=news.refund, state=RefundState.DONE).exists():
        return Outcome.AGAIN
    if news.currency != attempt.currency or news.amount > attempt.refundable:
        return Outcome.MISMATCH
    ours = refunds.filter(state=RefundState.ASKED, amount=news.amount).order_by("number").first()
    refund = ours or refunds.create(
        attempt=attempt,
        number=_following(refunds),
        amount=news.amount,
        reason=news.words,
        asked_at=clock.now(),
    )
    _book(attempt, refund, news.refund)
    return Outcome.REFUNDED


def _book(attempt: Any, refund: Any, reference: str) -> None:
    refund.state, refund.reference, refund.done_at = RefundState.DONE, reference[:255], clock.now()
    refund.save(update_fields=["state", "reference", "done_at"])
    attempt.refunded += refund.amount
    attempt.save(update_fields=["refunded"])
    books.refund(attempt, refund.amount, reference)
    books.event(attempt, "Refund", refund.amount)
    after_commit(signals.refund_done.send, type(refund), refund=refund)


def _following(refunds: Any) -> int:
    """The number of the next refund of a locked attempt."""
    return int(refunds.aggregate(last=Max("number"))["last"] or 0) + 1
