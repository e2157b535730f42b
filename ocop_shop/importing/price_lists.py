"""Reading a list of prices and stock that a producer has downloaded, changed and sent back. No Django here.

Columns are known by their words and may stand in any order; others are left aside. What stands in the last one says
what was there when the list was downloaded, so that only what was changed in the file is changed in the shop.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from ocop_shop.core import text
from ocop_shop.supply import amounts, figures
from ocop_shop.supply.figures import Figures

from .limits import FileRejected, Limits
from .readers import read_file
from .sheets import Book, Cell, Row, Sheet

__all__ = ["HEAD", "FileRejected", "HeaderMissing", "Line", "read"]

Column = Literal["code", "name", "price", "stock", "seen"]
HEAD: Final[Mapping[Column, str]] = {
    "code": "Mã",
    "name": "Tên hàng",
    "price": "Giá bán (đ)",
    "stock": "Số lượng còn",
    "seen": "Khi tải về (đừng sửa)",
}
"""The header of the list as it is downloaded."""
LIMITS: Final = Limits(bytes_sent=5 * 1024 * 1024, bytes_unpacked=60 * 1024 * 1024, sheets=20, rows=6_000, columns=60)
MOST: Final = 3_000
"""Rows that one list may bring."""
_WORDS: Final[Mapping[Column, tuple[str, ...]]] = {
    "code": ("ma", "ma hang", "ma san pham", "ma sp", "code", "sku"),
    "name": ("ten hang", "ten", "ten san pham", "ten hang hoa", "name", "product"),
    "price": ("gia ban d", "gia ban", "gia", "gia ban vnd", "gia ban dong", "price", "price d"),
    "stock": ("so luong con", "so luong", "con lai", "so luong con lai", "ton kho", "stock", "left"),
    "seen": ("khi tai ve dung sua", "khi tai ve"),
}
_HEADER_WITHIN: Final = 20


class HeaderMissing(ValueError):
    """No row of the file names the columns that are needed; `missing` are their headers."""

    def __init__(self, missing: tuple[str, ...]) -> None:
        super().__init__(missing)
        self.missing = missing


@dataclass(frozen=True)
class Line:
    """One row. `wanted` holds the figures of the columns that are there, None for an empty cell; `unread` what is shown
    by cells that are no whole number; `seen` what stood there at the download.
    """

    number: int
    code: str
    name: str
    wanted: Mapping[str, int | None] = field(default_factory=dict)
    unread: Mapping[str, str] = field(default_factory=dict)
    seen: Figures | None = None


def read(content: bytes, filename: str) -> list[Line]:
    """The rows of a file; raises `FileRejected` where it cannot be opened, `HeaderMissing` where it is another list."""
    sheet, header, columns = _table(read_file(content, filename, LIMITS))
    lines = list(_lines(sheet, header, columns))
    if len(lines) > MOST:
        raise FileRejected("file_too_large")
    return lines


def _table(book: Book) -> tuple[Sheet, int, dict[Column, int]]:
    nearest: tuple[str, ...] = (HEAD["code"], HEAD["price"])
    for sheet in book.sheets:
        for number, row in list(sheet)[:_HEADER_WITHIN] if not sheet.is_hidden else ():
            columns = _columns(row)
            missing = _missing(columns)
            if not missing:
                return sheet, number, columns
            if columns and len(missing) < len(nearest):
                nearest = missing
    raise HeaderMissing(nearest)


def _columns(row: Row) -> dict[Column, int]:
    found: dict[Column, int] = {}
    for at, cell in sorted(row.items()):
        words = text.key(cell.text)
        for column, known in _WORDS.items():
            if words in known and column not in found:
                found[column] = at
    return found


def _missing(columns: Mapping[Column, int]) -> tuple[str, ...]:
    """A list without prices may change stock alone, and the other way round."""
    wanted = [] if "code" in columns else [HEAD["code"]]
    return (*wanted, *(() if {"price", "stock"} & columns.keys() else (HEAD["price"],)))


def _lines(sheet: Sheet, header: int, columns: Mapping[Column, int]) -> Iterator[Line]:
    for number, row in sheet:
        if number <= header:
            continue
        told = {column: row.get(at) for column, at in columns.items()}
        if not any(told.values()):
            continue
        wanted: dict[str, int | None] = {}
        unread: dict[str, str] = {}
        for name in ("price", "stock"):
            if name in columns:
                _figure(told[name], name, wanted, unread)
        seen = figures.read(_text(told.get("seen")))
        yield Line(number, _text(told.get("code")), _text(told.get("name")), wanted, unread, seen)


def _figure(cell: Cell | None, name: str, wanted: dict[str, int | None], unread: dict[str, str]) -> None:
    try:
        wanted[name] = _whole(cell)
    except (amounts.NotWhole, OverflowError):
        unread[name] = str(cell.printed)[:40] if cell else ""


def _whole(cell: Cell | None) -> int | None:
    if cell is None:
        return None
    value = cell.value
    if isinstance(value, str):
        return amounts.whole(value)
    # A formula, a day, true and false are no numbers; of a calculated price nobody knows what it will be tomorrow.
    if (
        cell.formula is not None
        or isinstance(value, bool)
        or not isinstance(value, (int, float))
        or value != int(value)
    ):
        raise amounts.NotWhole(cell.text)
    return int(value)


def _text(cell: Cell | None) -> str:
    return cell.text if cell else ""
