"""What a refund was given back for, where nobody said so. Plain rules in whole đồng.

First for what was paid and is owed to nobody: lines that were cancelled, their sending, what was paid too much. Then
for goods, where it is clear whose: all of them, or all of one maker. Sending that was done stays paid by the shop.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from ocop_shop.core.money import round_dong


@dataclass(frozen=True)
class OpenLine:
    """A line that was not cancelled: whose goods (None: of no maker on record), what of its price is not given back.

    The goods in a box of the shop are of several: `maker` is then a number below 0, of this box alone.
    """

    key: int
    maker: int | None
    left: int


@dataclass(frozen=True)
class Split:
    """A refund taken apart. `by_line` names lines by key; a `rest` waits until somebody says whose it is."""

    unsold: int
    by_line: tuple[tuple[int, int], ...] = ()
    shop: int = 0
    rest: int = 0


def split(amount: int, unsold: int, lines: Sequence[OpenLine]) -> Split:
    """Take a refund of `amount` apart; `unsold` is what was paid for nothing and not given back yet."""
    nobodys = min(amount, max(unsold, 0))
    rest = amount - nobodys
    worth = sum(line.left for line in lines)
    makers = {line.maker for line in lines if line.left}
    if not rest:
        return Split(nobodys)
    if rest >= worth:
        return Split(nobodys, tuple((line.key, line.left) for line in lines if line.left), rest - worth)
    if len(makers) == 1:
        return Split(nobodys, _over(rest, lines))
    return Split(nobodys, rest=rest)


def in_proportion(amount: int, weights: Sequence[int]) -> list[int]:
    """`amount` over things of these weights. The parts add up to it; none is above its weight if all are not."""
    worth = sum(weights)
    found, before, until = [], 0, 0
    for weight in weights:
        until += weight
        upto = int(round_dong(Decimal(amount * until) / worth)) if worth else 0
        found.append(upto - before)
        before = upto
    return found


def _over(amount: int, lines: Sequence[OpenLine]) -> tuple[tuple[int, int], ...]:
    parts = in_proportion(amount, [line.left for line in lines])
    return tuple((line.key, part) for line, part in zip(lines, parts, strict=True) if part)
