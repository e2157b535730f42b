"""The account of a producer: sums that the law wants kept, told to the producer, and never erased."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ocop_shop.conf import settings
from ocop_shop.core import money, personal
from ocop_shop.core.personal import Fates, Row

from . import balances


def _entries(producer: Any) -> Any:
    return apps.get_model("ocop_accounts", "Entry").objects.of_producer(producer)


def _statements(producer: Any) -> Any:
    return apps.get_model("ocop_accounts", "Statement").objects.of_producer(producer)


def _of_producer(producer: Any) -> Iterator[Row]:
    entries = _entries(producer).order_by("at", "pk")
    yield from personal.rows_of(entries, "at", "kind", "order_number", "title", "pieces", "amount", "percent", "note")
    closed = _statements(producer).order_by("period")
    yield from personal.rows_of(closed, "period", "brought", "total", "due_on", "paid_at", "reference")


def _erase_producer(producer: Any) -> Fates:
    return personal.count(kept=_entries(producer).count() + _statements(producer).count())


def _holds_up(producer: Any) -> list[str]:
    owed = balances.balance(producer)
    if owed > 0:
        return [_("The shop still owes this producer %(sum)s.") % {"sum": money.format_dong(owed)}]
    if owed < 0:
        return [_("This producer still owes the shop %(sum)s.") % {"sum": money.format_dong(-owed)}]
    return [_("A statement is not paid yet.")] if _statements(producer).open().exists() else []


HOLDER = personal.Holder(
    "accounts",
    gettext_lazy("Accounts"),
    stays=lambda: (
        _("Sums, orders and statements stay for %(years)d years, as accounting wants it. They name no buyer.")
        % {"years": settings.accounting_years}
    ),
    tables=(
        "ocop_accounts.Account",
        "ocop_accounts.Entry",
        "ocop_accounts.RefundShare",
        "ocop_accounts.Statement",
    ),
    of_producer=_of_producer,
    erase_producer=_erase_producer,
    holds_up_producer=_holds_up,
)
