"""Orders as keys: what a Vietnamese dictionary, a price list and the register would say."""

import random
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop_shop.discovery import sort_keys

DICTIONARY = [
    "An", "Anh", "Ăn", "Ân", "Ba", "Bà", "Bà Rịa", "Bả", "Bã", "Bá", "Bạ", "Bánh", "Bắp", "Cà", "Cà phê", "Cá", "Cám",
    "Chè", "Dừa", "Đậu", "Em", "Êm", "Gạo", "Ô mai", "Ơi", "Tỏi", "Tôm", "Ủ", "Ưa", "Vải", "Xoài", "Yến",
]  # fmt: skip


def shuffled(values):
    return random.Random(3).sample(values, len(values))


def test_names_stand_as_in_a_vietnamese_dictionary():
    assert sorted(shuffled(DICTIONARY), key=sort_keys.by_name) == DICTIONARY


@pytest.mark.parametrize(("one", "other"), [("đường", "ĐƯỜNG"), ("Cà phê", "Cà  phê "), ("Ba", "Ba")])
def test_case_spaces_and_the_form_of_marks_do_not_matter(one, other):
    assert sort_keys.by_name(one) == sort_keys.by_name(other)


@given(st.text(max_size=300))
def test_a_name_gives_digits_and_no_more_than_fit(name):
    key = sort_keys.by_name(name)
    assert len(key) <= 255
    assert key == "" or (key.isdecimal() and key.isascii())


def test_a_number_comes_before_letters_and_a_word_before_its_longer_neighbour():
    names = ["3 màu", "Bánh", "Bánh tét", "Bánh tét 3 màu"]
    assert sorted(shuffled(names), key=sort_keys.by_name) == names


def test_most_stars_come_first_and_among_equals_the_newest_certificate():
    old, new = date(2024, 1, 1), date(2026, 1, 1)
    wanted = [(5, new), (5, old), (4, new), (3, None), (0, None)]
    assert sorted(shuffled(wanted), key=lambda one: sort_keys.by_stars(*one)) == wanted


@given(st.tuples(st.sampled_from([0, 3, 4, 5]), st.dates()), st.tuples(st.sampled_from([0, 3, 4, 5]), st.dates()))
def test_a_star_more_weighs_more_than_any_date(one, other):
    if one[0] > other[0]:
        assert sort_keys.by_stars(*one) < sort_keys.by_stars(*other)


def test_what_has_no_price_stands_last_both_ways():
    prices = [Decimal(20_000), Decimal(95_000), None]
    assert sorted(shuffled(prices), key=sort_keys.by_price) == prices
    assert sorted(prices, key=sort_keys.by_price_down) == [Decimal(95_000), Decimal(20_000), None]


def test_what_came_last_stands_first():
    now = datetime(2026, 11, 28, tzinfo=UTC)
    assert sort_keys.by_newest(now) < sort_keys.by_newest(now - timedelta(days=1))
