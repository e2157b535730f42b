"""Tables as files to download: CSV for Excel and LibreOffice, or a workbook. No cell can begin a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO, StringIO
from typing import Any, Final

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from openpyxl import Workbook

from ocop_shop.core.spreadsheets import neutral

FORMATS: Final = ("csv", "xlsx")
_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def table(form: str, name: str, head: Sequence[Any], rows: Iterable[Sequence[Any]]) -> HttpResponseBase:
    """`head` and `rows` as a file "name.csv" or "name.xlsx". Days stay days in a workbook; no proxy may keep it."""
    answer = _csv(head, rows) if form == "csv" else _xlsx(head, rows)
    answer["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    answer["Cache-Control"] = "no-store"
    return answer


def _csv(head: Sequence[Any], rows: Iterable[Sequence[Any]]) -> HttpResponseBase:
    return StreamingHttpResponse(_lines(head, rows), content_type="text/csv; charset=utf-8")


def _lines(head: Sequence[Any], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    # Excel takes a file without this mark for one in the letters of the machine.
    yield "\ufeff"
    for row in (head, *rows):
        line = StringIO()
        csv.writer(line).writerow([_written(value) for value in row])
        yield line.getvalue()


def _written(value: Any) -> Any:
    if hasattr(value, "strftime"):
        return f"{value:%d/%m/%Y}"
    return "" if value is None else neutral(str(value) if not isinstance(value, (int, float)) else value)


def _xlsx(head: Sequence[Any], rows: Iterable[Sequence[Any]]) -> HttpResponseBase:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.freeze_panes = "A2"
    for row in (head, *rows):
        sheet.append([_cell(value) for value in row])
    stream = BytesIO()
    book.save(stream)
    return HttpResponse(stream.getvalue(), content_type=_XLSX)


def _cell(value: Any) -> Any:
    return (
        value if value is None or isinstance(value, (int, float)) or hasattr(value, "strftime") else neutral(str(value))
    )
