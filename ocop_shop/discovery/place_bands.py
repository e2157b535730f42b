"""The shades of a map: which numbers of products share one. Plain arithmetic, no Django here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

SHADES = 4
_STEPS = tuple(factor * 10**power for power in range(8) for factor in (1, 3))


@dataclass(frozen=True)
class Band:
    """The numbers from `low` on that one shade stands for; `high` is empty where no end is named."""

    number: int
    low: int
    high: int | None


def bands(counts: Iterable[int]) -> tuple[Band, ...]:
    """At most four shades for these numbers, each about three times the one before it; none where all are zero."""
    most = max(counts, default=0)
    lows = [step for step in _STEPS if step <= most][-SHADES:]
    if not lows:
        return ()
    lows[0] = 1
    ends: list[int | None] = [low - 1 for low in lows[1:]]
    return tuple(Band(n, low, high) for n, (low, high) in enumerate(zip(lows, [*ends, None], strict=True), 1))


def band_of(count: int, shades: Iterable[Band]) -> int:
    """The number of the shade that `count` has; 0 for nothing."""
    return max((band.number for band in shades if count >= band.low), default=0)
