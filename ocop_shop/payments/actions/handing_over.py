"""Cash on delivery: the call before the parcel leaves, and the door at which it is paid or refused."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import transaction

from ocop_shop.auditing import actions as audit
from ocop_shop.core import clock
from ocop_shop.ordering import actions as ordering
from ocop_shop.payments.choices import Collector, Outcome, State
from ocop_shop.payments.cod import CODE
from ocop_shop.payments.exceptions import WrongState
from ocop_shop.payments.provider import Kind, News

from .locking import locked
from .settling import take


@transaction.atomic
def call(attempt: Any, *, actor: Any) -> bool:
    """The buyer was called and wants the parcel. False when that was noted before. Raises `WrongState`."""
    kept = _open(attempt)
    if kept.called_at:
        return False
    kept.called_at = clock.now()
    kept.save(update_fields=["called_at"])
    audit.record("payment.called", f"payment:{kept.pk}", actor=actor)
    return True


@transaction.atomic
def collect(attempt: Any, *, actor: Any, by: str = Collector.SHOP) -> Outcome:
    """The whole amount was paid at the door; `by` says who has it: the shop, or each producer for its own parcel.

    Repeating it changes nothing, also not who has it. Raises `WrongState` for one that was refused.
    """
    kept = apps.get_model("ocop_payments", "Attempt").objects.select_related("order").get(pk=attempt.pk)
    if kept.provider != CODE or kept.state not in {State.OPEN, State.PAID}:
        raise WrongState(kept)
    news = News(f"collected:{kept.pk}", Kind.PAID, code=kept.code, amount=kept.amount, currency=kept.currency)
    outcome = take(CODE, news, actor=actor)
    if outcome != Outcome.AGAIN:
        who = Collector(by)
        type(kept).objects.filter(pk=kept.pk, collected_by="").update(collected_by=who)
        audit.record("payment.collected", f"payment:{kept.pk}", actor=actor, after={"collected_by": who.value})
    return outcome


@transaction.atomic
def refuse(attempt: Any, *, actor: Any, reason: str = "") -> bool:
    """The parcel was not taken: nothing was paid, the order is cancelled, and its stock is on sale again.

    False when that was noted before. Raises `WrongState` for one that was paid, and
    `ordering.exceptions.NotPossibleAnyMore` where Oscar's pipeline does not let the order end.
    """
    kept = apps.get_model("ocop_payments", "Attempt").objects.select_related("order").get(pk=attempt.pk)
    if kept.state == State.FAILED:
        return False
    kept = _open(kept)
    kept.state, kept.settled_at = State.FAILED, clock.now()
    kept.save(update_fields=["state", "settled_at"])
    ordering.cancel(kept.order, actor=actor, reason=reason)
    audit.record("payment.refused", f"payment:{kept.pk}", actor=actor, reason=reason)
    return True


def _open(attempt: Any) -> Any:
    kept = locked(attempt)
    if kept.provider != CODE or kept.state != State.OPEN:
        raise WrongState(kept)
    return kept
