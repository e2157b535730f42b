"""Accounts held against the orders that they follow from, and statements against their entries. Nothing is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Sum

from . import balances, facts
from .facts import Facts
from .reckoning import dues

BATCH = 500


@dataclass(frozen=True)
class Difference:
    """What is entered otherwise than it follows: `subject` ("order:12", "statement:3"), key, both amounts.

    None: there is no such entry, or none that follows.
    """

    subject: str
    key: str
    entered: int | None
    follows: int | None


def differences() -> Iterator[Difference]:
    """All differences; seven queries for every 500 orders, two for every statement."""
    last = 0
    while found := list(facts.to_look_at().filter(pk__gt=last).order_by("pk")[:BATCH]):
        for key, known in facts.of_orders(found).items():
            yield from _of_order(key, known)
        last = found[-1].pk
    for statement in apps.get_model("ocop_accounts", "Statement").objects.select_related("account").order_by("pk"):
        yield from _of_statement(statement)


def _of_order(key: int, known: Facts) -> Iterator[Difference]:
    follows = {due.key: (due.producer, due.amount) for due in dues(known.money)}
    for name in sorted(follows.keys() | known.entered.keys()):
        entry, wanted = known.entered.get(name), follows.get(name)
        if entry is None or wanted is None or (entry.producer, entry.amount) != wanted:
            held = entry.amount if entry else None
            yield Difference(f"order:{key}", name, held, wanted[1] if wanted else None)


def _of_statement(statement: Any) -> Iterator[Difference]:
    counted = balances.sums(statement.account.entries.of_month(statement.month), statement.brought).total
    if counted != statement.total:
        yield Difference(f"statement:{statement.pk}", "total", statement.total, counted)
    paid = statement.account.entries.filter(key=f"payout:statement:{statement.pk}").aggregate(sum=Sum("amount"))["sum"]
    wanted = -statement.total if statement.paid_at else None
    if paid != wanted:
        yield Difference(f"statement:{statement.pk}", "payout", paid, wanted)
