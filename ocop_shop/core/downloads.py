"""Tables as files to download: CSV for Excel and LibreOffice, or a workbook. No cell can begin a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO, StringIO
from itertools import chain
from typing import Any, Final

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.translation import get_language
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from ocop_shop.core.spreadsheets import neutral_in_csv, neutral_in_workbook

FORMATS: Final = ("csv", "xlsx")
_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def table(
    form: str, name: str, head: Sequence[Any], rows: Iterable[Sequence[Any]], *, whole: str = ""
) -> HttpResponseBase:
    """`head` and `rows` as a file "name.csv" or "name.xlsx". Days stay days in a workbook; no proxy may keep it.

    `whole` is how a workbook shows whole numbers ("#,##0": with the sign for thousands of who reads it).
    """
    answer = _csv(head, rows) if form == "csv" else _xlsx(head, rows, whole)
    answer["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    answer["Cache-Control"] = "no-store"
    return answer


def _csv(head: Sequence[Any], rows: Iterable[Sequence[Any]]) -> HttpResponseBase:
    lines = _lines(chain([head], rows), get_language() or "")
    return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")


def _lines(rows: Iterator[Sequence[Any]], language: str) -> Iterator[str]:
    """Line by line, each told in the language of the request, which is over by then."""
    # Excel takes a file without this mark for one in the letters of the machine.
    yield "\ufeff"
    while True:
        with translation.override(language or None):
            row = next(rows, None)
            line = StringIO()
            csv.writer(line).writerow([_written(value) for value in row or ()])
        if row is None:
            return
        yield line.getvalue()


def _written(value: Any) -> Any:
    if hasattr(value, "strftime"):
        return f"{value:%d/%m/%Y}"
    return "" if value is None else neutral_in_csv(str(value) if not isinstance(value, (int, float)) else value)


def _xlsx(head: Sequence[Any], rows: Iterable[Sequence[Any]], whole: str) -> HttpResponseBase:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.freeze_panes = "A2"
    for row in chain([head], rows):
        sheet.append([_cell(sheet, value, whole) for value in row])
    stream = BytesIO()
    book.save(stream)
    return HttpResponse(stream.getvalue(), content_type=_XLSX)


def _cell(sheet: Any, value: Any, whole: str) -> Any:
    if value is None or isinstance(value, float):
        return value
    if hasattr(value, "strftime"):
        return _shown(sheet, value, "dd/mm/yyyy") if whole else value
    if isinstance(value, int):
        return _shown(sheet, value, whole) if whole else value
    return neutral_in_workbook(str(value))


def _shown(sheet: Any, value: Any, number_format: str) -> Any:
    cell = WriteOnlyCell(sheet, value)
    cell.number_format = number_format
    return cell
