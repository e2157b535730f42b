"""What people read: every reason has a sentence, in their language, with what was wrong and what to do."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.utils import translation

from ocop_shop.importing import report
from ocop_shop.importing.entries import Finding
from ocop_shop.importing.messages import ERROR_MESSAGES, FILE_MESSAGES, WARNING_MESSAGES, sentence
from ocop_shop.importing.plan import Plan, read_plan
from ocop_shop.regions.gazetteer import Gazetteer

ERRORS = [
    "missing_product_name",
    "missing_producer",
    "star_missing",
    "star_unreadable",
    "star_out_of_range",
    "star_below_threshold",
    "star_range",
    "star_conflict",
    "decision_missing",
    "decision_unreadable",
    "date_incomplete",
    "date_invalid",
    "expiry_before_issue",
    "duplicate_in_file",
    "formula_cell",
]
WARNINGS = [
    "total_mismatch",
    "hidden_sheet_ignored",
    "sheet_without_table",
    "unknown_column",
    "same_name_other_producer",
    "score_star_mismatch",
    "star_section_conflict",
    "decision_incomplete",
    "date_from_serial",
    "date_two_digit_year",
    "unit_unresolved",
    "unit_ambiguous",
    "issuer_level_unusual",
    "formula_like_text",
    "certificate_not_found",
    "kind_star_mismatch",
]


def test_every_reason_has_a_sentence() -> None:
    assert set(ERRORS) == set(ERROR_MESSAGES)
    assert set(WARNINGS) <= set(WARNING_MESSAGES)
    assert set(FILE_MESSAGES) == {"file_unreadable", "file_too_large", "encoding_unsupported"}


@pytest.mark.parametrize("reason", [*ERRORS, *WARNINGS])
def test_sentences_hold_the_value_and_no_placeholder(reason: str) -> None:
    with translation.override("en"):
        for value in ("6 sao %s", None, 7):
            words = sentence(Finding("S", 1, reason, value, {"other_row": 3, "candidates": "1 2"}))
            assert "%(" not in words
            assert words.endswith((".", "…"))


def test_text_shows_what_was_read_and_what_was_not(read: Callable[..., Plan]) -> None:
    title = ["(Kèm theo Quyết định số 1693/QĐ-UBND ngày 22/8/2022 của UBND tỉnh Trà Vinh)"]
    header = ["STT", "Tên sản phẩm", "Chủ thể", "Hạng sao"]
    rows = [[number, f"Mật số {number}", "HTX A", 4] for number in range(1, 31)]
    with translation.override("en"):
        shown = report.as_text(read([title, header, *rows, [31, "Kẹo", "HTX A", "6 sao"]]))
    assert "31 rows read, 30 accepted, 1 refused" in shown
    assert "… and 5 more" in shown
    assert "“6 sao” does not exist. OCOP has 3 to 5 stars." in shown


def test_rejected_file_says_why(gazetteer: Gazetteer) -> None:
    plan = read_plan(b"nothing", "a.xlsx", gazetteer)
    assert report.as_json(plan)["file_reason"] == "file_unreadable"
    assert report.as_json(plan)["totals"]["data_rows"] == 0
    with translation.override("en"):
        assert "Save it as an Excel workbook" in report.as_text(plan)
