"""A bank statement against the orders that wait for their money: first what would happen, then that it happens."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps

from ocop_shop.core import money
from ocop_shop.importing.bank_statements import Entry, Statement
from ocop_shop.payments import actions
from ocop_shop.payments.provider import News
from ocop_shop.payments.vietqr import feed
from ocop_shop.payments.vietqr.transfer import CODE


@dataclass(frozen=True)
class Line:
    """A row of the statement and the order it belongs to. `is_known`: it was taken notice of before."""

    entry: Entry
    news: News
    attempt: Any | None
    is_known: bool
    is_doubtful: bool = False
    """The same amount came for this order before, and nothing says that it is another transfer."""

    @property
    def fits(self) -> bool:
        """Whether the amount is what the order still lacks."""
        return self.attempt is not None and self.entry.amount == self.attempt.missing


def lines(statement: Statement) -> list[Line]:
    """Every transfer of a statement with the order it names. Three queries."""
    told = [(entry, _news(entry)) for entry in statement.entries]
    messages = apps.get_model("ocop_payments", "Notification").objects.filter(provider=CODE)
    known = set(messages.filter(key__in=[news.key for _entry, news in told]).values_list("key", flat=True))
    attempts = apps.get_model("ocop_payments", "Attempt").objects.filter(provider=CODE).select_related("order")
    by_code = {found.code: found for found in attempts.filter(code__in=[n.code for _e, n in told if n.code])}
    booked = set(messages.filter(attempt__in=by_code.values()).values_list("attempt_id", "amount"))
    found = []
    for entry, news in told:
        attempt, is_known = by_code.get(news.code), news.key in known
        before = attempt is not None and (attempt.pk, news.amount) in booked
        found.append(Line(entry, news, attempt, is_known, before and not is_known and entry.is_unnamed))
    return found


def apply(chosen: Iterable[Line], *, actor: Any) -> dict[str, int]:
    """Take notice of transfers that name an order; how many led to what. Sending the same again changes nothing.

    Transfers that name none stay out of the books: a shop's account has other business too.
    """
    done: dict[str, int] = {}
    for line in chosen:
        if line.attempt is not None and not (line.is_known or line.is_doubtful):
            outcome = actions.take(CODE, line.news, actor=actor)
            done[outcome] = done.get(outcome, 0) + 1
    return done


def _news(entry: Entry) -> News:
    said = {"id": entry.key, "amount": str(entry.amount), "content": entry.purpose, "currency": money.CURRENCY}
    return feed.transfer(said)
