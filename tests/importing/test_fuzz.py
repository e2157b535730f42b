"""Whatever is sent, a plan comes back, and its books balance."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import StringIO
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ocop_shop.importing import report
from ocop_shop.importing.messages import ERROR_MESSAGES, WARNING_MESSAGES
from ocop_shop.importing.plan import Plan, read_plan
from ocop_shop.regions.gazetteer import Gazetteer

WORDS = [
    "STT",
    "Tên sản phẩm",
    "Chủ thể",
    "Địa chỉ",
    "Hạng sao",
    "3 sao",
    "4 sao",
    "Số QĐ",
    "Ngày QĐ",
    "Điểm",
    "Ghi chú",
    "Thời hạn",
    "Hạng cũ",
    "Hạng mới",
    "Hình thức",
    "Lý do thu hồi",
    "Nhóm",
    "Huyện",
    "Xã",
    "Cơ quan QĐ",
    "Quyết định",
    "Kết quả phân hạng",
    "HUYỆN CẦU KÈ",
    "I. THỰC PHẨM",
    "HẠNG 4 SAO",
    "Tổng cộng",
    "Tổng cộng: 3 sản phẩm",
    "Cộng",
    "Nơi nhận:",
    "Ghi chú: x",
    "(Kèm theo Quyết định số 1693/QĐ-UBND ngày 22/8/2022 của UBND tỉnh Trà Vinh)",
    "THU HỒI",
    "Tiềm năng 5 sao",
    "mới",
    "x",
    "√",
    "Mật hoa dừa",
    "Kẹo (tái công nhận)",
    "HTX Đồng Sen",
    "HKD Ví Dụ",
    "xã Phú Cần, huyện Tiểu Cần",
    "612/QĐ-UBND",
    "88/HĐ",
    "22/8/2022",
    "31/02/2020",
    "36 tháng",
    "78,5",
    "=1+2",
    "Nâng hạng",
    "Không đạt",
    "UBND tỉnh",
    "UBND huyện Cầu Kè",
    "đặc khu Lý Sơn",
]
CELLS = st.one_of(
    st.none(),
    st.sampled_from(WORDS),
    st.sampled_from(WORDS),
    st.text(max_size=8),
    st.integers(-10, 60_000),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
)
ROWS = st.lists(st.lists(CELLS, max_size=7), max_size=14)
# Most random rows would never come below a header; these do.
BELOW_A_HEADER = st.lists(st.lists(CELLS, max_size=9), max_size=12).map(
    lambda rows: [
        ["(Kèm theo Quyết định số 1693/QĐ-UBND ngày 22/8/2022 của UBND tỉnh Trà Vinh)"],
        ["STT", "Tên sản phẩm", "Chủ thể", "Địa chỉ", "Hạng sao", "Số QĐ", "Ngày QĐ", "Thời hạn", "Ghi chú"],
        *rows,
    ]
)
QUIET = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


def _balanced(plan: Plan) -> bool:
    known = set(ERROR_MESSAGES) | set(WARNING_MESSAGES)
    assert {finding.reason for finding in (*plan.errors, *plan.warnings)} <= known
    assert all(entry.stars in (3, 4, 5) for entry in plan.accepted if entry.as_ == "certificate")
    assert all(entry.product and entry.producer and entry.decision_no for entry in plan.accepted)
    json.dumps(report.as_json(plan), allow_nan=False)
    report.as_text(plan)
    return plan.data_rows == len(plan.accepted) + len(plan.errors)


def _without_controls(rows: list[list[Any]]) -> list[list[Any]]:
    return [
        [
            "".join(char for char in cell if char.isprintable() and not "\ud800" <= char <= "\udfff")
            if isinstance(cell, str)
            else cell
            for cell in row
        ]
        for row in rows
    ]


@QUIET
@given(st.one_of(ROWS, BELOW_A_HEADER))
def test_any_workbook_gives_a_plan(read: Callable[..., Plan], rows: list[list[Any]]) -> None:
    assert _balanced(read(_without_controls(rows)))


@QUIET
@given(BELOW_A_HEADER, st.sampled_from(["A3:A5", "C3:C6", "B3:D3", "A4:H4", "C3:D5"]))
def test_any_merge_gives_a_plan(read: Callable[..., Plan], rows: list[list[Any]], merge: str) -> None:
    assert _balanced(read(_without_controls(rows), [merge]))


@QUIET
@given(
    st.one_of(ROWS, BELOW_A_HEADER),
    st.sampled_from([";", ",", "\t"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_any_csv_gives_a_plan(gazetteer: Gazetteer, rows: list[list[Any]], delimiter: str, encoding: str) -> None:
    stream = StringIO()
    for row in _without_controls(rows):
        stream.write(delimiter.join("" if cell is None else str(cell) for cell in row) + "\n")
    assert _balanced(read_plan(stream.getvalue().encode(encoding), "a.csv", gazetteer))


@QUIET
@given(st.binary(max_size=300), st.sampled_from(["a.csv", "a.xlsx", "a", "ý.CSV", "..", ""]))
def test_any_bytes_give_a_plan(gazetteer: Gazetteer, content: bytes, filename: str) -> None:
    plan = read_plan(content, filename, gazetteer)
    assert plan.file_result == "ok" or plan.file_reason is not None
    report.as_json(plan)
    report.as_text(plan)


@QUIET
@given(st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=6))
def test_any_damage_to_a_workbook_gives_a_plan(
    workbook: Callable[..., bytes], gazetteer: Gazetteer, damage: list[tuple[float, int]]
) -> None:
    content = bytearray(workbook([["STT", "Tên sản phẩm", "Chủ thể"], [1, "Mật", "HTX A"]]))
    for place, byte in damage:
        content[int(place * len(content))] = byte
    plan = read_plan(bytes(content), "a.xlsx", gazetteer)
    assert plan.file_result in ("ok", "rejected")
