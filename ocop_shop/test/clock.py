"""Stopping time, so that a test can stand at 23:59:59 of a certificate's last day."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from ocop_shop.core import clock


@contextmanager
def frozen(moment: datetime | str) -> Iterator[datetime]:
    """Everything that asks `ocop_shop.core.clock` is told `moment`, until the block ends.

        with frozen("2026-11-22 23:59:59"):
            ...

    Text without an offset is time in Vietnam. Only ocop_shop's clock stops: Django's `auto_now` fields, sessions and
    caches go on. Raises `ValueError` for a datetime that does not say its zone.
    """
    stopped = _moment(moment)
    running = clock._source
    clock._source = lambda: stopped
    try:
        yield stopped
    finally:
        clock._source = running


def _moment(moment: datetime | str) -> datetime:
    if isinstance(moment, str):
        read = datetime.fromisoformat(moment)
        moment = read if read.tzinfo else read.replace(tzinfo=clock.VIETNAM)
    if moment.tzinfo is None:
        raise ValueError("A moment without a zone could be any of 26 hours; give it one.")
    return moment.astimezone(UTC)
