"""Attempts to pay: opened with the order, begun with the provider once the order stands."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from oscar.core.loading import get_model

from ocop_shop.auditing import actions as audit
from ocop_shop.core import clock, currencies
from ocop_shop.ordering import numbers
from ocop_shop.ordering import states as orders
from ocop_shop.ordering.actions import confirm, locked
from ocop_shop.payments.choices import State
from ocop_shop.payments.exceptions import NothingToPay
from ocop_shop.payments.provider import Provider, ProviderAway
from ocop_shop.payments.registry import known, offered


@transaction.atomic
def open_attempt(order: Any, provider: Provider, *, actor: Any = None) -> Any:
    """Open an attempt to pay the whole `order` by `provider`; the open one where there is one by the same provider.

    Nothing is asked of the provider yet. Raises `NothingToPay` for an order that is paid, cancelled or free of charge,
    `core.currencies.NotAnAmount` for a total that its currency does not have.
    """
    return open_with_order(order, provider, actor=actor)


def open_with_order(order: Any, provider: Provider, *, actor: Any = None) -> Any:
    """As `open_attempt`, in the transaction that places `order` and that what is raised here undoes as a whole."""
    kept = locked(order)
    before = _made_for(kept)
    present = next((attempt for attempt in before if attempt.state == State.OPEN), None)
    if present and present.provider == provider.code:
        return present
    if present or not _needs_money(kept, before, provider):
        raise NothingToPay(kept)
    currencies.to_minor(kept.total_incl_tax, kept.currency)
    at = clock.now()
    attempt = _make(kept, provider, before, at, language=get_language() or "", ends_at=_end(kept, provider, at))
    audit.record(
        "payment.opened",
        f"payment:{attempt.pk}",
        actor=actor,
        after={"order": kept.number, "provider": provider.code, "amount": str(attempt.amount)},
    )
    return attempt


def begin(attempt: Any, back: str) -> Any:
    """Tell the provider of an open attempt, so that the buyer can pay; returns the attempt with the provider's page.

    Outside any transaction: the order stands whether or not anybody answers. Raises `ProviderAway` when nobody does,
    and may be repeated: the provider knows the attempt by its key. `back` is where the buyer comes back to.
    """
    provider = known(attempt.provider)
    if provider is None:
        raise ProviderAway(_("This way of paying is not available at the moment."))
    if attempt.state != State.OPEN or attempt.address:
        return attempt
    attempts = apps.get_model("ocop_payments", "Attempt").objects
    # Kept first: whatever becomes of this call, it is known that the provider may have been told, and how.
    attempts.filter(pk=attempt.pk, back="").update(back=back)
    attempt.refresh_from_db(fields=["back"])
    started = provider.start(attempt, attempt.back)
    attempts.filter(pk=attempt.pk, state=State.OPEN).update(reference=started.reference, address=started.address)
    attempt.refresh_from_db()
    return attempt


@transaction.atomic
def open_again(order: Any, provider: Provider, *, actor: Any = None) -> Any:
    """Another attempt for an order that waits for its money, after one failed or the buyer chose another way.

    Raises `NothingToPay` while an attempt by another provider is open: `give_up` that one first.
    """
    if refusal := provider.refusal(order.total_incl_tax, order.currency):
        raise NothingToPay(order, refusal)
    attempt = open_attempt(order, provider, actor=actor)
    if provider.places_as == orders.PENDING:
        confirm(order, actor=actor)
    return attempt


def _needs_money(order: Any, before: list[Any], provider: Provider) -> bool:
    """Whether `order` costs something, is not paid, and waits for money or goes out before it comes."""
    if order.total_incl_tax <= 0 or any(attempt.state == State.PAID for attempt in before):
        return False
    return order.status in {orders.AWAITING_PAYMENT, provider.places_as}


def last_or_made(order: Any, code: str) -> Any:
    """The last attempt to pay a locked `order` by the provider with this code; one is made, closed, where none is."""
    before, provider = _made_for(order), known(code)
    found = next((attempt for attempt in reversed(before) if attempt.provider == code), None)
    if found is not None or provider is None:
        return found
    at = clock.now()
    return _make(order, provider, before, at, state=State.CLOSED, settled_at=at)


def _made_for(order: Any) -> list[Any]:
    """The attempts to pay `order`, the first one first."""
    return list(apps.get_model("ocop_payments", "Attempt").objects.filter(order=order).order_by("number"))


def _make(order: Any, provider: Provider, before: list[Any], at: datetime, **more: Any) -> Any:
    """An attempt for the whole of a locked `order`, after those of `before`, and Oscar's own record of it."""
    attempt = apps.get_model("ocop_payments", "Attempt").objects.create(
        order=order,
        number=before[-1].number + 1 if before else 1,
        provider=provider.code,
        code=_code(order),
        amount=order.total_incl_tax,
        currency=order.currency,
        opened_at=at,
        **more,
    )
    _source(attempt, provider)
    return attempt


def _end(order: Any, provider: Provider, at: datetime) -> datetime | None:
    """How long goods wait: however often a buyer chooses again, no longer than the longest way allows."""
    if provider.hold is None:
        return None
    longest = max([other.hold for other in offered() if other.hold] + [provider.hold])
    last: datetime = order.date_placed + longest
    if last <= at:
        raise NothingToPay(order)
    return min(at + provider.hold, last)


def _code(order: Any) -> str:
    """What a buyer writes into a transfer: the number of the order, where it is fit for that and not used yet."""
    attempts = apps.get_model("ocop_payments", "Attempt").objects
    if numbers.is_readable(order.number) and not attempts.filter(code=order.number).exists():
        return str(order.number)
    return numbers.new_number()


def _source(attempt: Any, provider: Provider) -> None:
    """Oscar's own record of a payment, which its dashboard shows: so much is promised, nothing is debited."""
    kind, _made = get_model("payment", "SourceType").objects.get_or_create(
        code=provider.code, defaults={"name": str(provider.name)[:128]}
    )
    source = attempt.order.sources.create(
        source_type=kind,
        currency=attempt.currency,
        amount_allocated=attempt.amount,
        reference=attempt.code,
        label=f"{attempt.number}",
    )
    source.transactions.create(txn_type=source.transactions.model.AUTHORISE, amount=attempt.amount)
