"""Money is whole đồng."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop_shop.core import money

AMOUNTS = st.decimals(min_value=-(10**10), max_value=10**10, places=4)


@pytest.mark.parametrize("value", [Decimal(125_000), 125_000, "125000", Decimal("125000.00"), Decimal("1.25E5")])
def test_whole_amounts_are_taken_in_any_spelling(value):
    assert str(money.dong(value)) == "125000"


@pytest.mark.parametrize("value", [Decimal("12555.50"), "0.1", Decimal("-0.01")])
def test_a_fraction_is_refused_and_not_rounded(value):
    with pytest.raises(money.FractionOfDong):
        money.dong(value)


@pytest.mark.parametrize(
    ("value", "rounded"),
    [("12555.50", 12556), ("12555.49", 12555), ("0.5", 1), ("-0.5", -1), ("-12555.5", -12556), ("7", 7)],
)
def test_half_a_dong_goes_up_in_size(value, rounded):
    assert money.round_dong(Decimal(value)) == rounded


@given(AMOUNTS)
def test_rounding_moves_nothing_by_more_than_half_and_leaves_something_whole(amount):
    rounded = money.round_dong(amount)
    assert abs(rounded - amount) <= Decimal("0.5")
    assert money.dong(rounded) == rounded


def test_offers_are_rounded_to_whole_dong_and_other_currencies_to_the_cent():
    assert money.round_for_offers(Decimal("12555.50"), "VND") == Decimal(12556)
    assert money.round_for_offers(Decimal("12.345"), "USD") == Decimal("12.35")


@pytest.mark.parametrize(
    ("value", "shown"),
    [(0, "0"), (999, "999"), (125_000, "125.000"), (Decimal("1234567.5"), "1.234.568"), (-50_000, "-50.000")],
)
def test_amounts_are_written_as_vietnamese_read_them(value, shown):
    assert money.format_dong(value) == f"{shown}\u00a0₫"
