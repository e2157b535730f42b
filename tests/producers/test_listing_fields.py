"""What is asked of which product set, and how answers, prices and numbers are read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop_shop.core.money import format_dong
from ocop_shop.producers import listing_fields, offer_limits
from ocop_shop.producers.listing_fields import Fault, Type, fields_of
from ocop_shop.producers.taxonomy import SETS


def asked(set_no):
    return [field.code for field in fields_of(set_no)]


@pytest.mark.parametrize("set_no", list(SETS))
def test_every_set_asks_something_in_both_languages(set_no):
    fields = fields_of(set_no)
    assert fields
    assert all(field.label("vi") and field.label("en") for field in fields)
    assert len({field.code for field in fields}) == len(fields)


def test_nothing_is_asked_while_the_set_is_not_known():
    assert [fields_of(None), fields_of(0), fields_of(27)] == [(), (), ()]


@pytest.mark.parametrize("set_no", [14, 15])
def test_drinks_with_alcohol_must_name_it_and_others_are_not_asked(set_no):
    assert [field.required for field in fields_of(set_no) if field.code == "abv"] == [True]
    assert [number for number in SETS if "abv" in asked(number)] == [14, 15]


def test_food_is_asked_for_ingredients_and_crafts_for_their_material():
    assert "ingredients" in asked(7)
    assert "ingredients" not in asked(21)
    assert "material" in asked(21)
    assert "duration" in asked(26)


def test_a_health_food_is_said_to_be_no_medicine():
    (notice,) = listing_fields.notices_of(18)
    assert notice.said_vi.startswith("Sản phẩm này không phải là thuốc")
    assert listing_fields.notices_of(7) == ()


@pytest.mark.parametrize(
    ("written", "told"),
    [("12 tháng", (12, "month")), ("45ngày", (45, "day")), ("1 Year", (1, "year")), ("2 tuần", (2, "week"))],
)
def test_a_time_is_read_in_both_languages(written, told):
    assert listing_fields.span(written) == told


@pytest.mark.parametrize("written", ["", "lâu", "12", "tháng", "0 ngày", "11 năm", "-3 ngày", "1,5 tháng"])
def test_what_is_no_time_is_not_read(written):
    assert listing_fields.span(written) is None


@pytest.mark.parametrize(
    ("code", "written", "fault"),
    [
        ("abv", "29,5", None),
        ("abv", "29.5", None),
        ("abv", "0,1", Fault.OUT_OF_BOUNDS),
        ("abv", "95", Fault.OUT_OF_BOUNDS),
        ("abv", "mạnh", Fault.NOT_A_NUMBER),
        ("abv", "²", Fault.NOT_A_NUMBER),
        ("shelf_life", "lâu", Fault.NOT_A_TIME),
        ("material", "t" * 201, Fault.TOO_LONG),
    ],
)
def test_answers_are_judged_by_their_type(code, written, fault):
    assert listing_fields.field_called(code).fault(written) == fault


def test_answers_are_shown_in_the_language_of_the_reader():
    life, abv = listing_fields.field_called("shelf_life"), listing_fields.field_called("abv")
    assert (life.shown("12 tháng", "en"), life.shown("1 month", "vi")) == ("12 months", "1 tháng")
    assert (abv.shown("29.50", "vi"), abv.shown("40", "en")) == ("29,5 %", "40 %")


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("85000", 85_000),
        ("85.000", 85_000),
        ("85,000 đ", 85_000),
        (" 85 000 ₫", 85_000),
        ("85k", 85_000),
        ("85 nghìn", 85_000),
        ("1.250.000 VND", 1_250_000),
        ("85", 85),
    ],
)
def test_a_price_is_read_as_people_write_it(written, told):
    assert offer_limits.dong(written) == told


@pytest.mark.parametrize("written", ["", "rẻ", "-85000", "85.00", "85,5", "1.2345", "0x10", "١٢", "1e5", "85.000,50"])
def test_what_is_no_price_in_whole_dong_is_not_read(written):
    assert offer_limits.dong(written) is None


@given(st.integers(0, offer_limits.MOST_PRICE))
def test_a_price_as_we_print_it_is_read_again(amount):
    assert offer_limits.dong(format_dong(amount)) == amount


@given(st.text(max_size=60))
def test_whatever_is_typed_nothing_breaks(written):
    offer_limits.dong(written)
    offer_limits.pieces(written)
    listing_fields.number(written)
    for kind in Type:
        field = listing_fields.Field("x", kind, "x", "x")
        field.fault(written)
        field.shown(written, "vi")
