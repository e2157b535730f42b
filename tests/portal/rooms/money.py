"""Money and figures: each producer has a month of its own, with goods that nobody else sells."""

from __future__ import annotations

from typing import Any

from ocop_shop.accounts import actions
from ocop_shop.accounts.months import Month
from ocop_shop.producers.roles import Right
from ocop_shop.test import clock
from tests.accounts.selling import goods, sold

ROOMS = {
    "portal-money": Right.MONEY,
    "portal-statement": Right.MONEY,
    "portal-statement-file": Right.MONEY,
    "portal-figures": Right.MONEY,
}


def fill(producer: Any) -> tuple[dict[str, dict[str, Any]], list[str]]:
    """A closed month, in which the other producer has nothing, and goods that are sold now."""
    month = Month(2025, producer.pk % 12 + 1)
    words = [f"Mật hoa {producer.slug} {when}" for when in ("xưa", "nay")]
    with clock.frozen(f"{month}-15 09:00:00"):
        before = sold((goods(producer, 61_000, words[0]), 1))
    actions.close_month(producer, month)
    now = sold((goods(producer, 72_000, words[1]), 1))
    gaps = {"portal-statement": {"month": str(month)}, "portal-statement-file": {"month": str(month), "form": "csv"}}
    return gaps, [*words, before.number, now.number]
