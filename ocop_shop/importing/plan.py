"""A file becomes a plan: what would be recorded, what is refused and why. Nothing is written and nothing raised."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from .columns import Role
from .decisions import read_decision
from .duplicates import Seen
from .entries import Entry, Finding, Plan, SheetFacts, TitleFacts
from .issuers import read_issuer
from .judging import Judge, Judgement
from .limits import DEFAULT_LIMITS, FileRejected, Limits
from .places import Gazetteer, PlaceFinder
from .readers import read_file
from .sheets import Book, Sheet
from .tables import Table, read_tables
from .tallies import mismatches

__all__ = ["Entry", "FindCertificate", "Finding", "Gazetteer", "Plan", "plan_of", "read_plan"]

FindCertificate = Callable[[Entry], str | None]
"""Given a revocation, the code of the certificate it takes away; None when the register has none."""


def read_plan(
    content: bytes,
    filename: str,
    gazetteer: Gazetteer,
    *,
    limits: Limits = DEFAULT_LIMITS,
    find_certificate: FindCertificate | None = None,
) -> Plan:
    """The plan for a file. A file that cannot be read gives a plan with `file_result` "rejected" and its reason.

    With `find_certificate`, revocations are matched with the register and those without a match are warned about.
    """
    try:
        book = read_file(content, filename, limits)
    except FileRejected as rejected:
        return Plan(filename, "rejected", rejected.reason)
    return plan_of(book, filename, gazetteer, find_certificate=find_certificate)


def plan_of(
    book: Book, filename: str, gazetteer: Gazetteer, *, find_certificate: FindCertificate | None = None
) -> Plan:
    """The plan for a file that has been opened."""
    planning = _Planning(PlaceFinder(gazetteer), find_certificate)
    for sheet in book.sheets:
        planning.read(sheet)
    return Plan(
        filename,
        encoding=book.encoding,
        sheets=tuple(planning.sheets),
        accepted=tuple(planning.accepted),
        errors=tuple(planning.errors),
        warnings=tuple(planning.warnings),
        data_rows=planning.data_rows,
    )


@dataclass
class _Planning:
    places: PlaceFinder
    find_certificate: FindCertificate | None
    seen: Seen = field(default_factory=Seen)
    sheets: list[SheetFacts] = field(default_factory=list)
    accepted: list[Entry] = field(default_factory=list)
    errors: list[Finding] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)
    data_rows: int = 0

    def read(self, sheet: Sheet) -> None:
        if sheet.is_hidden:
            self.sheets.append(SheetFacts(sheet.name, sheet.state))
            self.warnings.append(Finding(sheet.name, None, "hidden_sheet_ignored"))
            return
        tables = read_tables(sheet, self.places.province_code)
        if not tables:
            self.sheets.append(SheetFacts(sheet.name, sheet.state))
            self.warnings.append(Finding(sheet.name, None, "sheet_without_table"))
            return
        rows_in_sheet = 0
        provinces = []
        for table in tables:
            rows_in_sheet += len(table.rows)
            provinces.append(_province(table))
            self._take(sheet, table, provinces[-1], rows_in_sheet)
        self.sheets.append(_facts(sheet, tables, self.places.province_code(provinces[0])))

    def _take(self, sheet: Sheet, table: Table, province: str, rows_in_sheet: int) -> None:
        for column in table.header.unknown:
            self.warnings.append(Finding(sheet.name, table.header.rows[0], "unknown_column", column.label))
        judge = Judge(sheet.name, table, self.places, province)
        judgements = [self._settle(judge.judge(row)) for row in table.rows]
        self.data_rows += len(judgements)
        self.warnings.extend(_title_doubts(sheet, table, judgements))
        self.warnings.extend(mismatches(sheet.name, table, judgements, rows_in_sheet))

    def _settle(self, judgement: Judgement) -> Judgement:
        """Record what became of a row; a row accepted by itself may still repeat an earlier one."""
        entry, error = judgement.entry, judgement.error
        if entry is not None and (repeated := self.seen.refuse(entry)):
            entry, error = None, repeated
        if entry is None:
            self.errors.extend([error] if error else [])
            return replace(judgement, entry=None, error=error)
        self.warnings.extend(judgement.warnings)
        self.warnings.extend(filter(None, [self.seen.doubt(entry)]))
        entry = self._matched(entry)
        self.accepted.append(entry)
        return judgement

    def _matched(self, entry: Entry) -> Entry:
        if entry.as_ != "revocation" or self.find_certificate is None:
            return entry
        code = self.find_certificate(entry)
        if code is None:
            self.warnings.append(Finding(entry.sheet, entry.row, "certificate_not_found", entry.product))
        return replace(entry, match_certificate=code)


def _province(table: Table) -> str:
    """The province a table is about: its title's, or the one that all bodies named in its rows share."""
    if table.title.province:
        return table.title.province
    return next(iter(named)) if len(named := set(_provinces_of_issuers(table))) == 1 else ""


def _provinces_of_issuers(table: Table) -> Iterator[str]:
    for row in table.rows:
        body, decision = table.header.cell(row.cells, Role.ISSUER), table.header.cell(row.cells, Role.DECISION)
        issuer = read_issuer(body.text) if body else None
        if issuer is None and decision and "của" in decision.text.casefold():
            issuer = read_decision(decision.value).issuer
        if issuer and issuer.province:
            yield issuer.province


def _title_doubts(sheet: Sheet, table: Table, judgements: list[Judgement]) -> Iterator[Finding]:
    """What is doubtful in a title is said once, and only if rows rest on it."""
    title = table.title
    if not any(judgement.entry and judgement.entry.decision_no == title.decision_no for judgement in judgements):
        return
    if not title.is_complete:
        yield Finding(sheet.name, title.row, "decision_incomplete", title.decision_no)
    if title.dated.warning:
        yield Finding(sheet.name, title.row, title.dated.warning, title.dated.printed)


def _facts(sheet: Sheet, tables: tuple[Table, ...], province_code: str | None) -> SheetFacts:
    title = tables[0].title
    printed = [totals.printed.whole for table in tables for totals in table.totals]
    return SheetFacts(
        sheet.name,
        sheet.state,
        table=True,
        header_rows=tuple(number for table in tables for number in table.header.rows),
        title=TitleFacts(
            decision_no=title.decision_no,
            issued_on=title.dated.day,
            stars=title.star.stars,
            issuer=title.issuer.on(title.dated.day) if title.issuer and title.dated.day else title.issuer,
            province_code=province_code,
            list_kind="revocation" if tables[0].is_revocation else "recognition",
        ),
        printed_total=next((whole for whole in reversed(printed) if whole is not None), None),
    )
