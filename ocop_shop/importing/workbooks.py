"""Reading .xlsx: every cell as it was typed. Formulas are seen and never calculated, nothing outside is opened."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from itertools import islice
from typing import Any, cast

from openpyxl import load_workbook
from openpyxl.utils.cell import range_boundaries

from .limits import FileRejected, Limits
from .sheets import Book, Cell, Merge, Sheet, SheetState, cell_of, formula_of, spread

_MERGE = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]*?\bref=[\"']([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})[\"']")
_CHUNK = 1 << 20
_OVERLAP = 512


def read_workbook(content: bytes, limits: Limits) -> Book:
    """The sheets of the workbook in `content`; raises `FileRejected` when it is broken or holds too much."""
    try:
        return _read(content, limits)
    except FileRejected:
        raise
    # A damaged workbook fails anywhere inside zipfile, the XML parser or openpyxl, with any kind of error.
    except Exception as error:
        raise FileRejected("file_unreadable") from error


def _read(content: bytes, limits: Limits) -> Book:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        _refuse_bombs(archive, limits)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(BytesIO(content), read_only=True, keep_links=False)
            try:
                if not book.worksheets:
                    raise FileRejected("file_unreadable")
                if len(book.worksheets) > limits.sheets:
                    raise FileRejected("file_too_large")
                sheets = tuple(_sheet(sheet, archive, limits) for sheet in cast("list[Any]", book.worksheets))
            finally:
                book.close()
    return Book(sheets)


def _refuse_bombs(archive: zipfile.ZipFile, limits: Limits) -> None:
    members = archive.infolist()
    if len(members) > limits.archive_members:
        raise FileRejected("file_too_large")
    # zipfile never unpacks more than the directory announces, so the announced sizes can be trusted as upper bounds.
    if sum(member.file_size for member in members) > limits.bytes_unpacked:
        raise FileRejected("file_too_large")
    if any(member.flag_bits & 0x1 for member in members):
        raise FileRejected("file_unreadable")


def _sheet(sheet: Any, archive: zipfile.ZipFile, limits: Limits) -> Sheet:
    name, state = str(sheet.title), cast("SheetState", sheet.sheet_state)
    if state != "visible":
        return Sheet(name, {}, state)
    # The size a workbook states for itself is often wrong, and then rows would be lost.
    sheet.reset_dimensions()
    rows: dict[int, dict[int, Cell]] = {}
    total = 0
    for number, row in _filled_rows(sheet, limits):
        total += len(row)
        if len(rows) >= limits.rows or total > limits.cells:
            raise FileRejected("file_too_large")
        rows[number] = row
    # openpyxl tells of merges only when it holds the whole sheet, each merged cell as an object of its own.
    merges = tuple(islice(_merges(archive, sheet._worksheet_path.lstrip("/")), limits.merges + 1))
    if len(merges) > limits.merges:
        raise FileRejected("file_too_large")
    spread(rows, merges)
    return Sheet(name, rows)


def _filled_rows(sheet: Any, limits: Limits) -> Iterator[tuple[int, dict[int, Cell]]]:
    for position, cells in enumerate(sheet.iter_rows(), start=1):
        if position > limits.last_row:  # a row may claim any number, and empty ones are read up to it
            raise FileRejected("file_too_large")
        row = {}
        for column, cell in enumerate(cells[: limits.columns], start=1):
            if cell.value is not None and (read := _cell(cell)) is not None:
                row[column] = read
        if row:
            yield position, row


def _cell(cell: Any) -> Cell | None:
    value = cell.value
    if cell.data_type == "f":
        return formula_of(str(getattr(value, "text", None) or value))
    if isinstance(value, datetime):
        return cell_of(value.date())
    if isinstance(value, time | timedelta):
        return cell_of(str(value))
    return cell_of(value if isinstance(value, str | int | float | date) else str(value))


def _merges(archive: zipfile.ZipFile, path: str) -> Iterator[Merge]:
    kept = b""
    with archive.open(path) as source:
        while chunk := source.read(_CHUNK):
            window = kept + chunk
            end = 0
            for match in _MERGE.finditer(window):
                end = match.end()
                left, top, right, bottom = cast("tuple[int, int, int, int]", range_boundaries(match[1].decode()))
                yield Merge(top, left, bottom, right)
            kept = window[max(end, len(window) - _OVERLAP) :]
