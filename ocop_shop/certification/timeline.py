"""The days of a product, derived from the lives of its certificates. No Django here.

Lives go in; out comes a timeline without gaps or overlaps, from the first certificate on: which certificate governs
each day, in which state.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise, zip_longest

from .life import Event, EventKind, Life, State

_DAY = timedelta(days=1)
# The events that take a badge off for a while or put it on again; the last one counts.
_TURNS = {
    EventKind.SUSPENDED: State.SUSPENDED,
    EventKind.CEASED: State.CEASED,
    EventKind.REINSTATED: None,
}


@dataclass(frozen=True)
class Period:
    """Days from `starts_on` to `ends_on`, both included; None means that no end is known."""

    certificate: int
    stars: int | None
    state: State
    starts_on: date
    ends_on: date | None


def timeline(lives: Iterable[Life]) -> list[Period]:
    """The periods of one product, oldest first, gapless after the first, never two on one day.

    A newer certificate ends an older one for good (of two from the same day the one with more stars is the newer). A
    certificate without proof, or revoked on its first day, never governed and ends none.
    """
    ordered = sorted((life for life in lives if governs(life)), key=precedence)
    periods: list[Period] = []
    for life, newer in zip_longest(ordered, ordered[1:]):
        periods += _cut(alone(life), newer.valid_from if newer else None)
    return _joined(periods)


def precedence(life: Life) -> tuple[date, int, int]:
    """The order in which certificates of one product follow each other; the last one governs."""
    return life.valid_from, life.stars, life.order


def period_on(periods: Sequence[Period], day: date) -> Period | None:
    """The period that covers `day`, or None before the first certificate."""
    for period in periods:
        if period.starts_on <= day and (period.ends_on is None or day <= period.ends_on):
            return period
    return None


def governs(life: Life) -> bool:
    """Whether the certificate ever governed a day: it is proven and was not taken away before it began."""
    revoked = _first(life, EventKind.REVOKED)
    return life.is_proven and (revoked is None or revoked.effective_on > life.valid_from)


def end_of(life: Life) -> date:
    """The last day of the term, an extension and its lapse included; suspension and revocation aside."""
    extended_to = max((e.until for e in life.events if e.kind is EventKind.EXTENDED and e.until), default=None)
    if extended_to is None or extended_to <= life.expires_on:
        return life.expires_on
    lapsed = _first(life, EventKind.LAPSED)
    return min(extended_to, max(life.expires_on, lapsed.effective_on - _DAY)) if lapsed else extended_to


def is_extended(life: Life, on: date) -> bool:
    """Whether `on` lies in an extension of the term, suspension and revocation aside."""
    return life.expires_on < on <= end_of(life)


def alone(life: Life) -> list[Period]:
    """The timeline of one certificate as if no other existed."""
    end = end_of(life)
    periods = [Period(life.certificate, life.stars, State.VALID, life.valid_from, life.expires_on)]
    if end > life.expires_on:
        periods.append(Period(life.certificate, life.stars, State.EXTENDED, life.expires_on + _DAY, end))
    periods.append(Period(life.certificate, None, State.EXPIRED, end + _DAY, None))
    for pause in _pauses(life):
        periods = _overlaid(periods, pause)
    revoked = _first(life, EventKind.REVOKED)
    if revoked and revoked.effective_on <= end:
        periods = _overlaid(periods, Period(life.certificate, None, State.REVOKED, revoked.effective_on, None))
    return _joined(periods)


def _pauses(life: Life) -> list[Period]:
    """The days on which a suspension or a stop of production is on: from each turn to the day before the next."""
    turns = sorted((e for e in life.events if e.kind in _TURNS), key=lambda e: (e.effective_on, e.key))
    pauses = []
    for turn, following in pairwise([*turns, None]):
        state = _TURNS[turn.kind] if turn else None
        stop = following.effective_on - _DAY if following else None
        if turn and state and (stop is None or stop >= turn.effective_on):
            pauses.append(Period(life.certificate, None, state, turn.effective_on, stop))
    return pauses


def _first(life: Life, kind: EventKind) -> Event | None:
    return min((e for e in life.events if e.kind is kind), key=lambda e: e.effective_on, default=None)


def _overlaid(periods: list[Period], top: Period) -> list[Period]:
    """`periods` with `top` laid over the days that carry a badge; an expired certificate stays expired."""
    result: list[Period] = []
    for period in periods:
        if period.state is State.EXPIRED and top.state is not State.REVOKED:
            result.append(period)
            continue
        result += _before(period, top.starts_on)
        middle = _within(period, top)
        if middle:
            result.append(middle)
        if top.ends_on is not None:
            result += _after(period, top.ends_on)
    return result


def _within(period: Period, top: Period) -> Period | None:
    start = max(period.starts_on, top.starts_on)
    ends = [end for end in (period.ends_on, top.ends_on) if end is not None]
    end = min(ends, default=None)
    if end is not None and end < start:
        return None
    return replace(top, starts_on=start, ends_on=end)


def _before(period: Period, day: date) -> list[Period]:
    if period.starts_on >= day:
        return []
    end = day - _DAY if period.ends_on is None else min(period.ends_on, day - _DAY)
    return [replace(period, ends_on=end)]


def _after(period: Period, day: date) -> list[Period]:
    if period.ends_on is not None and period.ends_on <= day:
        return []
    return [replace(period, starts_on=max(period.starts_on, day + _DAY))]


def _cut(periods: list[Period], day: date | None) -> list[Period]:
    return periods if day is None else [part for period in periods for part in _before(period, day)]


def _joined(periods: list[Period]) -> list[Period]:
    """Neighbours of the same certificate and state made one."""
    result: list[Period] = []
    for period in periods:
        last = result[-1] if result else None
        if last and (last.certificate, last.state) == (period.certificate, period.state) and _touch(last, period):
            result[-1] = replace(last, ends_on=period.ends_on)
        else:
            result.append(period)
    return result


def _touch(first: Period, second: Period) -> bool:
    return first.ends_on is not None and first.ends_on + _DAY == second.starts_on
