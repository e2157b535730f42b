"""One row of data: accepted as an entry with its warnings, or refused for the first thing that is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from .columns import Role
from .entries import Entry, EntryKind, Finding
from .headers import Header
from .kinds import Kind, read_kind, split_note
from .places import Place, PlaceFinder
from .producer_names import kind_of
from .product_sets import SetReading, read_set
from .recognition import RowDecision, RowStar, Term, acting_decision, recognising_decision, star_of, term_of, written_on
from .revocations import reason_class
from .scores import fits, read_score
from .sheets import Value
from .stars import StarReading, find_star, read_star
from .tables import DataRow, Table

# Columns whose formula would put something calculated into the register; a running number may be calculated.
_NOT_TAKEN: Final = (None, Role.INDEX, Role.NOTE, Role.PHONE)
_FORMULA_SIGNS: Final = ("=", "+", "-", "@")
_TEXT_ROLES: Final = (Role.PRODUCT, Role.PRODUCER, Role.ADDRESS, Role.COMMUNE, Role.REPRESENTATIVE, Role.NOTE)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What became of a row: an entry with warnings, or an error. `star` is what its own cells say."""

    row: int
    star: RowStar
    effective: StarReading
    entry: Entry | None = None
    error: Finding | None = None
    warnings: tuple[Finding, ...] = ()


class _RowRefusedError(Exception):
    def __init__(self, reason: str, value: Value = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.value = value


class Judge:
    """Judges the rows of one table; `province` is the one the list is about, as printed."""

    def __init__(self, sheet: str | None, table: Table, places: PlaceFinder, province: str) -> None:
        self.sheet = sheet
        self.table = table
        self.header: Header = table.header
        self.places = places
        self.province = province
        self.revoking = table.is_revocation

    def judge(self, row: DataRow) -> Judgement:
        """The judgement on `row`; never raises."""
        star = star_of(row.cells, self.header)
        effective = self._effective(star, row)
        try:
            entry, warnings = self._accept(row, star, effective)
        except _RowRefusedError as refusal:
            error = Finding(self.sheet, row.number, refusal.reason, refusal.value)
            return Judgement(row.number, star, effective, error=error)
        return Judgement(row.number, star, effective, entry=entry, warnings=tuple(warnings))

    # Refusing.

    def _accept(self, row: DataRow, star: RowStar, effective: StarReading) -> tuple[Entry, list[Finding]]:
        self._refuse_formulas(row)
        product, producer = self._text(row, Role.PRODUCT), self._text(row, Role.PRODUCER)
        if not product:
            raise _RowRefusedError("missing_product_name")
        if not producer:
            raise _RowRefusedError("missing_producer")
        if effective.error:
            raise _RowRefusedError(effective.error, star.printed)
        if effective.is_blank and not self.revoking:
            raise _RowRefusedError("star_missing")
        decision = acting_decision(row, self.header, self.table.title, self.revoking, self.province)
        issued_on = self._issued_on(decision)
        term = term_of(row.cells, self.header) if not self.revoking else Term()
        self._refuse_term(term, issued_on)
        entry = self._entry(row, effective, decision, issued_on, term)
        place = self.places.place(row, self.header, self.province, written_on(self.table.title))
        entry = self._placed(entry, place)
        return entry, [*self._warnings(row, entry, star, decision, place), *self._term_doubts(row, term)]

    def _refuse_formulas(self, row: DataRow) -> None:
        for column in self.header.columns:
            cell = row.cells.get(column.number)
            if cell and cell.formula is not None and column.role not in _NOT_TAKEN:
                raise _RowRefusedError("formula_cell", cell.formula)

    @staticmethod
    def _issued_on(decision: RowDecision) -> date:
        if decision.error:
            raise _RowRefusedError(decision.error, decision.printed)
        if decision.dated.day is None:
            raise _RowRefusedError(decision.dated.error or "date_incomplete", decision.dated.printed)
        return decision.dated.day

    @staticmethod
    def _refuse_term(term: Term, issued_on: date) -> None:
        if term.until.error:
            raise _RowRefusedError(term.until.error, term.printed)
        if term.until.day and term.until.day < issued_on:
            raise _RowRefusedError("expiry_before_issue", term.printed)

    # Accepting.

    def _effective(self, star: RowStar, row: DataRow) -> StarReading:
        """The star that counts: the row's own, else its section's, else the title's.

        Five stars in a list of potential ones are a result of the province's council, not a certificate.
        """
        around = row.around("star") or self.table.title.star
        if star.reading.is_blank:
            return around
        noted = find_star(self._text(row, Role.NOTE)) if star.reading.stars == 5 else around
        if star.reading.stars == 5 and "potential_5" in (around.result, noted.result):
            return StarReading(result="potential_5")
        return star.reading

    def _entry(self, row: DataRow, star: StarReading, decision: RowDecision, issued_on: date, term: Term) -> Entry:
        product, bracketed = split_note(self._text(row, Role.PRODUCT))
        producer = self._text(row, Role.PRODUCER)
        found = self._set(row)
        issuer = decision.issuer.on(issued_on) if decision.issuer else None
        entry = Entry(
            sheet=self.sheet,
            row=row.number,
            as_=self._as(star),
            product=product,
            producer=producer,
            producer_type=kind_of(producer) or kind_of(self._text(row, Role.PRODUCER_KIND)),
            stars=star.stars,
            decision_no=decision.number or "",
            issued_on=issued_on,
            result=star.result,
            kind=None if self.revoking else self._kind(row, bracketed)[0],
            expires_on=term.until.day,
            valid_months=term.months,
            issuer=issuer.name if issuer else None,
            issuer_level=issuer.level if issuer else None,
            group_no=found.number,
            sector=found.sector,
            score=read_score(self._value(row, Role.SCORE)),
            old_stars=read_star(self._value(row, Role.OLD_STARS)).stars,
            previous_decision=recognising_decision(row, self.header, self.revoking),
            list_kind="revocation" if self.revoking else "recognition",
        )
        entry = self._described(entry, row)
        return self._revoking(entry, row) if self.revoking else entry

    def _described(self, entry: Entry, row: DataRow) -> Entry:
        return replace(
            entry,
            representative=self._text(row, Role.REPRESENTATIVE),
            phone=self._text(row, Role.PHONE),
            note=self._text(row, Role.NOTE),
            reference=self._text(row, Role.REFERENCE) or None,
        )

    def _as(self, star: StarReading) -> EntryKind:
        if self.revoking:
            return "revocation"
        return "evaluation" if star.result else "certificate"

    def _revoking(self, entry: Entry, row: DataRow) -> Entry:
        printed = self._text(row, Role.REASON)
        section = row.sections.get("reason")
        reason = reason_class(printed) or row.around("reason") or reason_class(entry.note)
        return replace(
            entry,
            result=None,
            recognised_by=entry.previous_decision,
            reason_class=reason,
            reason_text=printed or (section.words if section else ""),
        )

    def _placed(self, entry: Entry, place: Place) -> Entry:
        found = place.resolution
        return replace(
            entry,
            address=place.address,
            district=place.district,
            province_code=found.province_code or self.places.province_code(self.province),
            commune_code=found.commune_code,
            former_province_code=found.former_province_code,
        )

    def _kind(self, row: DataRow, bracketed: str) -> tuple[Kind | None, str]:
        stars = self._text(row, Role.STARS)
        for words in (self._text(row, Role.KIND), self._text(row, Role.NOTE), bracketed, stars):
            kind = read_kind(words) if words else None
            if kind:
                return kind, words
        section = row.sections.get("kind")
        return (section.kind, section.words) if section else (None, "")

    def _set(self, row: DataRow) -> SetReading:
        printed = read_set(self._text(row, Role.GROUP))
        section = row.sections.get("sector")
        if section is None or printed.number is not None:
            return printed
        return SetReading(section.group_no, printed.sector or section.sector)

    # Warning.

    def _warnings(
        self, row: DataRow, entry: Entry, star: RowStar, decision: RowDecision, place: Place
    ) -> Iterator[Finding]:
        for role in _TEXT_ROLES:
            words = self._text(row, role)
            if words.startswith(_FORMULA_SIGNS):
                yield self._finding(row, "formula_like_text", words)
        section = row.sections.get("star")
        is_other = not star.reading.is_blank and entry.stars is not None
        if section and is_other and star.reading != section.star:
            yield self._finding(row, "star_section_conflict", f"{star.printed} / {section.words}")
        if not decision.is_complete:
            yield self._finding(row, "decision_incomplete", decision.printed)
        if decision.dated.warning and not (decision.from_title and decision.dated is self.table.title.dated):
            yield self._finding(row, decision.dated.warning, decision.dated.printed)
        yield from self._doubts(row, entry)
        yield from self._place_doubts(row, place)

    def _doubts(self, row: DataRow, entry: Entry) -> Iterator[Finding]:
        if entry.as_ != "certificate" or entry.stars is None:
            return
        if entry.score is not None and not fits(entry.score, entry.stars, entry.issued_on):
            printed = self._text(row, Role.SCORE)
            yield self._finding(row, "score_star_mismatch", f"{printed} / {entry.stars} sao")
        low = entry.issuer_level == "commune" or (entry.issuer_level == "district" and entry.stars > 3)
        if low and entry.issuer:
            body = " ".join(word for word in entry.issuer.split() if not word[:1].isupper() or word == "UBND")
            yield self._finding(row, "issuer_level_unusual", f"{entry.stars} sao, {body}")
        kind, words = self._kind(row, split_note(self._text(row, Role.PRODUCT))[1])
        if kind == "upgrade" and entry.old_stars and entry.stars <= entry.old_stars:
            yield self._finding(row, "kind_star_mismatch", f"{words} {entry.old_stars} → {entry.stars}")

    def _term_doubts(self, row: DataRow, term: Term) -> Iterator[Finding]:
        if term.until.warning:
            yield self._finding(row, term.until.warning, term.until.printed)

    def _place_doubts(self, row: DataRow, place: Place) -> Iterator[Finding]:
        found = place.resolution
        part = found.part or place.address
        if found.outcome == "unresolved" and not place.names_only_a_district:
            yield self._finding(row, "unit_unresolved", part)
        elif found.outcome == "ambiguous":
            details = {"candidates": " ".join(found.candidates)}
            yield replace(self._finding(row, "unit_ambiguous", part), details=details)

    def _finding(self, row: DataRow, reason: str, value: Value) -> Finding:
        return Finding(self.sheet, row.number, reason, value)

    def _text(self, row: DataRow, role: Role) -> str:
        cell = self.header.cell(row.cells, role)
        return cell.text if cell else ""

    def _value(self, row: DataRow, role: Role) -> Value:
        cell = self.header.cell(row.cells, role)
        return cell.value if cell else None
