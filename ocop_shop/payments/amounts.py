"""Amounts as a buyer reads them."""

from __future__ import annotations

from decimal import Decimal

from oscar.templatetags.currency_filters import currency as in_oscars_way

from ocop_shop.core import money


def shown(amount: Decimal, currency: str) -> str:
    """`amount` with its currency: "125.000 ₫" for đồng, others as the shop shows prices."""
    if currency == money.CURRENCY and amount == amount.to_integral_value():
        return money.format_dong(amount)
    return str(in_oscars_way(amount, currency))
