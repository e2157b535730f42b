"""Money is whole đồng: a Decimal without a fraction, never a float, never multiplied for a provider."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

CURRENCY = "VND"
TOO_MUCH = 10**10
"""Đồng from which on an amount does not fit into Oscar's books."""
_NBSP = "\u00a0"


class FractionOfDong(ValueError):
    """An amount carries a fraction of a đồng, which does not exist."""


def dong(value: Decimal | int | str) -> Decimal:
    """`value` as whole đồng; raises `FractionOfDong` when it is not whole (nothing is rounded silently)."""
    amount = Decimal(value)
    whole = amount.to_integral_value()
    if amount != whole:
        raise FractionOfDong(f"{amount} is not a whole number of đồng")
    return whole.quantize(Decimal(1))


def round_dong(value: Decimal) -> Decimal:
    """`value` rounded to the nearest đồng, half a đồng upwards in size."""
    return value.quantize(Decimal(1), rounding=ROUND_HALF_UP)


def round_for_offers(amount: Decimal, currency: str) -> Decimal:
    """Oscar's `OSCAR_OFFER_ROUNDING_FUNCTION`: discounts in whole đồng; other currencies to the cent."""
    if currency == CURRENCY:
        return round_dong(amount)
    return amount.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def format_dong(value: Decimal | int) -> str:
    """`value` as a Vietnamese reads it: "125.000 ₫", dots for thousands, a no-break space before the sign."""
    grouped = f"{round_dong(Decimal(value)):,}".replace(",", ".")
    return f"{grouped}{_NBSP}₫"
