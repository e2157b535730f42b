from decimal import Decimal

import pytest

from ocop_shop.discovery.unit_prices import unit_price


@pytest.mark.parametrize(
    ("price", "amount", "unit", "shown"),
    [
        (150_000, 500, "ml", "30.000\u00a0₫/100 ml"),
        (190_000, 5, "kg", "38.000\u00a0₫/kg"),
        (25_000, 330, "ml", "7.576\u00a0₫/100 ml"),
        (60_000, 1, "kg", ""),
        (60_000, 1000, "g", ""),
        (60_000, 2, "l", "30.000\u00a0₫/l"),
        (60_000, 3, "piece", ""),
        (60_000, 0, "g", ""),
    ],
)
def test_the_unit_price_is_per_100_small_units_or_per_big_unit(price, amount, unit, shown):
    assert unit_price(Decimal(price), Decimal(amount), unit) == shown


def test_without_a_price_there_is_no_unit_price():
    assert unit_price(None, Decimal(500), "g") == ""
