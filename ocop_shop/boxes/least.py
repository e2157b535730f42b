"""How many boxes can be made of what is there."""

from __future__ import annotations

from collections.abc import Iterable


def boxes_of(parts: Iterable[tuple[int | None, int]]) -> int | None:
    """How many boxes can be packed from parts, each as (pieces left, pieces in one box).

    A part of which nobody keeps count (None) never runs out; None where that is so of every part.
    """
    counted = [max(left, 0) // pieces for left, pieces in parts if left is not None]
    return min(counted, default=None)
