"""Calendar months in Vietnam, as statements are made by them. Plain rules."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Self

from ocop_shop.core import clock

_WRITTEN = re.compile(r"(2[0-9]{3})-(0[1-9]|1[0-2])")


@dataclass(frozen=True, order=True)
class Month:
    """A month; `str()` is "2026-11"."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Self:
        """The month that a day lies in."""
        return cls(day.year, day.month)

    @classmethod
    def read(cls, written: str) -> Self | None:
        """The month that is written as "2026-11"; None for anything else."""
        found = _WRITTEN.fullmatch(written)
        return cls(int(found[1]), int(found[2])) if found else None

    def __str__(self) -> str:
        return f"{self.year}-{self.number:02}"

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.number, 1)

    @property
    def following(self) -> Month:
        """The month after it."""
        return Month(self.year + self.number // 12, self.number % 12 + 1)

    @property
    def before(self) -> Month:
        """The month before it."""
        return Month.of(self.first - timedelta(days=1))

    @property
    def begins(self) -> datetime:
        """The moment at which it begins in Vietnam."""
        return clock.start_of(self.first)

    @property
    def ends(self) -> datetime:
        """The moment at which the next one begins."""
        return self.following.begins

    def is_over(self, today: date) -> bool:
        """Whether it is past."""
        return self < Month.of(today)

    def due_on(self, days: int) -> date:
        """So many days after its last day."""
        return self.following.first + timedelta(days=days - 1)

    @property
    def shown(self) -> str:
        """As people write it: "11/2026"."""
        return f"{self.number:02}/{self.year}"
