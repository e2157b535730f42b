"""The timeline that follows from dated events, against a day-by-day reading of the same rules."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ocop_shop.certification.life import BADGE_STATES, Event, EventKind, Life, State
from ocop_shop.certification.timeline import Period, period_on, timeline

START = date(2024, 1, 1)


def day(number: int) -> date:
    return START + timedelta(days=number)


def life(key=1, stars=3, first=0, last=100, events=()):
    return Life(key, stars, day(first), day(last), key, tuple(events))


def test_a_certificate_is_valid_through_its_last_day_and_expired_after():
    assert timeline([life()]) == [
        Period(1, 3, State.VALID, day(0), day(100)),
        Period(1, None, State.EXPIRED, day(101), None),
    ]


def test_the_day_of_revocation_has_no_badge():
    periods = timeline([life(events=[Event(EventKind.REVOKED, day(40))])])
    assert periods == [
        Period(1, 3, State.VALID, day(0), day(39)),
        Period(1, None, State.REVOKED, day(40), None),
    ]


def test_an_extension_holds_between_the_end_and_its_own_last_day():
    periods = timeline([life(events=[Event(EventKind.EXTENDED, day(100), until=day(150))])])
    assert [(p.state, p.stars, p.starts_on, p.ends_on) for p in periods] == [
        (State.VALID, 3, day(0), day(100)),
        (State.EXTENDED, 3, day(101), day(150)),
        (State.EXPIRED, None, day(151), None),
    ]


def test_a_suspension_takes_the_badge_off_until_reinstated():
    events = [Event(EventKind.SUSPENDED, day(10)), Event(EventKind.REINSTATED, day(20))]
    periods = timeline([life(events=events)])
    assert [(p.state, p.starts_on, p.ends_on) for p in periods] == [
        (State.VALID, day(0), day(9)),
        (State.SUSPENDED, day(10), day(19)),
        (State.VALID, day(20), day(100)),
        (State.EXPIRED, day(101), None),
    ]


def test_a_suspended_certificate_expires_all_the_same():
    periods = timeline([life(events=[Event(EventKind.SUSPENDED, day(10))])])
    assert [(p.state, p.ends_on) for p in periods] == [
        (State.VALID, day(9)),
        (State.SUSPENDED, day(100)),
        (State.EXPIRED, None),
    ]


def test_a_newer_certificate_ends_the_older_one_for_good():
    upgraded = life(2, 4, first=50, last=150, events=[Event(EventKind.REVOKED, day(60))])
    periods = timeline([life(), upgraded])
    assert [(p.certificate, p.state, p.starts_on) for p in periods] == [
        (1, State.VALID, day(0)),
        (2, State.VALID, day(50)),
        (2, State.REVOKED, day(60)),
    ]


def test_a_certificate_revoked_from_its_first_day_ends_no_other():
    void = life(2, 4, first=50, last=150, events=[Event(EventKind.REVOKED, day(50))])
    assert timeline([life(), void]) == timeline([life()])


def test_of_two_certificates_of_one_day_the_one_with_more_stars_governs():
    assert [p.certificate for p in timeline([life(1, 5), life(2, 4)])] == [1, 1]


def test_of_two_equal_certificates_of_one_day_the_later_recorded_governs():
    assert [p.certificate for p in timeline([life(1, 4), life(2, 4)])] == [2, 2]


events_of_a_certificate = st.lists(
    st.one_of(
        st.builds(Event, st.just(EventKind.SUSPENDED), st.integers(0, 40).map(day)),
        st.builds(Event, st.just(EventKind.REINSTATED), st.integers(0, 40).map(day)),
        st.builds(Event, st.just(EventKind.REVOKED), st.integers(0, 60).map(day)),
    ),
    max_size=4,
)


@st.composite
def histories(draw):
    lives = []
    for key in range(draw(st.integers(1, 4))):
        first = draw(st.integers(0, 30))
        last = first + draw(st.integers(0, 20))
        events = [e for e in draw(events_of_a_certificate) if e.effective_on >= day(first)]
        if draw(st.booleans()):
            events.append(Event(EventKind.EXTENDED, day(last), until=day(last + draw(st.integers(1, 10)))))
        lives.append(Life(key, draw(st.sampled_from([3, 4, 5])), day(first), day(last), key, tuple(events)))
    return lives


def stars_by_hand(lives, on):
    """What a careful clerk would say for one day, without building a timeline."""
    void = {
        item.certificate
        for item in lives
        if any(e.kind is EventKind.REVOKED and e.effective_on <= item.valid_from for e in item.events)
    }
    begun = [item for item in lives if item.valid_from <= on and item.certificate not in void]
    if not begun:
        return None
    newest = max(begun, key=lambda item: (item.valid_from, item.stars, item.order))
    end = max([newest.expires_on, *(e.until for e in newest.events if e.kind is EventKind.EXTENDED)])
    if on > end or any(e.kind is EventKind.REVOKED and e.effective_on <= on for e in newest.events):
        return None
    suspended = False
    for event in sorted(newest.events, key=lambda e: e.effective_on):
        if event.effective_on <= on and event.kind is EventKind.SUSPENDED:
            suspended = True
        elif event.effective_on <= on and event.kind is EventKind.REINSTATED:
            suspended = False
    return None if suspended else newest.stars


@given(histories())
def test_no_history_shows_a_star_the_clerk_denies(lives):
    periods = timeline(lives)
    for number in range(90):
        period = period_on(periods, day(number))
        shown = period.stars if period and period.state in BADGE_STATES else None
        assert shown == stars_by_hand(lives, day(number))


@given(histories())
def test_a_timeline_has_neither_gaps_nor_overlaps(lives):
    periods = timeline(lives)
    for before, after in pairwise(periods):
        assert before.ends_on is not None
        assert before.ends_on + timedelta(days=1) == after.starts_on
    assert not periods or periods[-1].ends_on is None
    assert all(p.ends_on is None or p.starts_on <= p.ends_on for p in periods)
