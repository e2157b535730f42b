"""What a row says about star, decision and dates, with the sections and the title behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from .columns import Role
from .dates import NO_DATE, DateReading, read_date
from .decisions import DecisionReading, read_decision
from .headers import Header
from .issuers import Issuer, read_issuer
from .sheets import Cell, Row, Value
from .stars import StarReading, read_star
from .tables import DataRow
from .titles import Title
from .units import tidy

_MARK: Final = re.compile(r"(?:[xX×vV√✓✔☑●•○■▪+*★]|có|đạt|yes|1)[.]?", re.IGNORECASE)
_NO_MARK: Final = frozenset({"0", "không", "no"})
_TERM: Final = re.compile(r"(?P<count>\d{1,3})\s*(?:\([^)]*\)\s*)?(?P<unit>tháng|năm)(?!\s*\d{4})", re.IGNORECASE)
_USUAL_MONTHS: Final = frozenset({"12", "24", "36", "48", "60"})
_NO_DECISION: Final = DecisionReading()


@dataclass(frozen=True, slots=True)
class RowStar:
    """The star of a row as its own cells say it; `marked` are the star columns with a mark, `printed` is quoted."""

    reading: StarReading
    printed: Value = None
    marked: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class RowDecision:
    """The decision that acts on a row, its day and its issuer; `printed` stood in the row, if it stood there."""

    number: str | None
    dated: DateReading
    issuer: Issuer | None
    is_complete: bool = True
    error: str | None = None
    printed: Value = None
    from_title: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """How long a recognition holds: until a printed day, or for months; both None where nothing is printed."""

    until: DateReading = NO_DATE
    months: int | None = None
    printed: Value = None


def star_of(cells: Row, header: Header) -> RowStar:
    """The star that the row's own cells give: by a mark under a star, or in words."""
    marked = []
    for column in header.star_columns:
        cell = cells.get(column.number)
        if cell is None or cell.text.casefold() in _NO_MARK:
            continue
        if not _MARK.fullmatch(cell.text) and read_star(cell.value) != column.star:
            return RowStar(StarReading(error="star_unreadable"), cell.printed)
        marked.append((column, cell))
    if len(marked) > 1:
        printed = " | ".join(cell.text for _column, cell in marked)
        numbers = tuple(column.number for column, _cell in marked)
        return RowStar(StarReading(error="star_conflict"), printed, numbers)
    if marked:
        column, _cell = marked[0]
        return RowStar(column.star or StarReading(), column.label, (column.number,))
    cell = header.cell(cells, Role.STARS)
    return RowStar(read_star(cell.value), cell.printed) if cell else RowStar(StarReading())


def acting_decision(row: DataRow, header: Header, title: Title, revoking: bool, province: str) -> RowDecision:
    """The decision that acts on `row`: its own goes before the title's; in a revocation list, the revoking one."""
    role = Role.REVOKING_DECISION if revoking else Role.DECISION
    cell = header.cell(row.cells, role)
    own = read_decision(cell.value) if cell else _NO_DECISION
    if own.error:
        return RowDecision(None, own.dated, None, error=own.error, printed=own.printed)
    day = header.cell(row.cells, Role.ISSUED_ON) if not revoking else None
    dated = read_date(day.value) if day else DateReading()
    dated = dated if not dated.is_blank else own.dated
    if own.number is None and title.decision_no is None:
        return RowDecision(None, dated, None, error="decision_missing")
    is_titles = own.number is None or own.number == title.decision_no
    if dated.is_blank and is_titles:
        dated = title.dated
    year = header.cell(row.cells, Role.YEAR) if dated.is_blank and not revoking else None
    if year is not None:
        # A year alone is no day; quoting it shows what is missing.
        dated = DateReading(error="date_incomplete", printed=year.printed)
    issuer = _issuer(row, header, own, title, is_titles, revoking)
    issuer = issuer.within(province, row.around("district") or _district(row, header)) if issuer else None
    if own.number is None:
        return RowDecision(title.decision_no, dated, issuer, from_title=True)
    return RowDecision(own.number, dated, issuer, own.is_complete, printed=own.printed)


def recognising_decision(row: DataRow, header: Header, revoking: bool) -> str | None:
    """The number of the earlier decision that a row names: the one now revoked, or the one of the last recognition."""
    roles = (Role.DECISION, Role.OLD_DECISION) if revoking else (Role.OLD_DECISION,)
    cell = next((found for role in roles if (found := header.cell(row.cells, role))), None)
    return read_decision(cell.value).number if cell else None


def term_of(cells: Row, header: Header) -> Term:
    """How long the row says that its recognition holds."""
    cell = header.cell(cells, Role.EXPIRES)
    if cell is None:
        return Term()
    if isinstance(cell.value, str):
        match = _TERM.search(cell.text)
        if match and not re.search(r"tháng\s*\d{1,2}\s*năm|\d[/.-]\d", cell.text):
            count = int(match["count"])
            return Term(months=count * 12 if match["unit"].casefold() == "năm" else count, printed=cell.printed)
        if not re.search(r"\d", cell.text):
            return Term()
    # A lone 36 in a column about validity is a number of months, not the 36th day of a spreadsheet.
    if cell.text in _USUAL_MONTHS:
        return Term(months=int(cell.text), printed=cell.printed)
    return Term(read_date(cell.value), printed=cell.printed)


def written_on(title: Title) -> date | None:
    """The day on which a list was written, as far as its title tells."""
    return title.dated.day


def _issuer(
    row: DataRow, header: Header, own: DecisionReading, title: Title, is_titles: bool, revoking: bool
) -> Issuer | None:
    cell: Cell | None = header.cell(row.cells, Role.ISSUER) if not revoking else None
    named = read_issuer(cell.text) if cell else None
    if named or own.issuer:
        return named or own.issuer
    return title.issuer if is_titles or _same_body(own.number, title) else None


def _same_body(number: str | None, title: Title) -> bool:
    """Whether a row's own decision may come from the title's body: the letters behind both numbers are the same."""
    if not number or title.issuer is None:
        return False
    letters = number.rpartition("/")[2]
    return letters == (title.decision_no or "QĐ-UBND").rpartition("/")[2]


def _district(row: DataRow, header: Header) -> str:
    cell = header.cell(row.cells, Role.DISTRICT)
    return tidy(cell.text) if cell else ""
