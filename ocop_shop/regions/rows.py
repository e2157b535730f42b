"""Places and what became of them, as plain values: the same from the carried files and from the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

Key = int | str

# Resolution 202/2025/QH15 and the end of districts.
MERGER = date(2025, 7, 1)
LAST_DAY_OF_DISTRICTS = MERGER - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place during one period; `key` tells it from others, since codes were re-used."""

    key: Key
    level: str
    code: str
    kind: str
    name: str
    parent: Key | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    aliases: tuple[str, ...] = ()

    @property
    def full_name(self) -> str:
        """Kind and name as they stand inside a sentence: "huyện Tiểu Cần"."""
        return f"{self.kind} {self.name}"

    def in_force(self, on: date) -> bool:
        """Whether the place exists on `on`."""
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_until is None or self.valid_until >= on
        )


@dataclass(frozen=True, slots=True)
class SuccessionRow:
    """On `on`, `old` became `new` or part of it."""

    old: Key
    new: Key
    on: date
    is_default: bool = True
    instrument: str = ""
