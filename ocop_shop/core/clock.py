"""The one source of time. A day is a day in Vietnam, wherever the server stands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def _system_now() -> datetime:
    return datetime.now(UTC)


# Replaced only by `ocop_shop.test.clock.frozen`, so that a test can stand at 23:59:59.
_source: Callable[[], datetime] = _system_now


def now() -> datetime:
    """This moment, aware, in UTC."""
    return _source()


def today() -> date:
    """Today's date in Vietnam (Asia/Ho_Chi_Minh)."""
    return day_of(now())


def day_of(moment: datetime) -> date:
    """The Vietnamese calendar day of an aware moment."""
    return moment.astimezone(VIETNAM).date()


def start_of(day: date) -> datetime:
    """Midnight in Vietnam at which `day` begins, aware."""
    return datetime.combine(day, time.min, tzinfo=VIETNAM)
