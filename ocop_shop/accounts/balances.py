"""How an account stands: months that are open, sums by kind, what is owed and when."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db.models import Sum
from django.db.models.functions import TruncMonth

from ocop_shop.core import clock

from .choices import Kind
from .months import Month


@dataclass(frozen=True)
class Sums:
    """Entries added up by kind; `total` is what they come to with what was brought forward."""

    by_kind: dict[str, int] = field(default_factory=dict)
    brought: int = 0

    @property
    def total(self) -> int:
        """What it comes to."""
        return self.brought + sum(self.by_kind.values())

    @property
    def lines(self) -> list[tuple[str, int]]:
        """Kinds with their sums, in the order in which a statement names them."""
        return [(kind, self.by_kind[kind]) for kind in Kind.values if kind in self.by_kind]


def open_months(account: Any) -> list[Month]:
    """The months that have entries and no statement, the earliest first. Two queries."""
    last = account.statements.order_by("-period").first()
    rows = account.entries.counted()
    if last is not None:
        rows = rows.filter(at__gte=last.month.ends)
    begins = TruncMonth("at", tzinfo=clock.VIETNAM)
    found = rows.order_by().annotate(month=begins).values_list("month", flat=True).distinct()
    return sorted({Month.of(clock.day_of(moment)) for moment in found})


def sums(entries: Any, brought: int = 0) -> Sums:
    """These entries added up. One query."""
    found = entries.counted().order_by().values_list("kind").annotate(Sum("amount"))
    return Sums(dict(found), brought)


def of_month(producer: Any, month: Month, brought: int = 0) -> Sums:
    """What a month comes to, or what it has come to so far. One query."""
    return sums(apps.get_model("ocop_accounts", "Entry").objects.of_producer(producer).of_month(month), brought)


def balance(producer: Any) -> int:
    """All that the producer is owed now, below 0 what it owes. One query."""
    rows = apps.get_model("ocop_accounts", "Entry").objects.of_producer(producer)
    return int(rows.aggregate(sum=Sum("amount"))["sum"] or 0)


def open_statements() -> Any:
    """What is to be paid, those that are due first at the top."""
    rows = apps.get_model("ocop_accounts", "Statement").objects.open()
    return rows.select_related("account__producer").order_by("due_on", "pk")
