"""Prices and stock by spreadsheet: the list to take away, and what would become of one that is sent back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any, Final, Literal

from django.core import signing
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from ocop_shop.core.spreadsheets import neutral, neutral_in_workbook
from ocop_shop.importing.price_lists import HEAD, Line
from ocop_shop.importing.sheets import clean
from ocop_shop.supply import amounts, figures, records
from ocop_shop.supply.figures import CHANGED, NOT_A_NUMBER, Fault, Figures, Row
from ocop_shop.supply.standing import figures_of

from .price_grid import joined
from .price_words import sentence

_SALT: Final = "ocop.portal.prices"
MAX_AGE: Final = 60 * 60
"""Seconds for which a dry run may be applied."""
_SHOWN: Final[tuple[Literal["price", "stock"], ...]] = ("price", "stock")
_WIDTHS: Final = {"A": 20, "B": 48, "C": 16, "D": 16, "E": 24}


class TokenOver(ValueError):
    """A dry run that is too old, was changed, or is of somebody else."""


@dataclass(frozen=True)
class Planned:
    """What a row of the file would do. `errors` keep all from being written, `warnings` have to be read first."""

    number: int
    name: str
    code: str
    before: Figures
    after: Figures
    row: Row | None = None
    errors: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def is_change(self) -> bool:
        """Whether anything would be written."""
        return self.before != self.after

    @property
    def shown(self) -> list[tuple[str, str, str, bool]]:
        """Price and stock under their headers, before and after, and whether they differ."""
        found = []
        for name in _SHOWN:
            before, after = getattr(self.before, name), getattr(self.after, name)
            texts = (amounts.grouped(before) or "–", amounts.grouped(after) or "–")
            found.append((HEAD[name], *texts, before != after))
        return found


@dataclass(frozen=True)
class Plan:
    """A dry run: all rows of the file, in its order."""

    lines: tuple[Planned, ...]

    @property
    def errors(self) -> int:
        """Rows with which something is wrong."""
        return sum(bool(line.errors) for line in self.lines)

    @property
    def warnings(self) -> int:
        """Rows that somebody else has changed since the file was downloaded."""
        return sum(bool(line.warnings) for line in self.lines)

    @property
    def changes(self) -> list[Planned]:
        """Rows that would be written."""
        return [line for line in self.lines if line.is_change and not line.errors]

    @property
    def same(self) -> int:
        """Rows that say what stands there already."""
        return sum(not line.is_change and not line.errors for line in self.lines)

    @property
    def told(self) -> list[Planned]:
        """Rows that are worth reading: what is wrong first."""
        worth = [line for line in self.lines if line.errors or line.is_change]
        return sorted(worth, key=lambda line: (not line.errors, not line.warnings, line.number))


def workbook(producer: Any) -> bytes:
    """The own stock records of `producer` as a workbook. No cell of it can begin a formula."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "Giá và tồn kho"
    sheet.append(list(HEAD.values()))
    for record in joined(records.of_producer(producer)):
        now = figures_of(record)
        code = neutral_in_workbook(record.partner_sku)
        name = neutral_in_workbook(records.name_of(record.product))
        sheet.append([code, name, now.price, now.stock, figures.written(now)])
    _dress(sheet)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _dress(sheet: Any) -> None:
    sheet.freeze_panes = "C2"
    for column, width in _WIDTHS.items():
        sheet.column_dimensions[column].width = width
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for code, name, price, stock, seen in sheet.iter_rows(min_row=2):
        # Text, so that a code keeps its zeros in front.
        code.number_format = "@"
        name.alignment = Alignment(wrap_text=True, vertical="top")
        price.number_format = stock.number_format = "#,##0"
        seen.font = Font(color="FF8A8A8A")


def plan(producer: Any, lines: Iterable[Line]) -> Plan:
    """What the rows of a file would do now. Two queries."""
    by_code = _by_code(producer)
    met: set[int] = set()
    return Plan(tuple(_planned(line, by_code.get(clean(line.code)), met) for line in lines))


def plan_again(producer: Any, rows: Iterable[tuple[int, Row]]) -> Plan:
    """The same for rows of a dry run that could not be applied any more; records that are gone are left out."""
    listed = list(rows)
    own = records.of_producer(producer).filter(pk__in=[row.record for _number, row in listed])
    kept = {record.pk: record for record in joined(own)}
    return Plan(tuple(_judged(number, kept[row.record], row, ()) for number, row in listed if row.record in kept))


def pack(user: Any, producer: Any, found: Plan, *, warned: bool) -> str:
    """The rows to be written as a signed text for the browser to bring back; `unpack` reads it.

    `warned`: somebody else has changed some of them, and it has to be read before they are written.
    """
    rows = [
        [line.number, line.row.record, figures.written(line.before), figures.written(line.after)]
        for line in found.changes
        if line.row
    ]
    said = {"user": user.pk, "producer": producer.pk, "warned": warned, "rows": rows}
    return signing.dumps(said, salt=_SALT, compress=True)


def unpack(token: str, user: Any, producer: Any) -> tuple[bool, list[tuple[int, Row]]]:
    """Whether there was a warning, and the rows of a dry run with their numbers in the file. Raises `TokenOver`."""
    try:
        said = signing.loads(token, salt=_SALT, max_age=MAX_AGE)
    except signing.BadSignature as bad:
        raise TokenOver from bad
    if (said["user"], said["producer"]) != (user.pk, producer.pk):
        raise TokenOver
    return said["warned"], [
        (number, Row(key, _figures(seen), _figures(wanted))) for number, key, seen, wanted in said["rows"]
    ]


def _figures(text: str) -> Figures:
    return figures.read(text) or Figures()


def _by_code(producer: Any) -> dict[str, Any]:
    """Own records by their code as a reader of files gives it back: cleaned, and with the mark against formulas."""
    found: dict[str, Any] = {}
    for record in joined(records.of_producer(producer)):
        for code in (record.partner_sku, str(neutral(record.partner_sku))):
            found.setdefault(clean(code), record)
    return found


def _planned(line: Line, record: Any, met: set[int]) -> Planned:
    if record is None:
        told = _("No goods of yours have the code “%(code)s”. Copy it from a fresh list.") % {"code": line.code[:60]}
        empty = Figures()
        return Planned(line.number, line.name, line.code, empty, empty, errors=(told if line.code else _no_code(),))
    now = figures_of(record)
    seen = line.seen or now
    row = Row(record.pk, seen, replace(seen, **line.wanted))
    wrong = [Fault(record.pk, name, NOT_A_NUMBER) for name in line.unread]
    if record.pk in met:
        wrong.append(Fault(record.pk, "price", figures.TWICE))
    met.add(record.pk)
    return _judged(line.number, record, row, wrong)


def _judged(number: int, record: Any, row: Row, wrong: Iterable[Fault]) -> Planned:
    now = figures_of(record)
    found = list(figures.faults([row], {record.pk: now}))
    errors = [*wrong, *(fault for fault in found if fault.reason != CHANGED)]
    return Planned(
        number,
        records.name_of(record.product),
        record.partner_sku,
        now,
        figures.target(row, now),
        row,
        tuple(f"{_HEADS[fault.field]}: {sentence(fault)}" for fault in errors),
        tuple(sentence(fault) for fault in found if fault.reason == CHANGED),
    )


_HEADS: Final = {"price": HEAD["price"], "stock": HEAD["stock"], "low": ""}


def _no_code() -> str:
    return _("This row has no code. Copy it from a fresh list.")
