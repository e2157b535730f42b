"""The life of a product's certificates, derived from dated events. No Django here, and no status that anybody types.

Certificates and events go in; out comes a timeline without gaps or overlaps, from the first certificate on: which
certificate governs each day, in which state.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import zip_longest

_DAY = timedelta(days=1)


class EventKind(StrEnum):
    """What can happen to a certificate."""

    GRANTED = "granted"
    EXTENDED = "extended"
    SUSPENDED = "suspended"
    REINSTATED = "reinstated"
    REVOKED = "revoked"


class State(StrEnum):
    """What a product's certificate is on a day; only the first two carry a badge."""

    VALID = "valid"
    EXTENDED = "extended"
    SUSPENDED = "suspended"
    EXPIRED = "expired"
    REVOKED = "revoked"
    NONE = "none"


BADGE_STATES = frozenset({State.VALID, State.EXTENDED})


@dataclass(frozen=True)
class Event:
    """Something that takes effect on a day; `until` is the last day of an extension."""

    kind: EventKind
    effective_on: date
    until: date | None = None


@dataclass(frozen=True)
class Life:
    """One certificate as far as the timeline is concerned; `order` breaks ties between equal first days."""

    certificate: int
    stars: int
    valid_from: date
    expires_on: date
    order: int
    events: tuple[Event, ...] = ()


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

    A newer certificate ends an older one for good; a certificate revoked on its first day never governed and ends none.
    """
    ordered = sorted((life for life in lives if _governs(life)), key=lambda life: (life.valid_from, life.order))
    periods: list[Period] = []
    for life, newer in zip_longest(ordered, ordered[1:]):
        periods += _cut(_alone(life), newer.valid_from if newer else None)
    return _joined(periods)


def period_on(periods: Sequence[Period], day: date) -> Period | None:
    """The period that covers `day`, or None before the first certificate."""
    for period in periods:
        if period.starts_on <= day and (period.ends_on is None or day <= period.ends_on):
            return period
    return None


def _governs(life: Life) -> bool:
    revoked = _first(life, EventKind.REVOKED)
    return revoked is None or revoked.effective_on > life.valid_from


def _alone(life: Life) -> list[Period]:
    """The timeline of one certificate as if no other existed."""
    extended_to = max(
        (e.until for e in life.events if e.kind is EventKind.EXTENDED and e.until), default=life.expires_on
    )
    end = max(life.expires_on, extended_to)
    periods = [Period(life.certificate, life.stars, State.VALID, life.valid_from, life.expires_on)]
    if end > life.expires_on:
        periods.append(Period(life.certificate, life.stars, State.EXTENDED, life.expires_on + _DAY, end))
    periods.append(Period(life.certificate, None, State.EXPIRED, end + _DAY, None))
    for start, stop in _suspensions(life):
        periods = _overlaid(periods, Period(life.certificate, None, State.SUSPENDED, start, stop))
    revoked = _first(life, EventKind.REVOKED)
    if revoked and revoked.effective_on <= end:
        periods = _overlaid(periods, Period(life.certificate, None, State.REVOKED, revoked.effective_on, None))
    return periods


def _suspensions(life: Life) -> list[tuple[date, date | None]]:
    spans: list[tuple[date, date | None]] = []
    since: date | None = None
    for event in sorted(life.events, key=lambda e: e.effective_on):
        if event.kind is EventKind.SUSPENDED and since is None:
            since = event.effective_on
        elif event.kind is EventKind.REINSTATED and since is not None:
            if event.effective_on > since:
                spans.append((since, event.effective_on - _DAY))
            since = None
    if since is not None:
        spans.append((since, None))
    return spans


def _first(life: Life, kind: EventKind) -> Event | None:
    return min((e for e in life.events if e.kind is kind), key=lambda e: e.effective_on, default=None)


def _overlaid(periods: list[Period], top: Period) -> list[Period]:
    """`periods` with `top` laid over the days that carry a badge; an expired certificate stays expired."""
    result: list[Period] = []
    for period in periods:
        if period.state is State.EXPIRED and top.state is State.SUSPENDED:
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
