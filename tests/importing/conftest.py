"""The map of today for reading addresses, without a database, and workbooks made in a test."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook

from ocop_shop.importing.plan import Plan, read_plan
from ocop_shop.regions import data_files
from ocop_shop.regions.gazetteer import Gazetteer

Rows = Sequence[Sequence[Any]]


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    carried = data_files.read()
    return Gazetteer(carried.rows, carried.successions)


@pytest.fixture(scope="session")
def workbook() -> Callable[..., bytes]:
    """`workbook(rows, merges, name=…)` as the bytes of an .xlsx with one sheet."""

    def make(rows: Rows, merges: Iterable[str] = (), name: str = "Danh sách") -> bytes:
        book = Workbook()
        sheet = book.active
        sheet.title = name
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(row, start=1):
                if value is not None:
                    sheet.cell(number, column).value = value
        for merge in merges:
            sheet.merge_cells(merge)
        stream = BytesIO()
        book.save(stream)
        return stream.getvalue()

    return make


@pytest.fixture(scope="session")
def read(workbook: Callable[..., bytes], gazetteer: Gazetteer) -> Callable[..., Plan]:
    """`read(rows, merges)`: the plan for a workbook with these rows."""

    def make(rows: Rows, merges: Iterable[str] = (), name: str = "Danh sách") -> Plan:
        return read_plan(workbook(rows, merges, name), "annex.xlsx", gazetteer)

    return make
