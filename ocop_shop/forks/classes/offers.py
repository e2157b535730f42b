"""Offers in whole đồng. Oscar rounds what it records of a percentage, and takes fractions off the lines.

The rule: the discount of each line is rounded half up to whole đồng, and their sum is the discount of the offer. So
lines, discounts and total always add up.
"""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import Any

from oscar.apps.basket.utils import LineDiscountRegistry as OscarLineDiscountRegistry
from oscar.core.loading import get_class

from ocop_shop.core import money


class LineDiscountRegistry(OscarLineDiscountRegistry):
    """What is taken off a basket line."""

    def discount(self, amount: Decimal, quantity: int, incl_tax: bool = True, offer: Any = None) -> None:
        """Take off `amount`, rounded as the currency of the line wants it."""
        whole = money.round_for_offers(Decimal(amount), self._line.price_currency or money.CURRENCY)
        super().discount(whole, quantity, incl_tax=incl_tax, offer=offer)


def percentage(**fields: Any) -> Any:
    """Oscar's benefit of a percentage of the goods, which tells what was taken off the lines."""
    from oscar.apps.offer.benefits import PercentageDiscountBenefit

    benefit = PercentageDiscountBenefit(**fields)
    benefit.apply = partial(_applied, benefit.apply)
    return benefit


def shipping_percentage(**fields: Any) -> Any:
    """Oscar's benefit of a percentage of the charge for sending, in whole đồng."""
    from oscar.apps.offer.benefits import ShippingPercentageDiscountBenefit

    benefit = ShippingPercentageDiscountBenefit(**fields)
    benefit.shipping_discount = partial(_off_shipping, benefit.shipping_discount)
    return benefit


def _applied(oscars: Any, basket: Any, condition: Any, offer: Any, **more: Any) -> Any:
    before = _taken_off(basket)
    oscars(basket, condition, offer, **more)
    return get_class("offer.results", "BasketDiscount")(_taken_off(basket) - before)


def _taken_off(basket: Any) -> Decimal:
    return sum((line.discount_value for line in basket.all_lines()), Decimal(0))


def _off_shipping(oscars: Any, charge: Decimal, currency: str | None = None) -> Decimal:
    return money.round_for_offers(oscars(charge, currency), currency or money.CURRENCY)
