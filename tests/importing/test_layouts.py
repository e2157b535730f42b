"""The same rules under other layouts: titles, headers, sections, totals, notes, several tables."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from ocop_shop.importing.plan import Plan, read_plan
from ocop_shop.regions.gazetteer import Gazetteer

TITLE = ["(Kèm theo Quyết định số 1693/QĐ-UBND ngày 22/8/2022 của UBND tỉnh Trà Vinh)"]
HEADER = ["STT", "Tên sản phẩm", "Chủ thể", "Địa chỉ", "Hạng sao"]
Read = Callable[..., Plan]


def _errors(plan: Plan) -> list[tuple[int | None, str, Any]]:
    return [(error.row, error.reason, error.value) for error in plan.errors]


def _warnings(plan: Plan) -> list[tuple[int | None, str]]:
    return [(warning.row, warning.reason) for warning in plan.warnings]


# --- titles ---------------------------------------------------------------------------------------------------------


def _titled(read: Read, *lines: Any) -> Plan:
    rows = [line if isinstance(line, list) else [line] for line in lines]
    return read([*rows, HEADER, [1, "Mật hoa dừa", "HTX A", None, "4 sao"]])


@pytest.mark.parametrize(
    "lines",
    [
        ["(Kèm theo Quyết định số 1693/QĐ-UBND", "ngày 22 tháng 8 năm 2022 của Chủ tịch UBND tỉnh Trà Vinh)"],
        ["Ban hành kèm theo QĐ số: 1693/QÐ-UBND ngày 22-8-2022 của Ủy ban nhân dân tỉnh Trà Vinh"],
        [
            ["ỦY BAN NHÂN DÂN", None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
            ["TỈNH TRÀ VINH", None, "Độc lập - Tự do - Hạnh phúc"],
            ["Số: 1693/QĐ-UBND", None, "Trà Vinh, ngày 22 tháng 8 năm 2022"],
        ],
        [
            "Căn cứ Quyết định số 148/QĐ-TTg ngày 24/02/2023 của Thủ tướng Chính phủ",
            "(Kèm theo Quyết định số 1693/QĐ-UBND ngày 22/8/2022 của UBND tỉnh Trà Vinh)",
            "(Số liệu đến ngày 30/6/2023)",
        ],
    ],
)
def test_title_in_other_words(read: Read, lines: list[Any]) -> None:
    entry = _titled(read, *lines).accepted[0]
    assert (entry.decision_no, entry.issued_on) == ("1693/QĐ-UBND", date(2022, 8, 22))
    assert (entry.issuer, entry.issuer_level, entry.province_code) == ("UBND tỉnh Trà Vinh", "province", "86")


def test_title_without_year_refuses_every_row(read: Read) -> None:
    plan = _titled(read, "(Kèm theo Quyết định số 1693/QĐ-UBND ngày 22/8 của UBND tỉnh Trà Vinh)")
    assert _errors(plan) == [(3, "date_incomplete", "22/8")]


def test_day_of_the_figures_is_not_the_day_of_the_decision(read: Read) -> None:
    plan = _titled(read, "Quyết định số 1693/QĐ-UBND của UBND tỉnh Trà Vinh", "(Số liệu đến ngày 30/6/2023)")
    assert _errors(plan) == [(4, "date_incomplete", None)]


def test_doubtful_title_is_said_once(read: Read) -> None:
    plan = _titled(read, "Kèm theo Quyết định số 2310 ngày 22/8/22 của UBND tỉnh Trà Vinh")
    assert plan.accepted[0].decision_no == "2310"
    assert _warnings(plan) == [(1, "decision_incomplete"), (1, "date_two_digit_year")]


def test_no_decision_anywhere(read: Read) -> None:
    assert _errors(_titled(read, "DANH SÁCH SẢN PHẨM OCOP")) == [(3, "decision_missing", None)]


def test_ministry_in_the_title_and_provinces_in_sections(read: Read) -> None:
    plan = read(
        [
            ["SẢN PHẨM OCOP 5 SAO"],
            ["(Kèm theo Quyết định số 2851/QĐ-BNN-VPĐP ngày 11/7/2023 của Bộ trưởng Bộ Nông nghiệp và PTNT)"],
            HEADER[:4],
            ["I", "TỈNH TRÀ VINH"],
            [1, "Mật hoa dừa", "Công ty TNHH Trà Vinh Farm", "xã Phú Cần, huyện Tiểu Cần"],
            ["II", "TỈNH QUẢNG NGÃI"],
            [2, "Tỏi", "Công ty TNHH B", "huyện Lý Sơn"],
        ]
    )
    assert [(entry.stars, entry.issuer_level, entry.province_code) for entry in plan.accepted] == [
        (5, "national", "86"),
        (5, "national", "51"),
    ]
    assert plan.warnings == ()


# --- headers and columns --------------------------------------------------------------------------------------------


def test_columns_in_any_order(read: Read) -> None:
    plan = read(
        [
            TITLE,
            ["Ghi chú", "Xếp hạng", "Địa chỉ", "Tên chủ thể", "Tên SP", "Số TT"],
            ["mới", "★★★★", "xã Phú Cần, huyện Tiểu Cần", "HTX A", "Mật", 1],
        ]
    )
    entry = plan.accepted[0]
    assert (entry.product, entry.producer, entry.stars, entry.kind, entry.commune_code) == (
        "Mật",
        "HTX A",
        4,
        "first",
        "29341",
    )


def test_two_row_header_with_decision_and_date_under_one_head(read: Read) -> None:
    plan = read(
        [
            ["DANH SÁCH SẢN PHẨM OCOP TỈNH QUẢNG NGÃI"],
            ["TT", "Tên sản phẩm", "Tên chủ thể", "Kết quả", None, "Quyết định", None],
            [None, None, None, "3 sao", "4 sao", "Số", "Ngày"],
            ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"],
            [1, "Tỏi", "HTX A", "√", None, "1560/QÐ-UBND", datetime(2024, 11, 8)],
            [2, "Quế", "HTX A", None, "●", 1560, "8.11.24"],
            [3, "Nghệ", "HTX A", None, None, "1560/QĐ-UBND", "8/11/2024"],
        ],
        ["D2:E2", "F2:G2"],
    )
    assert plan.sheets[0].header_rows == (2, 3)
    assert [(entry.stars, entry.decision_no, entry.issued_on) for entry in plan.accepted] == [
        (3, "1560/QĐ-UBND", date(2024, 11, 8)),
        (4, "1560", date(2024, 11, 8)),
    ]
    assert _errors(plan) == [(7, "star_missing", None)]
    assert _warnings(plan) == [(6, "decision_incomplete"), (6, "date_two_digit_year")]


def test_header_of_three_rows(read: Read) -> None:
    plan = read(
        [
            TITLE,
            ["TT", "Sản phẩm", "Chủ thể", "Kết quả đánh giá", None, None],
            [None, None, None, "Điểm", "Hạng sao", None],
            [None, None, None, None, "3 sao", "4 sao"],
            [1, "Mật", "HTX A", "71,5", None, "x"],
        ],
        ["D2:F2", "E3:F3", "D3:D4"],
    )
    assert plan.sheets[0].header_rows == (2, 3, 4)
    assert [(entry.stars, str(entry.score)) for entry in plan.accepted] == [(4, "71.5")]


@pytest.mark.parametrize("mark", ["x", "X", "v", "V", "√", "●", "✓", 1])
def test_marks_in_star_columns(read: Read, mark: object) -> None:
    plan = read([TITLE, ["TT", "Sản phẩm", "Chủ thể", "3 sao", "4 sao"], [1, "Mật", "HTX A", None, mark]])
    assert plan.accepted[0].stars == 4


def test_section_directly_below_the_header_is_not_its_second_row(read: Read) -> None:
    plan = read([TITLE, HEADER, ["HẠNG 4 SAO"], [1, "Mật", "HTX A"]], ["A3:E3"])
    assert plan.sheets[0].header_rows == (2,)
    assert plan.accepted[0].stars == 4


def test_names_of_units_alone_get_the_word_of_their_column(read: Read) -> None:
    header = ["STT", "Tên sản phẩm", "Chủ thể", "Xã", "Huyện", "Tỉnh", "Số sao"]
    plan = read([TITLE, header, [1, "Mật", "HTX A", "Phú Cần", "Tiểu Cần", "Trà Vinh", 4]])
    entry = plan.accepted[0]
    assert (entry.commune_code, entry.district, entry.address) == (
        "29341",
        "Huyện Tiểu Cần",
        "xã Phú Cần, huyện Tiểu Cần, tỉnh Trà Vinh",
    )


def test_repeated_header_goes_on_with_the_same_table(read: Read) -> None:
    plan = read([TITLE, HEADER, [1, "Mật", "HTX A", None, 4], HEADER, [2, "Kẹo", "HTX B", None, 3], ["Tổng cộng", 2]])
    assert plan.sheets[0].header_rows == (2, 4)
    assert (plan.data_rows, plan.warnings) == (2, ())


# --- sections -------------------------------------------------------------------------------------------------------


def test_sections_inside_sections(read: Read) -> None:
    plan = read(
        [
            TITLE,
            HEADER,
            ["A", "HẠNG 4 SAO"],
            ["I", "THỰC PHẨM"],
            [1, "Mật", "HTX A"],
            ["II", "ĐỒ UỐNG"],
            [2, "Rượu", "HTX B"],
            ["B", "HẠNG 3 SAO"],
            [3, "Kẹo", "HTX C"],
        ]
    )
    assert [(entry.stars, entry.sector) for entry in plan.accepted] == [(4, "I"), (4, "II"), (3, None)]


def test_product_called_like_a_set_is_a_product(read: Read) -> None:
    plan = read([TITLE, HEADER, [1, "Rượu trắng", None, None, "4 sao"], [2, "Cà phê", "HTX A", None, 4]])
    assert _errors(plan) == [(3, "missing_producer", None)]
    assert [entry.product for entry in plan.accepted] == ["Cà phê"]


def test_product_called_like_a_set_is_a_product_without_numbers_too(gazetteer: Gazetteer) -> None:
    lines = "Sản phẩm;Chủ thể;Số sao;Số QĐ;Ngày QĐ\nCà phê;;4;612/QĐ-UBND;30/3/2021\n"
    assert _errors(read_plan(lines.encode(), "a.csv", gazetteer)) == [(2, "missing_producer", None)]


def test_short_name_of_a_product_is_no_numbering(read: Read) -> None:
    plan = read([TITLE, HEADER, [1, "Mật", "HTX A", None, 3], [None, "E", None, None, "4 sao"]])
    assert _errors(plan) == [(4, "missing_producer", None)]


def test_commune_section_completes_the_address(read: Read) -> None:
    plan = read([TITLE, HEADER, ["HUYỆN TIỂU CẦN"], ["Xã Phú Cần"], [1, "Mật", "HTX A", "ấp Cây Hẹ", 4]])
    assert (plan.accepted[0].commune_code, plan.accepted[0].address) == ("29341", "ấp Cây Hẹ")


def test_kind_from_a_section(read: Read) -> None:
    plan = read(
        [
            TITLE,
            HEADER,
            ["A. SẢN PHẨM CÔNG NHẬN MỚI"],
            [1, "Mật", "HTX A", None, 4],
            ["B. ĐÁNH GIÁ LẠI"],
            [2, "Kẹo", "HTX A", None, 3],
        ]
    )
    assert [entry.kind for entry in plan.accepted] == ["first", "again"]


def test_five_stars_in_a_potential_section_are_no_certificate(read: Read) -> None:
    plan = read([TITLE, HEADER, ["TIỀM NĂNG 5 SAO"], [1, "Mật", "HTX A", None, "5 sao"]])
    assert [(entry.as_, entry.stars, entry.result) for entry in plan.accepted] == [("evaluation", None, "potential_5")]


# --- totals and notes -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "totals",
    [
        ["Tổng cộng", 2],
        ["Cộng: 02 sản phẩm"],
        ["TỔNG SỐ: 2"],
        [None, "Tổng: 2 sản phẩm"],
        ["Cộng", "2"],
        ["Tổng cộng"],
        ["Tổng cộng: 02 sản phẩm (01 sản phẩm 4 sao, 01 sản phẩm 3 sao)"],
        ["Tổng cộng: 3 sao: 1; 4 sao: 1"],
    ],
)
def test_totals_that_agree(read: Read, totals: list[Any]) -> None:
    plan = read([TITLE, HEADER, [1, "Mật", "HTX A", None, 4], [2, "Kẹo", "HTX A", None, 3], totals])
    assert (plan.data_rows, plan.errors, plan.warnings) == (2, (), ())


def test_totals_that_disagree_correct_nothing(read: Read) -> None:
    totals = ["Tổng cộng: 05 sản phẩm, trong đó 04 sản phẩm 4 sao, 01 sản phẩm 3 sao"]
    plan = read([TITLE, HEADER, [1, "Mật", "HTX A", None, 4], [2, "Kẹo", None, None, 3], totals])
    assert [dict(warning.details) for warning in plan.warnings] == [
        {"column": "total", "printed": 5, "counted_rows": 2, "counted_accepted": 1},
        {"column": "4 sao", "printed": 4, "counted_rows": 1, "counted_accepted": 1},
    ]


def test_subtotals_count_their_section(read: Read) -> None:
    plan = read(
        [
            TITLE,
            HEADER,
            ["HUYỆN CẦU KÈ"],
            [1, "Mật", "HTX A", None, 4],
            ["Cộng: 1"],
            ["HUYỆN TIỂU CẦN"],
            [2, "Kẹo", "HTX A", None, 4],
            [3, "Bánh", "HTX A", None, 4],
            ["Cộng: 2"],
            ["Tổng cộng: 3"],
        ]
    )
    assert (plan.data_rows, plan.warnings) == (3, ())


def test_notes_and_signatures_are_no_data(read: Read) -> None:
    plan = read(
        [
            TITLE,
            HEADER,
            [1, "Mật", "HTX A", None, 4],
            ["Ghi chú: sản phẩm 4 sao được in logo OCOP"],
            [None, "NGƯỜI LẬP BIỂU", None, None, "CHỦ TỊCH"],
            [None, "(Ký tên)", None, None, "(Đã ký)"],
            [None, "Nguyễn Văn Ví Dụ", None, None, "Trần Thị Ví Dụ"],
            ["Nơi nhận: - Như trên; - Lưu VT"],
        ]
    )
    assert (plan.data_rows, plan.errors, plan.warnings) == (1, (), ())


def test_prepared_but_empty_rows_are_no_data(read: Read) -> None:
    plan = read([TITLE, HEADER, [1, "Mật", "HTX A", None, 4], [], [2], [3, None, "", " "]])
    assert plan.data_rows == 1


def test_row_filled_by_merges_alone_is_no_data(read: Read) -> None:
    plan = read([TITLE, HEADER, [1, "Mật", "HTX A", None, 4], [2, "Kẹo", None, None, 3], [None]], ["C3:C5"])
    assert (plan.data_rows, plan.errors) == (2, ())


# --- several tables -------------------------------------------------------------------------------------------------


def test_second_table_has_its_own_title(read: Read) -> None:
    plan = read(
        [
            TITLE,
            HEADER,
            [1, "Mật", "HTX A", None, 4],
            ["Tổng cộng", 1],
            ["PHỤ LỤC II: SẢN PHẨM 3 SAO"],
            ["(Kèm theo Quyết định số 700/QĐ-UBND ngày 1/2/2023 của UBND huyện Cầu Kè)"],
            ["TT", "Sản phẩm", "Chủ thể"],
            [1, "Kẹo", "HTX B"],
            ["Tổng cộng", 1],
        ]
    )
    assert [(entry.decision_no, entry.stars, entry.issuer) for entry in plan.accepted] == [
        ("1693/QĐ-UBND", 4, "UBND tỉnh Trà Vinh"),
        ("700/QĐ-UBND", 3, "UBND huyện Cầu Kè"),
    ]
    assert plan.warnings == ()


# --- rows -----------------------------------------------------------------------------------------------------------


def test_running_numbers_may_be_calculated_names_may_not(read: Read) -> None:
    plan = read([TITLE, HEADER, ["=ROW()-2", "Mật", "HTX A", None, 4], ["=A3+1", "Kẹo", "=C3", None, 4]])
    assert [entry.product for entry in plan.accepted] == ["Mật"]
    assert _errors(plan) == [(4, "formula_cell", "=C3")]


def test_same_row_twice_whatever_the_spelling(read: Read) -> None:
    plan = read([TITLE, HEADER, [1, "Mật Hoà", "HTX A", None, 4], [2, "mật  HÒA", "Hợp tác xã A", None, 4]])
    assert _errors(plan) == [(4, "duplicate_in_file", "row 3")]


def test_words_with_other_letters_are_other_products(read: Read) -> None:
    plan = read([TITLE, HEADER, [1, "Mứt dừa", "HTX A", None, 4], [2, "Mứt dưa", "HTX A", None, 4]])
    assert (plan.errors, plan.warnings) == ((), ())


@pytest.mark.parametrize(
    ("written", "months", "until"),
    [
        ("36 tháng", 36, None),
        ("03 năm kể từ ngày ký", 36, None),
        (36, 36, None),
        ("36", 36, None),
        ("31/12/2025", None, date(2025, 12, 31)),
        (datetime(2025, 8, 22), None, date(2025, 8, 22)),
        ("theo quy định", None, None),
    ],
)
def test_terms(read: Read, written: object, months: int | None, until: date | None) -> None:
    plan = read([TITLE, ["STT", "Tên sản phẩm", "Chủ thể", "Hạng sao", "Thời hạn"], [1, "Mật", "HTX A", 4, written]])
    assert (plan.accepted[0].valid_months, plan.accepted[0].expires_on) == (months, until)


@pytest.mark.parametrize(
    ("written", "reason"),
    [("2025", "date_incomplete"), ("31/02/2025", "date_invalid"), ("21/8/2022", "expiry_before_issue")],
)
def test_terms_that_are_refused(read: Read, written: str, reason: str) -> None:
    plan = read([TITLE, ["STT", "Tên sản phẩm", "Chủ thể", "Hạng sao", "Thời hạn"], [1, "Mật", "HTX A", 4, written]])
    assert _errors(plan) == [(3, reason, written)]


def test_year_alone_does_not_make_a_date(read: Read) -> None:
    plan = read(
        [["Tên sản phẩm", "Chủ thể", "Sao", "Số QĐ", "Năm công nhận"], ["Mật", "HTX A", 4, "612/QĐ-UBND", 2021]]
    )
    assert _errors(plan) == [(2, "date_incomplete", 2021)]


def test_district_alone_without_province_is_not_doubted(gazetteer: Gazetteer) -> None:
    lines = "Sản phẩm;Chủ thể;Địa chỉ;Sao;Số QĐ;Ngày QĐ\nMật;HTX A;huyện Châu Thành;4;612/QĐ-UBND;30/3/2021\n"
    plan = read_plan(lines.encode(), "a.csv", gazetteer)
    assert (plan.accepted[0].commune_code, plan.warnings) == (None, ())


# --- revocations ----------------------------------------------------------------------------------------------------

REVOKED = ["(Kèm theo Quyết định số 2085/QĐ-UBND ngày 21/12/2024 của UBND tỉnh Trà Vinh)"]


def test_reasons_in_sections(read: Read) -> None:
    plan = read(
        [
            ["DANH SÁCH THU HỒI GIẤY CHỨNG NHẬN"],
            REVOKED,
            ["STT", "Sản phẩm", "Chủ thể", "Số QĐ công nhận"],
            ["I. KHÔNG ĐĂNG KÝ ĐÁNH GIÁ LẠI"],
            [1, "Mật Ví Dụ", "HTX Ví Dụ", "305/QĐ-UBND ngày 1/2/2020"],
            ["II. ĐÁNH GIÁ LẠI KHÔNG ĐẠT"],
            [2, "Kẹo Ví Dụ", "HTX Ví Dụ", None],
        ]
    )
    assert [(e.as_, e.decision_no, e.reason_class, e.recognised_by) for e in plan.accepted] == [
        ("revocation", "2085/QĐ-UBND", "not_reapplied", "305/QĐ-UBND"),
        ("revocation", "2085/QĐ-UBND", "failed_re_evaluation", None),
    ]


@pytest.mark.parametrize(
    ("title", "header", "name"),
    [
        ("DANH SÁCH SẢN PHẨM BỊ THU HỒI", "Ghi chú", "Danh sách"),
        ("DANH SÁCH SẢN PHẨM OCOP", "Lý do thu hồi", "Danh sách"),
        ("DANH SÁCH SẢN PHẨM OCOP", "Ghi chú", "Thu hồi"),
    ],
)
def test_a_revocation_is_never_taken_for_a_recognition(read: Read, title: str, header: str, name: str) -> None:
    plan = read(
        [[title], REVOKED, ["Sản phẩm", "Chủ thể", "Sao", header], ["Mật Ví Dụ", "HTX Ví Dụ", 4, "Ngừng sản xuất"]],
        name=name,
    )
    assert [(entry.as_, entry.reason_class) for entry in plan.accepted] == [("revocation", "ceased_production")]


def test_revocation_without_a_certificate_on_record_is_said(
    workbook: Callable[..., bytes], gazetteer: Gazetteer
) -> None:
    content = workbook(
        [["THU HỒI"], REVOKED, ["Sản phẩm", "Chủ thể"], ["Mật Ví Dụ", "HTX Ví Dụ"], ["Kẹo Ví Dụ", "HTX Ví Dụ"]]
    )
    plan = read_plan(content, "a.xlsx", gazetteer, find_certificate=_only_honey)
    assert [entry.match_certificate for entry in plan.accepted] == ["FX01", None]
    assert _warnings(plan) == [(5, "certificate_not_found")]


def _only_honey(entry: Any) -> str | None:
    return "FX01" if entry.product == "Mật Ví Dụ" else None
