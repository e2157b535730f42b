"""A month of a producer as pages and files show it: its entries, their sums, and what is owed by it. No buyers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import Sum
from django.db.models.functions import TruncMonth
from django.utils.translation import gettext as _

from ocop_shop.core import clock

from . import balances, wording
from .balances import Sums
from .months import Month


@dataclass(frozen=True)
class Paper:
    """A month: `statement` is None while it is open. `entries` are not read yet."""

    producer: Any
    month: Month
    statement: Any | None
    sums: Sums
    entries: Any

    @property
    def name(self) -> str:
        """A name for files."""
        return f"doi-soat-{self.producer.slug}-{self.month}"

    @property
    def lines(self) -> list[tuple[str, int]]:
        """What it comes to, by what is called how."""
        brought = [(_("Brought forward from the month before"), self.sums.brought)] if self.sums.brought else []
        return [*brought, *((wording.kind(kind), amount) for kind, amount in self.sums.lines)]


def of_month(producer: Any, month: Month) -> Paper | None:
    """The month of a producer; None where there is nothing in it. Two queries."""
    entries = apps.get_model("ocop_accounts", "Entry").objects.of_producer(producer).of_month(month)
    statements = apps.get_model("ocop_accounts", "Statement").objects.of_producer(producer)
    statement = statements.filter(period=month.first).first()
    found = balances.sums(entries, statement.brought if statement else 0)
    if statement is None and not found.by_kind:
        return None
    return Paper(producer, month, statement, found, entries.order_by("at", "pk"))


def recent(producer: Any, number: int = 12) -> list[Any]:
    """The last statements, the newest first. One query."""
    rows = apps.get_model("ocop_accounts", "Statement").objects.of_producer(producer).select_related("account")
    return list(rows.order_by("-period")[:number])


def open_months(producer: Any, closed: list[Any]) -> list[tuple[Month, int]]:
    """The months without a statement, with what they have come to so far; the newest first. One query."""
    rows = apps.get_model("ocop_accounts", "Entry").objects.of_producer(producer).counted().order_by()
    if closed:
        rows = rows.filter(at__gte=closed[0].month.ends)
    begins = rows.annotate(month=TruncMonth("at", tzinfo=clock.VIETNAM)).values_list("month")
    found = {Month.of(clock.day_of(begin)): int(sum_) for begin, sum_ in begins.annotate(Sum("amount"))}
    return sorted(found.items(), reverse=True)


def head() -> list[str]:
    """The columns of a statement as a table."""
    return [_("Day"), _("Order"), _("What"), _("Goods or reason"), _("Amount (đồng)")]


def rows(paper: Paper) -> Iterator[list[Any]]:
    """Its entries, what was brought forward, and the total: the last row is the sum of those above. One query."""
    if paper.sums.brought:
        yield [paper.month.first, "", _("Brought forward from the month before"), "", paper.sums.brought]
    for entry in paper.entries.iterator(chunk_size=2_000):
        yield [day(entry), entry.order_number, wording.kind(entry.kind), wording.entry(entry), entry.amount]
    yield ["", "", _("Total"), "", paper.sums.total]


def day(entry: Any) -> date:
    """The day of an entry in Vietnam."""
    return clock.day_of(entry.at)
