"""Months that are closed, and what was paid by them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import Max, Sum

from ocop_shop.accounts import balances, notices
from ocop_shop.accounts.choices import Kind
from ocop_shop.accounts.exceptions import (
    EarlierMonthOpen,
    MonthNotOver,
    NotToBePaid,
    PaidMeanwhile,
    ReferenceMissing,
)
from ocop_shop.accounts.months import Month
from ocop_shop.auditing import actions as audit
from ocop_shop.conf import settings
from ocop_shop.core import clock, text

from .locking import held
from .recording import catch_up


@transaction.atomic
def close_month(producer: Any, month: Month, *, actor: Any = None) -> Any | None:
    """The statement of `producer` for a month that is over; made when there is none. None where nothing was entered.

    Closing again changes nothing. What the producer owed by the statement before is taken over. Raises `MonthNotOver`
    and `EarlierMonthOpen`.
    """
    if not month.is_over(clock.today()):
        raise MonthNotOver(month)
    account = held([producer.pk])[producer.pk]
    present = account.statements.filter(period=month.first).first()
    if present is not None:
        return present
    waiting = balances.open_months(account)
    if waiting and waiting[0] < month:
        raise EarlierMonthOpen(waiting[0])
    if month not in waiting:
        return None
    last = account.statements.order_by("-period").first()
    brought = last.total if last is not None and last.is_open and last.total < 0 else 0
    if brought:
        account.statements.filter(pk=last.pk).update(is_carried=True)
    moved = account.entries.of_month(month).aggregate(sum=Sum("amount"))["sum"]
    made = account.statements.create(
        period=month.first,
        brought=brought,
        total=brought + moved,
        due_on=month.due_on(settings.payout_days),
        closed_at=clock.now(),
        closed_by=actor,
    )
    after = {"month": str(month), "brought": brought, "total": made.total}
    audit.record("account.month_closed", f"producer:{producer.pk}", actor=actor, after=after)
    return made


def close_months(through: Month, *, actor: Any = None) -> list[Any]:
    """Close every open month of every producer up to `through`; returns the statements that were made.

    What was missed is entered first, and stands in the month of today. Outside any transaction. Raises `MonthNotOver`.
    """
    if not through.is_over(clock.today()):
        raise MonthNotOver(through)
    catch_up()
    made = []
    for account, month in to_close(through):
        known = account.statements.aggregate(last=Max("pk"))["last"] or 0
        statement = close_month(account.producer, month, actor=actor)
        if statement is not None and statement.pk > known:
            made.append(statement)
    return made


def to_close(through: Month) -> Iterator[tuple[Any, Month]]:
    """The accounts with the months up to `through` that have entries and no statement, the earliest first."""
    accounts = apps.get_model("ocop_accounts", "Account").objects.select_related("producer").order_by("producer")
    for account in accounts:
        for month in balances.open_months(account):
            if month <= through:
                yield account, month


@transaction.atomic
def mark_paid(statement: Any, reference: str, *, actor: Any) -> bool:
    """Note that the total of a statement was paid, by the bank's reference; False when that was noted before.

    A total below 0 is one that the producer has paid to the shop. Raises `ReferenceMissing`, `NotToBePaid` and, for
    another reference than was noted, `PaidMeanwhile`.
    """
    told = text.clean(reference)[:100]
    if not told:
        raise ReferenceMissing
    account = held([statement.account.producer_id])[statement.account.producer_id]
    kept = account.statements.select_for_update().get(pk=statement.pk)
    if kept.paid_at is not None:
        if kept.reference != told:
            raise PaidMeanwhile(kept)
        return False
    if not kept.is_open:
        raise NotToBePaid(kept)
    kept.paid_at, kept.paid_by, kept.reference = clock.now(), actor, told
    kept.save(update_fields=["paid_at", "paid_by", "reference"])
    account.entries.create(
        key=f"payout:statement:{kept.pk}", kind=Kind.PAYOUT, amount=-kept.total, at=kept.paid_at, note=told
    )
    after = {"month": str(kept.month), "total": kept.total, "reference": told}
    audit.record("account.paid", f"producer:{account.producer_id}", actor=actor, after=after)
    notices.note_paid(kept, account.producer_id)
    return True
