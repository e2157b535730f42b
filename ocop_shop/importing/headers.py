"""Finding the header of a table: one row or up to three, and the role of every column under it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from .columns import Role, role_of, role_under, star_of_column
from .sheets import Cell, Row, Sheet
from .stars import StarReading

_MOST_ROWS: Final = 3
# With a product's name, one of these makes a row of words a header and not a title.
_COMPANIONS: Final = frozenset(Role) - {Role.PRODUCT, Role.NOTE, Role.YEAR, Role.PHONE}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its place, its printed header, its role (None: unknown) and, for a star column, its star."""

    number: int
    label: str
    role: Role | None
    star: StarReading | None = None


@dataclass(frozen=True)
class Header:
    """The header of one table: the rows it takes and its columns from left to right."""

    rows: tuple[int, ...]
    columns: tuple[Column, ...]

    @cached_property
    def places(self) -> Mapping[Role, tuple[int, ...]]:
        """The columns of each role that occurs."""
        found: dict[Role, tuple[int, ...]] = {}
        for column in self.columns:
            if column.role is not None:
                found[column.role] = (*found.get(column.role, ()), column.number)
        return found

    @cached_property
    def star_columns(self) -> tuple[Column, ...]:
        """The columns where a mark gives the star."""
        return tuple(column for column in self.columns if column.role is Role.STAR_MARK)

    @property
    def unknown(self) -> tuple[Column, ...]:
        """The columns whose header says nothing to us."""
        return tuple(column for column in self.columns if column.role is None)

    def first(self, role: Role) -> int | None:
        """The first column of `role`, None when the table has none."""
        return self.places.get(role, (None,))[0]

    def cell(self, row: Row, role: Role) -> Cell | None:
        """The first filled cell of `row` in a column of `role`."""
        return next((row[number] for number in self.places.get(role, ()) if number in row), None)


def find_header(sheet: Sheet, number: int) -> Header | None:
    """The header that begins in row `number` of `sheet`; None when that row is not one."""
    row = sheet.rows.get(number)
    if row is None or len(row) < 2 or not _is_header(row):
        return None
    rows, labels = [number], dict(row)
    columns = {place: _column(place, cell.text) for place, cell in row.items() if cell.text}
    while len(rows) < _MOST_ROWS:
        below = sheet.rows.get(rows[-1] + 1, {})
        if not _continues(labels, below):
            break
        own = {place: cell for place, cell in below.items() if not cell.spread}
        columns |= {place: _column(place, cell.text, _parent(labels, place)) for place, cell in own.items()}
        labels |= own
        rows.append(rows[-1] + 1)
    return Header(tuple(rows), tuple(column for _place, column in sorted(columns.items())))


def is_number_row(row: Row) -> bool:
    """Whether `row` only numbers the columns: "(1) (2) (3)", "1 2 3" or "A B 1 2"."""
    words = [cell.text.strip("()[] .") for _place, cell in sorted(row.items())]
    numbers = [int(word) for word in words if word.isdecimal() and len(word) <= 3]
    letters = [word for word in words if len(word) == 1 and word.isalpha()]
    steady = numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else False
    return len(words) >= 3 and len(numbers) >= 2 and steady and len(numbers) + len(letters) == len(words)


def _is_header(row: Row) -> bool:
    if any(not isinstance(cell.value, str) or cell.text.isdecimal() for cell in row.values()):
        return False
    columns = [_column(place, cell.text) for place, cell in row.items()]
    roles = {column.role for column in columns if column.role is not None}
    known = sum(column.role is not None for column in columns)
    return Role.PRODUCT in roles and bool(roles & _COMPANIONS) and known * 2 >= len(columns)


def _continues(row: Row, below: Row) -> bool:
    """Whether the row below belongs to the header: second-level headers side by side, under wider ones."""
    own = {place: cell for place, cell in below.items() if not cell.spread}
    # One lone cell below a header is a section, unless the header itself is merged over both rows.
    if not own or (len(own) < 2 and len(own) == len(below)):
        return False
    if any(cell.formula or (place in row and row[place].width < cell.width) for place, cell in own.items()):
        return False
    if any(role_of(row[place].text) is Role.INDEX for place in own if place in row):
        return False
    return all(role_under(_parent(row, place), cell.text) or star_of_column(cell.text) for place, cell in own.items())


def _parent(row: Row, place: int) -> str:
    """The header above `place`: its own, or the nearest one to the left, which a merge stretches over it."""
    left = max((column for column in row if column <= place), default=None)
    return row[left].text if left is not None else ""


def _column(place: int, label: str, parent: str = "") -> Column:
    star = star_of_column(label)
    if star is not None:
        return Column(place, label, Role.STAR_MARK, star)
    role = role_under(parent, label) if parent else role_of(label)
    return Column(place, label, role)
