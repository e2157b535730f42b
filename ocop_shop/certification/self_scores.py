"""What a producer's own answers to a criteria sheet come to: points, a star, what is missing for it. No Django here.

It is a self-assessment. A council may see it otherwise, and only its decision counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from .criteria import Criterion, Option, Part, Sheet
from .rule_sets import RuleSet


@dataclass(frozen=True)
class PartScore:
    """The points of a part, the most that it gives, and how many of its criteria were answered."""

    part: Part
    points: int
    answered: int

    @property
    def of(self) -> int:
        """How many criteria it has."""
        return len(self.part.criteria)


@dataclass(frozen=True)
class Miss:
    """A criterion that keeps a star away, and the least option with which it would not."""

    criterion: Criterion
    needed: Option


@dataclass(frozen=True)
class Gap:
    """What is missing for a star: points up to its band, and criteria below their mark. Nothing: it is reached."""

    star: int
    points: Decimal
    misses: tuple[Miss, ...]

    @property
    def is_closed(self) -> bool:
        """Whether nothing is missing."""
        return not self.points and not self.misses


@dataclass(frozen=True)
class SelfScore:
    """All of it. `gaps` are those of the stars that there are certificates for, lowest first."""

    parts: tuple[PartScore, ...]
    gaps: tuple[Gap, ...]

    @property
    def total(self) -> int:
        """All points."""
        return sum(part.points for part in self.parts)

    @property
    def answered(self) -> int:
        """How many criteria were answered."""
        return sum(part.answered for part in self.parts)

    @property
    def of(self) -> int:
        """How many criteria there are."""
        return sum(part.of for part in self.parts)

    @property
    def star(self) -> int | None:
        """The highest star for which nothing is missing, nor for one below it; None for none."""
        reached = None
        for gap in self.gaps:
            if not gap.is_closed:
                break
            reached = gap.star
        return reached

    @property
    def next(self) -> Gap | None:
        """What is missing for the next star; None where there is none above."""
        return next((gap for gap in self.gaps if not gap.is_closed), None)

    def gap(self, star: int) -> Gap | None:
        """What is missing for this star."""
        return next((gap for gap in self.gaps if gap.star == star), None)


def score(sheet: Sheet, chosen: Mapping[str, int], rules: RuleSet) -> SelfScore:
    """What the answers `chosen` (code of a criterion: order of an option, 0 for none of them) come to.

    A criterion without an answer counts nothing. A mark binds its star and the stars above it: that is how the sheet's
    "minimum requirement" is read (Appendix II); the order of options decides, since two may give the same points.
    """
    parts = tuple(_part(part, chosen) for part in sheet.parts)
    total = Decimal(sum(part.points for part in parts))
    gaps = tuple(
        Gap(star, max(Decimal(0), Decimal(rules.bands[star][0]) - total), _misses(sheet, chosen, star))
        for star in sorted(rules.deciders)
        if star in rules.bands
    )
    return SelfScore(parts, gaps)


def needed(criterion: Criterion, star: int, chosen: int | None = None) -> Option | None:
    """The least option that a criterion asks for at `star`; None where it asks for nothing.

    Where a criterion tells cases apart, only the options of the case of the `chosen` one count; without an answer those
    of the first case.
    """
    case = (criterion.option(chosen) or criterion.options[0]).case
    marked = [one for one in criterion.options if one.star and one.star <= star and one.case == case]
    return max(marked, key=lambda one: one.order, default=None)


def _part(part: Part, chosen: Mapping[str, int]) -> PartScore:
    given = [one.option(chosen.get(one.code)) for one in part.criteria]
    answered = sum(one.code in chosen for one in part.criteria)
    return PartScore(part, sum(option.points for option in given if option), answered)


def _misses(sheet: Sheet, chosen: Mapping[str, int], star: int) -> tuple[Miss, ...]:
    asked = ((one, needed(one, star, chosen.get(one.code))) for one in sheet.criteria)
    return tuple(
        Miss(one, least) for one, least in asked if least is not None and chosen.get(one.code, 0) < least.order
    )
