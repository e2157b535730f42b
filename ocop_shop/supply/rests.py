"""When goods rest: pauses that their maker has announced, and the months outside of their season. No Django here.

A day belongs to a pause from its first day up to the day before goods are sold again. A season is whole months of the
solar calendar. Nothing has to happen at midnight: whoever asks on the next day gets the next day's answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

PAUSE: Final = "pause"
SEASON: Final = "season"
ALL_MONTHS: Final = frozenset(range(1, 13))
_ENDLESS: Final = 60
"""Pauses and months out of season that may follow on one another; nobody announces so many."""


@dataclass(frozen=True)
class Span:
    """A pause: from its first day to the first day of sale again; None while nobody knows that day."""

    begins_on: date
    until: date | None = None

    def holds(self, day: date) -> bool:
        """Whether `day` lies in it."""
        return self.begins_on <= day and (self.until is None or day < self.until)


@dataclass(frozen=True)
class Times:
    """All that is known of when goods are sold. No months: the whole year."""

    pauses: tuple[Span, ...] = ()
    months: frozenset[int] = frozenset()

    def is_season(self, day: date) -> bool:
        """Whether `day` lies in the season."""
        return not self.months or day.month in self.months


@dataclass(frozen=True)
class Rest:
    """Goods are not sold now. `back_on` is the first day on which they are, where it is known."""

    kind: str
    back_on: date | None = None
    months: frozenset[int] = frozenset()


def rest_on(times: Times, day: date) -> Rest | None:
    """Why the goods are not sold on `day`; None when they are. A pause is named before a season."""
    paused = any(span.holds(day) for span in times.pauses)
    if not paused and times.is_season(day):
        return None
    back = _first_day_of_sale(times, day)
    return Rest(PAUSE, back) if paused else Rest(SEASON, back, times.months)


def next_change(times: Times, after: date) -> date | None:
    """The next day on which the answer may be another one than on `after`; None when it stays."""
    days = {day for span in times.pauses for day in (span.begins_on, span.until) if day and day > after}
    now = times.is_season(after)
    days.update(day for day in _months_after(after) if times.is_season(day) != now)
    return min(days, default=None)


def together(found: Iterable[Rest]) -> Rest | None:
    """Several things that are sold together rest until the last of them is back; None for none."""
    listed = list(found)
    if len(listed) < 2:
        return listed[0] if listed else None
    back = [rest.back_on for rest in listed if rest.back_on]
    return Rest(PAUSE, max(back) if len(back) == len(listed) else None)


def bits(months: Iterable[int]) -> int:
    """A set of months as one number, January in the lowest bit."""
    return sum(1 << (month - 1) for month in set(months))


def months_of(number: int) -> frozenset[int]:
    """The months in a number that `bits` made."""
    return frozenset(month for month in ALL_MONTHS if number >> (month - 1) & 1)


def runs(months: Iterable[int]) -> list[tuple[int, int]]:
    """Months as stretches in the order of the year; one that passes the new year is one: November to February."""
    wanted = set(months)
    if not wanted or wanted >= ALL_MONTHS:
        return [(1, 12)] if wanted else []
    found = []
    for first in sorted(month for month in wanted if (month - 2) % 12 + 1 not in wanted):
        last = first
        while last % 12 + 1 in wanted:
            last = last % 12 + 1
        found.append((first, last))
    return found


def written(rest: Rest | None) -> str:
    """A rest as a short text, to be kept where no table is asked; empty for none. `read` gives it back."""
    if rest is None:
        return ""
    return f"{rest.kind}|{rest.back_on.isoformat() if rest.back_on else ''}|{bits(rest.months)}"


def read(text: str) -> Rest | None:
    """What `written` was given."""
    if not text:
        return None
    kind, back, months = text.split("|")
    return Rest(kind, date.fromisoformat(back) if back else None, months_of(int(months)))


def _first_day_of_sale(times: Times, day: date) -> date | None:
    for _step in range(_ENDLESS):
        holding = [span for span in times.pauses if span.holds(day)]
        if any(span.until is None for span in holding):
            return None
        if holding:
            day = max(span.until for span in holding if span.until)
        elif not times.is_season(day):
            day = _month_after(day)
        else:
            return day
    return None


def _months_after(day: date) -> Iterator[date]:
    for _month in range(12):
        day = _month_after(day)
        yield day


def _month_after(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)
