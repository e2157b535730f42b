"""When goods rest: pauses, seasons, and both together."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop_shop.supply import rests
from ocop_shop.supply.rests import Rest, Span, Times

DAYS = st.dates(date(2026, 1, 1), date(2029, 12, 31))
MONTHS = st.frozensets(st.integers(1, 12), max_size=12)


@st.composite
def times(draw):
    spans = []
    for _number in range(draw(st.integers(0, 2))):
        begins = draw(DAYS)
        length = draw(st.none() | st.integers(1, 200))
        spans.append(Span(begins, begins + timedelta(days=length) if length else None))
    return Times(tuple(spans), draw(MONTHS))


def test_a_pause_is_over_on_the_day_it_names():
    known = Times((Span(date(2027, 2, 1), date(2027, 2, 15)),))
    assert rests.rest_on(known, date(2027, 1, 31)) is None
    assert rests.rest_on(known, date(2027, 2, 14)) == Rest(rests.PAUSE, date(2027, 2, 15))
    assert rests.rest_on(known, date(2027, 2, 15)) is None


def test_a_pause_without_an_end_names_no_day():
    assert rests.rest_on(Times((Span(date(2027, 2, 1)),)), date(2030, 1, 1)) == Rest(rests.PAUSE)


def test_out_of_season_the_first_of_the_next_month_of_it_is_named():
    known = Times(months=frozenset({3, 4, 5}))
    assert rests.rest_on(known, date(2027, 5, 31)) is None
    assert rests.rest_on(known, date(2027, 6, 1)) == Rest(rests.SEASON, date(2028, 3, 1), frozenset({3, 4, 5}))


def test_a_pause_that_ends_out_of_season_leads_to_the_season():
    known = Times((Span(date(2027, 5, 1), date(2027, 7, 1)),), frozenset({3, 4, 5}))
    assert rests.rest_on(known, date(2027, 5, 10)) == Rest(rests.PAUSE, date(2028, 3, 1))


def test_a_season_that_begins_in_a_pause_waits_for_its_end():
    known = Times((Span(date(2027, 2, 20), date(2027, 3, 10)),), frozenset({3, 4, 5}))
    assert rests.rest_on(known, date(2027, 2, 1)) == Rest(rests.SEASON, date(2027, 3, 10), frozenset({3, 4, 5}))


@given(times(), DAYS)
def test_goods_are_sold_on_the_day_that_is_named_and_not_before(known, day):
    rest = rests.rest_on(known, day)
    if rest and rest.back_on:
        assert rests.rest_on(known, rest.back_on) is None
        assert rests.rest_on(known, rest.back_on - timedelta(days=1)) is not None
        assert rest.back_on > day


@given(times(), DAYS)
def test_nothing_changes_before_the_next_change(known, day):
    """What a row says today holds until the day on which it is made anew."""
    change = rests.next_change(known, day)
    last = (change or day + timedelta(days=800)) - timedelta(days=1)
    told = rests.rest_on(known, day)
    for step in range(0, (last - day).days + 1, 7):
        assert rests.rest_on(known, day + timedelta(days=step)) == told
    assert rests.rest_on(known, last) == told


@given(times(), DAYS)
def test_a_rest_can_be_kept_as_text(known, day):
    rest = rests.rest_on(known, day)
    assert rests.read(rests.written(rest)) == rest
    assert len(rests.written(rest)) <= 40


@given(MONTHS)
def test_a_set_of_months_is_one_number(months):
    assert rests.months_of(rests.bits(months)) == months


@given(MONTHS)
def test_stretches_name_every_month_once(months):
    named = [
        (first + step - 1) % 12 + 1 for first, last in rests.runs(months) for step in range((last - first) % 12 + 1)
    ]
    assert sorted(named) == sorted(months)


@pytest.mark.parametrize(
    ("months", "told"),
    [
        ({3, 4, 5}, [(3, 5)]),
        ({11, 12, 1, 2}, [(11, 2)]),
        ({1, 6, 7}, [(1, 1), (6, 7)]),
        (range(1, 13), [(1, 12)]),
        ((), []),
    ],
)
def test_stretches_follow_the_year_and_pass_the_new_year(months, told):
    assert rests.runs(months) == told
