"""The tables of a sheet: each with its title, its header, its rows of data and what stands around every row."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Final

from .columns import Role
from .headers import Header, find_header, is_number_row
from .rows import Section, kind_of_row
from .sheets import Row, Sheet
from .titles import NO_TITLE, Title, is_revocation, read_title
from .totals import PrintedTotals, read_totals

_SUBJECTS: Final = ("province", "district", "commune", "sector", "star", "kind", "reason")


@dataclass(frozen=True, slots=True)
class DataRow:
    """One row of data and the sections it stands in, by what they are about ("star", "district", …)."""

    number: int
    cells: Row
    sections: Mapping[str, Section]

    def around(self, subject: str) -> Any:
        """What the nearest section about `subject` says; None when no section does."""
        section = self.sections.get(subject)
        return getattr(section, subject) if section else None


@dataclass(frozen=True, slots=True)
class TotalsRow:
    """A totals row, how many rows of its table stood above it, and how many of them above its section."""

    printed: PrintedTotals
    rows_above: int
    rows_before_section: int


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a sheet."""

    title: Title
    header: Header
    rows: tuple[DataRow, ...]
    totals: tuple[TotalsRow, ...]

    @property
    def is_revocation(self) -> bool:
        """Whether the table takes recognitions away: by its title, or by a column for the reasons."""
        return _revokes(self.title, self.header)


def read_tables(sheet: Sheet, province_code: Callable[[str], str | None]) -> tuple[Table, ...]:
    """The tables of `sheet` from top to bottom; empty when nothing in it looks like a list of products."""
    walk = _Walk(sheet, province_code)
    for number in sorted(sheet.rows):
        walk.step(number)
    return tuple(table.frozen() for table in walk.tables)


@dataclass
class _OpenTable:
    title: Title
    header: Header
    rows: list[DataRow] = field(default_factory=list)
    totals: list[TotalsRow] = field(default_factory=list)
    sections: dict[str, Section] = field(default_factory=dict)
    section_began: int = 0
    closed: bool = False

    def frozen(self) -> Table:
        return Table(self.title, self.header, tuple(self.rows), tuple(self.totals))

    @property
    def revoking(self) -> bool:
        return _revokes(self.title, self.header)

    def enter(self, section: Section) -> None:
        """Let `section` hold from here on. A subject that came earlier is the outer one and ends the inner ones."""
        for subject in _SUBJECTS:
            if subject not in section.subjects:
                continue
            if subject in self.sections:
                order = list(self.sections)
                for inner in order[order.index(subject) :]:
                    if self.sections[inner] is not section:
                        del self.sections[inner]
            self.sections[subject] = section
        self.section_began = len(self.rows)


class _Walk:
    def __init__(self, sheet: Sheet, province_code: Callable[[str], str | None]) -> None:
        self.sheet = sheet
        self.province_code = province_code
        self.tables: list[_OpenTable] = []
        self.loose: list[tuple[int, Row]] = []
        self.header_rows: set[int] = set()

    def step(self, number: int) -> None:
        row = self.sheet.rows[number]
        if number in self.header_rows:
            return
        header = find_header(self.sheet, number)
        if header:
            self._begin(header)
        elif not self.tables:
            self.loose.append((number, row))
        elif not is_number_row(row):
            self._below(self.tables[-1], number, row)

    def _begin(self, header: Header) -> None:
        self.header_rows.update(header.rows)
        current = self.tables[-1] if self.tables else None
        # The header repeated at a page break goes on with the same table.
        if current and not self.loose and _same_columns(current.header, header):
            current.header = replace(header, rows=(*current.header.rows, *header.rows))
            return
        title = read_title(self.loose, self.province_code)
        if is_revocation(self.sheet.name or ""):
            title = replace(title, list_kind="revocation")
        before = current.title if current else NO_TITLE
        self.tables.append(_OpenTable(_inherited(title, before, self.loose), header))
        self.loose = []

    def _below(self, table: _OpenTable, number: int, row: Row) -> None:
        kind, section = kind_of_row(row, table.header, revoking=table.revoking, closed=table.closed)
        if kind == "data":
            table.rows.append(DataRow(number, row, MappingProxyType(dict(table.sections))))
            self.loose = []
        elif kind == "section" and section:
            table.enter(section)
            # Perhaps it is the first line of the next table's title.
            self.loose.append((number, row))
        elif kind == "total":
            totals = read_totals(number, row, table.header)
            table.totals.append(TotalsRow(totals, len(table.rows), table.section_began))
            self.loose = []
        else:
            table.closed = table.closed or kind == "end"
            self.loose.append((number, row))


def _revokes(title: Title, header: Header) -> bool:
    if title.list_kind == "revocation" or Role.REVOKING_DECISION in header.places:
        return True
    return any(column.role is Role.REASON and is_revocation(column.label) for column in header.columns)


def _same_columns(one: Header, other: Header) -> bool:
    return [(column.number, column.label) for column in one.columns] == [
        (column.number, column.label) for column in other.columns
    ]


def _inherited(title: Title, before: Title, lines: list[tuple[int, Row]]) -> Title:
    """The title of a further table; what it leaves unsaid holds on from the title above it."""
    if before is NO_TITLE:
        return title
    revoking = is_revocation(" ".join(cell.text for _number, row in lines for cell in row.values()))
    list_kind = before.list_kind if not title.decision_no and not revoking and not lines else title.list_kind
    if title.decision_no:
        return replace(title, province=title.province or before.province, list_kind=list_kind)
    return replace(
        before,
        issuer=title.issuer or before.issuer,
        province=title.province or before.province,
        star=title.star if lines else before.star,
        list_kind=list_kind,
    )
