"""When a notice may go out: at once, with the others of a day, never in quiet hours. No Django here.

Hours are those of Vietnam, which knows no summer time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Final

from ocop_shop.core.clock import VIETNAM


class Way(StrEnum):
    """How somebody wants to be told."""

    AT_ONCE = "at_once"
    DIGEST = "digest"
    OFF = "off"


@dataclass(frozen=True)
class Quiet:
    """The hours in which nothing goes out, from one time of day until another, also over midnight.

    Two equal times: there are none.
    """

    begins: time = time(21)
    ends: time = time(6)

    def holds(self, at: time) -> bool:
        """Whether nothing goes out at this time of day. The end itself is not quiet any more."""
        if self.begins <= self.ends:
            return self.begins <= at < self.ends
        return at >= self.begins or at < self.ends


PAUSES: Final = (
    timedelta(minutes=5),
    timedelta(minutes=20),
    timedelta(hours=1),
    timedelta(hours=4),
    timedelta(hours=12),
)
"""How long to wait after each try that failed; after one more than these nobody tries again."""


def after_quiet(at: datetime, quiet: Quiet) -> datetime:
    """`at`, or the end of the quiet hours that it lies in."""
    here = at.astimezone(VIETNAM)
    if not quiet.holds(here.time()):
        return at
    ends = datetime.combine(here.date(), quiet.ends, tzinfo=VIETNAM)
    return ends if ends > here else ends + timedelta(days=1)


def digest_at(at: datetime, hour: int, quiet: Quiet) -> datetime:
    """The next full hour of this number after `at`; where it is quiet then, the end of that."""
    here = at.astimezone(VIETNAM)
    today = datetime.combine(here.date(), time(hour), tzinfo=VIETNAM)
    return after_quiet(today if today > here else today + timedelta(days=1), quiet)


def due(at: datetime, way: Way, hour: int, quiet: Quiet) -> datetime | None:
    """When something of `at` goes out; None where it does not."""
    if way == Way.OFF:
        return None
    return after_quiet(at, quiet) if way == Way.AT_ONCE else digest_at(at, hour, quiet)


def again(at: datetime, tries: int, quiet: Quiet) -> datetime | None:
    """When to try once more after `tries` that failed, the last of them at `at`; None: give up."""
    return after_quiet(at + PAUSES[tries - 1], quiet) if 0 < tries <= len(PAUSES) else None
