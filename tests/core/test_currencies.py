"""Amounts in the smallest unit of a currency: đồng are never multiplied, fractions are never rounded away."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop_shop.core.currencies import THREE, ZERO, NotAnAmount, from_minor, to_minor

TWO = ["USD", "EUR", "AUD", "SGD", "THB", "CNY", "GBP", "CHF"]


@pytest.mark.parametrize(
    ("amount", "currency", "units"),
    [
        ("125000", "VND", 125_000),
        ("125000.00", "vnd", 125_000),
        ("3500", "JPY", 3_500),
        ("12.5", "USD", 1_250),
        ("0.01", "EUR", 1),
        ("1.230", "KWD", 1_230),
        ("500", "ISK", 50_000),
        ("0", "VND", 0),
    ],
)
def test_each_currency_has_its_own_smallest_unit(amount, currency, units):
    assert to_minor(Decimal(amount), currency) == units
    assert from_minor(units, currency) == Decimal(amount)


@pytest.mark.parametrize(
    ("amount", "currency"),
    [
        ("125000.50", "VND"),
        ("0.5", "JPY"),
        ("12.345", "USD"),
        ("1.2345", "KWD"),
        ("1.234", "KWD"),  # card networks take three-decimal currencies in tens
        ("10.50", "ISK"),
        ("-1", "VND"),
        ("NaN", "VND"),
        ("Infinity", "USD"),
        ("1", "DONG"),
        ("1", ""),
        ("1", "V1D"),
    ],
)
def test_what_a_currency_does_not_have_is_refused_and_not_rounded(amount, currency):
    with pytest.raises(NotAnAmount):
        to_minor(Decimal(amount), currency)


@given(st.sampled_from([*ZERO]), st.integers(0, 10**11))
def test_without_a_smaller_unit_the_amount_is_the_number(currency, number):
    assert to_minor(Decimal(number), currency) == number
    assert from_minor(number, currency) == Decimal(number)


@given(st.sampled_from([*ZERO, *TWO]), st.integers(0, 10**13))
def test_units_in_are_units_out(currency, units):
    assert to_minor(from_minor(units, currency), currency) == units


@given(st.sampled_from([*THREE]), st.integers(0, 10**12))
def test_tens_of_thousandths_in_are_out(currency, tens):
    assert to_minor(from_minor(tens * 10, currency), currency) == tens * 10


@given(st.sampled_from([*ZERO, *TWO]), st.decimals(0, 10**9, allow_nan=False, places=4))
def test_an_amount_is_exact_or_refused(currency, amount):
    try:
        units = to_minor(amount, currency)
    except NotAnAmount:
        assert amount != round(amount, 0 if currency in ZERO else 2)
    else:
        assert from_minor(units, currency) == amount
