"""Amounts as card networks count them: in the smallest unit of a currency, of which some have none.

The đồng has no smaller unit, so 125.000 ₫ are 125000 and never 12500000. Nothing is rounded here: what is not a whole
number of units is refused.
"""

from __future__ import annotations

from decimal import Decimal

ZERO = frozenset(
    ["BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "VND", "VUV", "XAF", "XOF", "XPF"]
)
"""Currencies without a smaller unit."""
THREE = frozenset(["BHD", "JOD", "KWD", "OMR", "TND"])
"""Currencies of a thousand smaller units. Card networks take only multiples of ten of them."""
# Counted in hundredths by card networks, though nobody uses the hundredths any more.
_WHOLE_ONLY = frozenset({"ISK", "UGX"})


class NotAnAmount(ValueError):
    """An amount that the currency does not have."""


def to_minor(amount: Decimal, currency: str) -> int:
    """`amount` in the smallest unit of `currency` ("VND": 125000 -> 125000, "USD": 12.50 -> 1250).

    Raises `NotAnAmount` for a fraction of that unit, a negative amount, one that is not a number, or a code that is not
    three letters.
    """
    code = _code(currency)
    if not amount.is_finite() or amount < 0:
        raise NotAnAmount(f"{amount} {code} cannot be paid")
    units = amount.scaleb(_places(code))
    step = 100 if code in _WHOLE_ONLY else 10 if code in THREE else 1
    if units != units.to_integral_value() or int(units) % step:
        raise NotAnAmount(f"{amount} is no whole number of the smallest unit of {code}")
    return int(units)


def from_minor(units: int, currency: str) -> Decimal:
    """The amount that `units` of the smallest unit of `currency` are; undoes `to_minor`."""
    places = _places(_code(currency))
    return Decimal(units).scaleb(-places) if places else Decimal(units)


def _places(code: str) -> int:
    return 0 if code in ZERO else 3 if code in THREE else 2


def _code(currency: str) -> str:
    code = currency.upper()
    if len(code) != 3 or not (code.isascii() and code.isalpha()):
        raise NotAnAmount(f"{currency!r} is not the code of a currency")
    return code
