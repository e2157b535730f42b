"""Reading what came in from a bank's statement, as a bank's website gives it: a workbook, a CSV file, or copied rows.

Banks name and order their columns as they like; they are known by their words. Money that went out is left aside. A row
that cannot be read is named, and the others are read all the same.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from ocop_shop.core import money, text

from .readers import FileRejected, read_file
from .sheets import Cell, Row, Sheet

Column = Literal["amount", "purpose", "reference", "day", "spent"]
Problem = Literal["amount_unreadable", "purpose_missing"]

_WORDS: Final[Mapping[Column, tuple[str, ...]]] = {
    "spent": ("ghi no", "phat sinh no", "tien ra", "rut ra", "debit", "withdrawal"),
    "amount": ("ghi co", "phat sinh co", "tien vao", "gui vao", "credit", "deposit", "so tien", "amount"),
    "purpose": ("noi dung", "dien giai", "mo ta", "description", "details", "remark", "content"),
    "reference": ("tham chieu", "ma giao dich", "ma gd", "so but toan", "so ct", "reference", "transaction id", "ref"),
    "day": ("ngay", "date", "thoi gian", "time"),
}
# Columns with such words are about accounts, whatever else they say.
_ACCOUNTS: Final = ("tai khoan", "account")
_MADE: Final = "row:"
_LONGEST_KEY: Final = 200
_HEADER_WITHIN: Final = 40
_GROUPED: Final = re.compile(r"(?P<whole>\d{1,3}(?:[.,\s]\d{3})+|\d+)(?:[.,](?P<cents>\d{1,2}))?")


@dataclass(frozen=True)
class Entry:
    """Money that came in, by row `number` of `sheet`. `key` is the bank's reference, or made of what the row says."""

    key: str
    amount: Decimal
    purpose: str
    day: str
    number: int
    sheet: str

    @property
    def is_unnamed(self) -> bool:
        """Whether the bank gave no reference, so that another file may call the same transfer otherwise."""
        return self.key.startswith(_MADE)


@dataclass(frozen=True)
class Unread:
    """A row of which it is not known what it says."""

    number: int
    sheet: str
    problem: Problem
    shown: str


class NoSuchTable(FileRejected):
    """It can be opened, and nothing in it looks like a statement."""


@dataclass(frozen=True)
class Statement:
    """All that a statement says has come in."""

    entries: tuple[Entry, ...]
    unread: tuple[Unread, ...]


def read(content: bytes, filename: str) -> Statement:
    """The statement in a file; raises `FileRejected` for one that cannot be opened, `NoSuchTable` for another one."""
    entries: list[Entry] = []
    unread: list[Unread] = []
    found = False
    for sheet in read_file(content, filename).sheets:
        columns = _columns(sheet)
        if columns is None:
            continue
        found = True
        for line in _lines(sheet, *columns):
            (entries if isinstance(line, Entry) else unread).append(line)  # type: ignore[arg-type]
    if not found:
        raise NoSuchTable("file_unreadable")
    return Statement(tuple(_told_apart(entries)), tuple(unread))


def pasted(words: str) -> Statement:
    """The statement in rows that were copied from a page or a spreadsheet; raises as `read`."""
    return read(words.encode(), "pasted.csv")


def amount_of(cell: Cell) -> Decimal | None:
    """A sum of money as banks print it: "+1.250.000", "1,250,000.00 VND", a number; None where it is not one."""
    if isinstance(cell.value, bool) or cell.value is None:
        return None
    if isinstance(cell.value, int | float):
        return Decimal(str(cell.value))
    bare = re.sub(r"(?i)vnd|vnđ|đ|₫", "", cell.text).strip().lstrip("+").strip()
    sign, bare = (-1, bare[1:].strip()) if bare[:1] in {"-", "–", "−"} else (1, bare)
    match = _GROUPED.fullmatch(bare)
    if match is None:
        return None
    whole = re.sub(r"[.,\s]", "", match["whole"])
    return sign * Decimal(f"{whole}.{match['cents'] or 0}")


def _columns(sheet: Sheet) -> tuple[int, dict[Column, int]] | None:
    """The row of the header and where each column stands; None where there is no such table."""
    for number, row in list(sheet)[:_HEADER_WITHIN]:
        found: dict[Column, int] = {}
        for at, cell in sorted(row.items()):
            named = _named(cell)
            if named and named not in found:
                found[named] = at
        if "amount" in found and "purpose" in found:
            return number, found
    return None


def _named(cell: Cell) -> Column | None:
    words = f" {text.key(cell.text)} "
    if not isinstance(cell.value, str) or len(words) > 60 or any(f" {word} " in words for word in _ACCOUNTS):
        return None
    return next((column for column, known in _WORDS.items() if any(f" {word} " in words for word in known)), None)


def _lines(sheet: Sheet, header: int, columns: Mapping[Column, int]) -> Iterator[Entry | Unread]:
    name = sheet.name or ""
    for number, row in sheet:
        if number <= header:
            continue
        paid, purpose = row.get(columns["amount"]), _text(row, columns, "purpose")
        if paid is None:
            continue  # money that went out, a heading, an empty row
        amount = amount_of(paid)
        if amount is None or amount >= money.TOO_MUCH or amount != amount.to_integral_value():
            if purpose:
                yield Unread(number, name, "amount_unreadable", paid.text)
        elif amount > 0 and not _is_a_total(row, columns, purpose):
            if not purpose:
                yield Unread(number, name, "purpose_missing", paid.text)
                continue
            day, reference = (_text(row, columns, column) for column in ("day", "reference"))
            key = reference if 0 < len(reference) <= _LONGEST_KEY else _made_key(day, amount, purpose)
            yield Entry(key, amount, purpose, day, number, name)


def _is_a_total(row: Row, columns: Mapping[Column, int], purpose: str) -> bool:
    """A sum at the end, with no day and no reference."""
    beside = any(_text(row, columns, column) for column in ("day", "reference"))
    return not beside and (not purpose or text.key(purpose).startswith(("tong", "cong", "total", "so du")))


def _text(row: Row, columns: Mapping[Column, int], column: Column) -> str:
    cell = row.get(columns[column]) if column in columns else None
    return cell.text if cell else ""


def _made_key(day: str, amount: Decimal, purpose: str) -> str:
    said = "\n".join((day, f"{amount.normalize():f}", text.key(purpose)))
    return f"{_MADE}{hashlib.sha256(said.encode()).hexdigest()[:32]}"


def _told_apart(entries: list[Entry]) -> Iterator[Entry]:
    """Two rows that say the same are two transfers; the second gets a key of its own, the same in the next file."""
    times = Counter[str]()
    for entry in entries:
        times[entry.key] += 1
        if times[entry.key] == 1 or not entry.key.startswith(_MADE):
            yield entry
        else:
            yield Entry(
                f"{entry.key}:{times[entry.key]}", entry.amount, entry.purpose, entry.day, entry.number, entry.sheet
            )
