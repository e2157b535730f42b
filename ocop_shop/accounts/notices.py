"""What producers are told of here: that they were paid."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ocop_shop.core import money
from ocop_shop.notices import actions, kinds
from ocop_shop.notices.kinds import Kind, Values
from ocop_shop.producers.roles import Right

PAID = "payout.made"


def note_paid(statement: Any, producer_id: int) -> int:
    """Tell a producer that the total of a statement is on its way; 0 where it had paid the shop."""
    if statement.total <= 0:
        return 0
    values = {"month": str(statement.month), "amount": int(statement.total)}
    return actions.tell([actions.Said(producer_id, PAID, f"statement:{statement.pk}", values)])


def register() -> None:
    """Name the kind of notices."""
    kinds.register(Kind(PAID, gettext_lazy("Payouts"), Right.MONEY, "report-money", _words, _path))


def _words(values: Values) -> str:
    year, month = values["month"].split("-")
    told = {"month": f"{month}/{year}", "amount": money.format_dong(values["amount"])}
    return _("The shop has paid you %(amount)s for %(month)s.") % told


def _path(slug: str, values: Values) -> str:
    return reverse("ocop:portal-statement", args=[slug, values["month"]])
