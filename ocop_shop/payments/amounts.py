"""Amounts as a buyer reads them, and as staff write them."""

from __future__ import annotations

import re
from decimal import Decimal

from oscar.templatetags.currency_filters import currency as in_oscars_way

from ocop_shop.core import currencies, money

_SIGNS = re.compile(r"\s|đ|₫|vnđ|vnd", re.IGNORECASE)
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+", re.ASCII)
_PLAIN = re.compile(r"\d{1,13}(?:\.\d{1,3})?", re.ASCII)


def shown(amount: Decimal, currency: str) -> str:
    """`amount` with its currency: "125.000 ₫" for đồng, others as the shop shows prices."""
    if currency == money.CURRENCY and amount == amount.to_integral_value():
        return money.format_dong(amount)
    return str(in_oscars_way(amount, currency))


def read(written: str, currency: str) -> Decimal | None:
    """An amount of `currency` as it is written; None for what is none.

    In đồng, dots and commas stand between thousands: "5.000" are five thousand and not five.
    """
    bare = _SIGNS.sub("", written) if currency == money.CURRENCY else written.strip()
    if currency == money.CURRENCY and _GROUPED.fullmatch(bare):
        bare = re.sub(r"[.,]", "", bare)
    if not _PLAIN.fullmatch(bare):
        return None
    try:
        currencies.to_minor(Decimal(bare), currency)
    except currencies.NotAnAmount:
        return None
    return Decimal(bare)
