"""A day is a day in Vietnam."""

from datetime import UTC, date, datetime, timedelta

import pytest

from ocop_shop.core import clock
from ocop_shop.test.clock import frozen


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 11, 21, 16, 59, 59, tzinfo=UTC), date(2026, 11, 21)),
        (datetime(2026, 11, 21, 17, 0, 0, tzinfo=UTC), date(2026, 11, 22)),
        (datetime(2026, 11, 22, 0, 0, tzinfo=clock.VIETNAM), date(2026, 11, 22)),
    ],
)
def test_the_day_changes_at_midnight_in_vietnam_wherever_the_server_stands(moment, day):
    assert clock.day_of(moment) == day


def test_a_day_starts_at_its_midnight():
    start = clock.start_of(date(2026, 11, 22))
    assert start == datetime(2026, 11, 21, 17, tzinfo=UTC)
    assert clock.day_of(start) == date(2026, 11, 22)
    assert clock.day_of(start - timedelta(microseconds=1)) == date(2026, 11, 21)


def test_now_is_aware_and_in_utc():
    assert clock.now().utcoffset() == timedelta(0)
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-11-22 23:59:59", datetime(2026, 11, 22, 16, 59, 59, tzinfo=UTC)),
        ("2026-11-22T23:59:59+00:00", datetime(2026, 11, 22, 23, 59, 59, tzinfo=UTC)),
        ("2026-11-22", datetime(2026, 11, 21, 17, tzinfo=UTC)),
        (datetime(2026, 11, 22, 12, tzinfo=clock.VIETNAM), datetime(2026, 11, 22, 5, tzinfo=UTC)),
    ],
)
def test_a_stopped_clock_stands_at_the_moment_given(moment, expected):
    with frozen(moment) as stopped:
        assert clock.now() == stopped == expected
        assert clock.now() == stopped


def test_a_stopped_clock_goes_on_afterwards_even_after_an_error():
    with pytest.raises(RuntimeError), frozen("2020-01-01"):
        raise RuntimeError
    assert clock.today().year >= 2026


def test_stopped_clocks_may_be_nested():
    with frozen("2026-11-22"):
        with frozen("2026-11-23"):
            assert clock.today() == date(2026, 11, 23)
        assert clock.today() == date(2026, 11, 22)


def test_a_moment_without_a_zone_is_refused_and_the_clock_runs_on():
    with pytest.raises(ValueError, match="zone"), frozen(datetime(2026, 11, 22)):
        pass
    assert clock._source is clock._system_now


def test_the_fixture_moves_on_when_called_again(frozen):
    frozen("2026-11-22 23:59:59")
    assert clock.today() == date(2026, 11, 22)
    frozen("2026-11-23 00:00:00")
    assert clock.today() == date(2026, 11, 23)
