"""Numbers as people type them."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop_shop.supply import amounts


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("125000", 125_000),
        ("125.000", 125_000),
        ("125,000 đ", 125_000),
        ("1 250 000₫", 1_250_000),
        ("1.250.000 VND", 1_250_000),
        ("1\u00a0000", 1_000),
        (" 0 ", 0),
        ("-5", -5),
        ("−5", -5),
        ("", None),
        (" \u00a0", None),
        ("007", 7),
    ],
)
def test_what_people_type_is_read(typed, number):
    assert amounts.whole(typed) == number


@pytest.mark.parametrize(
    "typed",
    [
        "1.5",
        "12,50",
        "1.000,5",
        "1.00.000",
        "50k",
        "năm",
        "1e5",
        "=1+1",
        "1.000,000",
        "٣",
        "²",
        "9" * 25,
        "--5",
        "\x00",
        "đ5",
    ],
)
def test_what_could_be_meant_otherwise_is_refused(typed):
    with pytest.raises(amounts.NotWhole):
        amounts.whole(typed)


@given(st.integers(0, amounts.MOST_DONG))
def test_what_is_shown_is_read_again(number):
    assert amounts.whole(amounts.grouped(number)) == number


@given(st.text(max_size=30))
def test_no_text_breaks_the_reader(typed):
    with contextlib.suppress(amounts.NotWhole):
        amounts.whole(typed)
