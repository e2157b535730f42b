"""The price per kilogram or litre beside the price, so that packs can be compared. No Django here."""

from __future__ import annotations

from decimal import Decimal

from ocop_shop.core import money

# Unit on the label -> (its size in the base unit, small measure, big measure)
_MEASURES = {"g": (1, "g", "kg"), "kg": (1000, "g", "kg"), "ml": (1, "ml", "l"), "l": (1000, "ml", "l")}
_SMALL, _BIG = 100, 1000


def unit_price(price: Decimal | None, amount: Decimal | None, unit: str) -> str:
    """ "30.000 ₫/100 ml" for packs under a kilogram or litre, else "38.000 ₫/kg"; empty where it would say nothing."""
    if price is None or not amount or amount <= 0 or unit not in _MEASURES:
        return ""
    size, small, big = _MEASURES[unit]
    base = amount * size
    per, name = (_BIG, big) if base >= _BIG else (_SMALL, f"{_SMALL} {small}")
    if base == per:
        return ""
    return f"{money.format_dong(price * per / base)}/{name}"
