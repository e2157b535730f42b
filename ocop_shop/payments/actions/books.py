"""Oscar's own books of an order: source, transactions, payment events and notes, which its dashboard shows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils import translation
from oscar.core.loading import get_model

from ocop_shop.payments.choices import Outcome
from ocop_shop.payments.provider import News

_NOTE = "Warning"


def promised(attempt: Any) -> None:
    """So much is promised now."""
    source = source_of(attempt)
    source.amount_allocated = attempt.amount
    source.save(update_fields=["amount_allocated"])


def debit(attempt: Any, news: News) -> None:
    """So much came in."""
    source = source_of(attempt)
    source.debit(news.amount, reference=news.payment[:128] or news.key[:128], status=str(news.kind))


def refund(attempt: Any, amount: Decimal, reference: str) -> None:
    """So much was given back."""
    source_of(attempt).refund(amount, reference=reference[:128])


def event(attempt: Any, name: str, amount: Decimal) -> None:
    """A payment event of the order."""
    kind, _made = get_model("order", "PaymentEventType").objects.get_or_create(name=name)
    attempt.order.payment_events.create(event_type=kind, amount=amount, reference=attempt.code)


def note(order: Any, outcome: Outcome, news: News) -> None:
    """Something for staff to look at, in the language of the shop."""
    with translation.override(settings.LANGUAGE_CODE):
        amount = f" {news.amount.normalize():f} {news.currency}" if news.amount is not None else ""
        order.notes.create(note_type=_NOTE, message=f"{outcome.label}{amount} {news.words}".strip())


def forget(messages: Iterable[Any]) -> None:
    """Take the words of these messages out of the notes and refunds that repeat them."""
    said: dict[int, list[str]] = defaultdict(list)
    for message in messages:
        if message.attempt is not None:
            said[message.attempt.order_id].append(message.text.strip())
        if message.outcome == Outcome.REFUNDED:
            message.attempt.refunds.filter(asked_by=None, reason=message.text).update(reason="")
    notes = get_model("order", "OrderNote").objects.filter(order__in=said, note_type=_NOTE, user=None)
    for key, order, written in list(notes.order_by("pk").values_list("pk", "order", "message")):
        repeated = next((words for words in said[order] if words and written.endswith(f" {words}")), "")
        if repeated:
            notes.filter(pk=key).update(message=written.removesuffix(repeated).rstrip())


def source_of(attempt: Any) -> Any:
    """Oscar's source of this attempt."""
    return attempt.order.sources.get(source_type__code=attempt.provider, reference=attempt.code)
