"""When something goes out: never in quiet hours, also over midnight; what can wait once a day."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop_shop.core.clock import VIETNAM
from ocop_shop.notices.hours import PAUSES, Quiet, Way, after_quiet, again, digest_at, due

moments = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))
quiets = st.builds(Quiet, st.times(), st.times())
NIGHT = Quiet(time(21), time(6))


def at(written):
    return datetime.fromisoformat(written).replace(tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("now", "goes"),
    [
        ("2026-11-29 20:59:59", "2026-11-29 20:59:59"),
        ("2026-11-29 21:00:00", "2026-11-30 06:00:00"),
        ("2026-11-29 23:59:59", "2026-11-30 06:00:00"),
        ("2026-11-30 00:00:00", "2026-11-30 06:00:00"),
        ("2026-11-30 05:59:59", "2026-11-30 06:00:00"),
        ("2026-11-30 06:00:00", "2026-11-30 06:00:00"),
    ],
)
def test_the_night_waits_until_six(now, goes):
    assert after_quiet(at(now), NIGHT) == at(goes)


def test_two_equal_times_are_no_quiet_hours():
    assert after_quiet(at("2026-11-29 03:00:00"), Quiet(time(3), time(3))) == at("2026-11-29 03:00:00")


@given(moments, quiets)
def test_nothing_goes_out_in_quiet_hours_nor_more_than_a_day_late(moment, quiet):
    goes = after_quiet(moment, quiet)
    assert not quiet.holds(goes.astimezone(VIETNAM).time())
    assert timedelta(0) <= goes - moment < timedelta(days=1)


@given(moments, quiets)
def test_what_waited_for_the_end_waits_no_longer(moment, quiet):
    goes = after_quiet(moment, quiet)
    assert after_quiet(goes, quiet) == goes
    if goes != moment:
        assert goes.astimezone(VIETNAM).time() == quiet.ends


@given(moments, st.integers(0, 23), quiets)
def test_a_digest_goes_out_within_two_days_and_never_in_quiet_hours(moment, hour, quiet):
    goes = digest_at(moment, hour, quiet)
    assert timedelta(0) < goes - moment < timedelta(days=2)
    assert not quiet.holds(goes.astimezone(VIETNAM).time())


@given(moments, moments, st.integers(0, 23), quiets)
def test_what_was_told_first_never_goes_out_last(one, other, hour, quiet):
    first, last = sorted((one, other))
    assert digest_at(first, hour, quiet) <= digest_at(last, hour, quiet)


def test_a_digest_is_of_the_next_morning():
    assert digest_at(at("2026-11-29 07:00:00"), 7, NIGHT) == at("2026-11-30 07:00:00")
    assert digest_at(at("2026-11-29 06:59:59"), 7, NIGHT) == at("2026-11-29 07:00:00")
    assert digest_at(at("2026-11-29 12:00:00"), 3, NIGHT) == at("2026-11-30 06:00:00")


def test_off_never_goes_out():
    assert due(at("2026-11-29 12:00:00"), Way.OFF, 7, NIGHT) is None


def test_pauses_grow_and_end():
    now = at("2026-11-29 08:00:00")
    waits = [again(now, tries, Quiet(time(0), time(0))) for tries in range(1, len(PAUSES) + 2)]
    assert waits[-1] is None
    assert waits[:-1] == sorted(waits[:-1])
    assert waits[0] == now + timedelta(minutes=5)
