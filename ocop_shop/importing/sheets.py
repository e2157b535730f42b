"""What a file is once it has been opened: sheets of cells, the same for a workbook and for a CSV file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from math import isfinite
from typing import Literal

from ocop_shop.core import text

Value = str | int | float | date | bool | None
SheetState = Literal["visible", "hidden", "veryHidden"]

# U+00D0 and U+00F0, the Icelandic eth, look like Đ and đ; old keyboards write them.
_ETH = str.maketrans({"Ð": "Đ", "ð": "đ"})
# What a spreadsheet shows where a calculation failed; it is no text that somebody wrote.
_CALCULATION_ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"})
# What people write in a cell to say that there is nothing.
_DASHES = frozenset("-–—−_.…/\\")


def clean(raw: str) -> str:
    """`raw` as it may be shown: NFC, plain single spaces, nothing invisible, and Đ where an eth stood for it."""
    return text.clean(raw.translate(_ETH))


@dataclass(frozen=True, slots=True)
class Cell:
    """One filled cell. `text` is what a reader sees; `spread` tells that it stands in the first row of a merge."""

    value: Value
    text: str
    formula: str | None = None
    spread: bool = False
    width: int = 1

    @property
    def printed(self) -> Value:
        """The value to quote in a report: the formula, the cleaned text, the bare number, a date in ISO form."""
        if self.formula is not None:
            return self.formula
        if isinstance(self.value, datetime | date):
            return self.value.isoformat()[:10]
        return self.text if isinstance(self.value, str) else self.value


def cell_of(value: Value) -> Cell | None:
    """The cell that holds `value`; None where there is nothing to read."""
    if isinstance(value, float) and not isfinite(value):
        value = str(value)
    if isinstance(value, str):
        value = clean(value)
        if not value or value in _CALCULATION_ERRORS or set(value) <= _DASHES:
            return None
        return Cell(value, value)
    return None if value is None else Cell(value, _shown(value))


def formula_of(source: str) -> Cell:
    """The cell that calculates `source`: its result is never taken."""
    return Cell(None, "", formula=clean(source))


def _shown(value: int | float | date | bool) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{Decimal(repr(value)):f}"
    return str(value)


Row = Mapping[int, Cell]


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """The filled cells of one sheet by row and column, both counted from 1. A CSV file is one sheet without a name."""

    name: str | None
    rows: Mapping[int, Row]
    state: SheetState = "visible"

    @property
    def is_hidden(self) -> bool:
        """Whether a reader of the file does not see this sheet."""
        return self.state != "visible"

    def __iter__(self) -> Iterator[tuple[int, Row]]:
        return iter(self.rows.items())


@dataclass(frozen=True, slots=True)
class Book:
    """An opened file; `encoding` is known for text files only."""

    sheets: tuple[Sheet, ...]
    encoding: str | None = None
    is_text: bool = field(default=False)


def spread(rows: dict[int, dict[int, Cell]], merges: Iterator[Merge] | tuple[Merge, ...]) -> None:
    """Let the value of each merged range hold for all its rows, in its first column."""
    last = max(rows, default=0)
    for merge in merges:
        first = rows.get(merge.top, {}).get(merge.left)
        if first is None:
            continue
        first = replace(first, width=merge.right - merge.left + 1)
        rows[merge.top][merge.left] = first
        for number in range(merge.top + 1, min(merge.bottom, last) + 1):
            if number in rows:
                rows[number].setdefault(merge.left, replace(first, spread=True))
