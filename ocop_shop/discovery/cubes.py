"""Adding up combinations: how many products have each value of a facet, under the choice of the others. No Django."""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import Any

Cell = tuple[Any, ...]
MAX_ROLLUPS = 48


@dataclass(frozen=True)
class Side:
    """A facet as counting sees it: which part of a combination it reads, and what values it finds there.

    `chosen` empty means that nothing is chosen and everything passes. A `plain` side's value is the part itself.
    """

    name: str
    part: int
    values_in: Callable[[Any], Iterable[Any]] | None = None
    chosen: frozenset[Any] = frozenset()

    def values(self, part: Any) -> Iterable[Any]:
        """The values of this facet in that part of a combination."""
        return (part,) if self.values_in is None else self.values_in(part)

    def passes(self, part: Any) -> bool:
        """Whether a product with this part is among what is chosen."""
        if not self.chosen:
            return True
        return part in self.chosen if self.values_in is None else not self.chosen.isdisjoint(self.values_in(part))


@dataclass
class Counted:
    """The number of products that pass everything and, per facet, the number for each of its values."""

    total: int
    values: dict[str, Counter[Any]]

    def add(self, other: Counted) -> None:
        """Take over what another part of the shelf counts."""
        self.total += other.total
        for name, counter in other.values.items():
            mine = self.values[name]
            for value, number in counter.items():
                mine[value] += number


def one_by_one(cells: Iterable[tuple[Cell, int]], sides: Sequence[Side], base: Sequence[Side] = ()) -> Counted:
    """Count a handful of combinations in one pass; `base` narrows like the sides but is not counted."""
    counted = Counted(0, {side.name: Counter() for side in sides})
    for cell, number in cells:
        if not all(side.passes(cell[side.part]) for side in base):
            continue
        failing = [side for side in sides if not side.passes(cell[side.part])]
        if not failing:
            counted.total += number
        elif len(failing) > 1:
            continue
        for side in failing or sides:
            counter = counted.values[side.name]
            for value in side.values(cell[side.part]):
                counter[value] += number
    return counted


class Cube:
    """All combinations of a shelf with their numbers, and sums over some of their parts as they are asked for."""

    def __init__(self, cells: Iterable[tuple[Cell, int]]) -> None:
        self._cells: dict[Cell, int] = dict(cells)
        self._rollups: OrderedDict[tuple[int, ...], dict[Cell, int]] = OrderedDict()
        self._domains: dict[int, list[Any]] = {}

    def __len__(self) -> int:
        return len(self._cells)

    def change(self, changes: Iterable[tuple[Cell, int]]) -> None:
        """Add to the numbers; the sums at hand follow."""
        for cell, number in changes:
            self._cells[cell] = self._cells.get(cell, 0) + number
            for parts, rollup in self._rollups.items():
                key = tuple(cell[part] for part in parts)
                rollup[key] = rollup.get(key, 0) + number
            for part, domain in self._domains.items():
                if cell[part] not in domain:
                    domain.append(cell[part])

    def count(self, sides: Sequence[Side], base: Sequence[Side] = ()) -> Counted:
        """As `one_by_one` over all combinations, from sums over no more parts than each facet needs."""
        active = [*base, *(side for side in sides if side.chosen)]
        total = sum(number for _cell, number in self._passing(active, ()))
        values: dict[str, Counter[Any]] = {}
        for side in sides:
            counter: Counter[Any] = Counter()
            others = [other for other in active if other is not side]
            for part, number in self._by_part(others, side.part).items():
                for value in side.values(part):
                    counter[value] += number
            values[side.name] = counter
        return Counted(total, values)

    def _by_part(self, active: Sequence[Side], part: int) -> dict[Any, int]:
        """For each cell of `part`: how many products pass the active sides."""
        found: dict[Any, int] = {}
        for cell, number in self._passing(active, (part,)):
            found[cell] = found.get(cell, 0) + number
        return found

    def _passing(self, active: Sequence[Side], wanted: tuple[int, ...]) -> Iterable[tuple[Any, int]]:
        """What passes, as the one wanted part (None where none is) and a number."""
        parts = tuple(sorted({side.part for side in active} | set(wanted)))
        rollup = self._rollup(parts)
        allowed = [self._allowed(part, active) for part in parts]
        at = parts.index(wanted[0]) if wanted else None
        if prod(len(cells) for cells in allowed) < len(rollup):
            for key in product(*allowed):
                number = rollup.get(key)
                if number:
                    yield (key[at] if at is not None else None), number
            return
        sets = [frozenset(cells) for cells in allowed]
        for key, number in rollup.items():
            if all(cell in cells for cell, cells in zip(key, sets, strict=True)):
                yield (key[at] if at is not None else None), number

    def _allowed(self, part: int, active: Sequence[Side]) -> list[Any]:
        sides = [side for side in active if side.part == part]
        return [cell for cell in self._domain(part) if all(side.passes(cell) for side in sides)]

    def _domain(self, part: int) -> list[Any]:
        found = self._domains.get(part)
        if found is None:
            found = self._domains[part] = [key[0] for key in self._rollup((part,))]
        return found

    def _rollup(self, parts: tuple[int, ...]) -> Mapping[Cell, int]:
        found = self._rollups.get(parts)
        if found is not None:
            self._rollups.move_to_end(parts)
            return found
        made: dict[Cell, int] = {}
        source, positions = self._nearest(parts)
        for cell, number in source.items():
            key = tuple([cell[position] for position in positions])
            made[key] = made.get(key, 0) + number
        self._rollups[parts] = made
        if len(self._rollups) > MAX_ROLLUPS:
            self._rollups.popitem(last=False)
        return made

    def _nearest(self, parts: tuple[int, ...]) -> tuple[Mapping[Cell, int], tuple[int, ...]]:
        """The smallest sums at hand that hold these parts, and where in them."""
        best: Mapping[Cell, int] = self._cells
        where = parts
        for present, rollup in self._rollups.items():
            if len(rollup) < len(best) and set(parts) <= set(present):
                best, where = rollup, tuple(present.index(part) for part in parts)
        return best, where
