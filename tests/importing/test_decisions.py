"""The number of a decision in its usual form, and nothing that is no decision."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop_shop.importing.decisions import read_decision
from ocop_shop.importing.issuers import read_issuer


@pytest.mark.parametrize(
    "written",
    [
        "612/QĐ-UBND",
        "612/QÐ-UBND",
        "612 /QĐ-UBND",
        "612/ QĐ - UBND",
        "612/qđ-ubnd",
        "612/QD-UBND",
        "612/QĐ–UBND",
        "Số: 612/QĐ-UBND",
        "QĐ số 612/QĐ-UBND",
        "Quyết định số 612/QĐ-UBND ngày 30/3/2021",
        "612-QĐ/UBND",
        "612 QĐ-UBND",
        "612/QĐUBND",
        "Quyết định công nhận 612/QĐ-UBND của UBND tỉnh Trà Vinh",
    ],
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_one_decision_however_it_is_written(written: str, form: str) -> None:
    reading = read_decision(unicodedata.normalize(form, written))  # type: ignore[arg-type]
    assert (reading.number, reading.is_complete, reading.error) == ("612/QĐ-UBND", True, None)


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("26/2026/QĐ-TTg", "26/2026/QĐ-TTg"),
        ("26/2026/QĐ-TTG", "26/2026/QĐ-TTg"),
        ("1162/QĐ-VPĐP-OCOP", "1162/QĐ-VPĐP-OCOP"),
        ("2851/QĐ-BNN-VPĐP ngày 11/7/2023", "2851/QĐ-BNN-VPĐP"),
        ("15/QĐ-BNN&PTNT", "15/QĐ-BNN&PTNT"),
    ],
)
def test_letters_of_other_bodies(written: str, number: str) -> None:
    assert read_decision(written).number == number


@pytest.mark.parametrize(
    "value", ["612", 612, 612.0, "Số 612", "QĐ 612", "Quyết định số 612", "612 ngày 30/3/2021", "612, 30/3/2021"]
)
def test_number_without_letters_is_incomplete(value: object) -> None:
    reading = read_decision(value)  # type: ignore[arg-type]
    assert (reading.number, reading.is_complete) == ("612", False)


@pytest.mark.parametrize(
    "value",
    [
        "88/HĐ",
        "45/TTr-UBND",
        "12/CV",
        "15/NQ-HĐND",
        "QĐ-UBND",
        "không có",
        "612/QĐ-UBND; 1693/QĐ-UBND",
        "1.693/QĐ-UBND",
        "Giấy chứng nhận 12",
        "612/2021",
        True,
        61.5,
        date(2021, 3, 30),
    ],
)
def test_other_papers_are_no_decision(value: object) -> None:
    reading = read_decision(value)  # type: ignore[arg-type]
    assert reading.number is None


def test_date_and_issuer_beside_the_number() -> None:
    reading = read_decision("2851/QĐ-BNN-VPĐP ngày 11/7/2023 của Bộ Nông nghiệp và PTNT")
    assert reading.dated.day == date(2023, 7, 11)
    assert reading.issuer is not None
    assert (reading.issuer.name, reading.issuer.level) == ("Bộ Nông nghiệp và PTNT", "national")


@given(
    st.integers(1, 99_999),
    st.sampled_from(["UBND", "TTg", "BNN-VPĐP", "VPĐP-OCOP", "SNN"]),
    st.sampled_from(
        ["{n}/QĐ-{s}", "{n} / QĐ - {s}", "Quyết định số {n}/QĐ-{s}", "{n}/QÐ-{s}", "số {n}/QĐ-{s} ngày 1/2/2023"]
    ),
    st.sampled_from(["NFC", "NFD"]),
    st.sampled_from([" ", "\u00a0", "\u2009"]),
)
def test_number_survives_every_spelling(number: int, letters: str, form: str, normal: str, space: str) -> None:
    written = unicodedata.normalize(normal, form.format(n=number, s=letters).replace(" ", space))  # type: ignore[arg-type]
    assert read_decision(written).number == f"{number}/QĐ-{letters}"


@given(st.one_of(st.text(), st.integers(), st.floats(), st.booleans(), st.dates(), st.none()))
def test_no_value_raises(value: object) -> None:
    reading = read_decision(value)  # type: ignore[arg-type]
    assert reading.number is None or reading.error is None


@pytest.mark.parametrize(
    ("written", "name", "level", "province"),
    [
        ("Chủ tịch UBND tỉnh Trà Vinh", "UBND tỉnh Trà Vinh", "province", "Trà Vinh"),
        ("ỦY BAN NHÂN DÂN TỈNH TRÀ VINH", "UBND tỉnh Trà Vinh", "province", "Trà Vinh"),
        ("Uỷ ban nhân dân huyện Cầu Ngang", "UBND huyện Cầu Ngang", "district", ""),
        ("UBND huyện Cầu Kè, tỉnh Trà Vinh", "UBND huyện Cầu Kè", "district", "Trà Vinh"),
        ("UBND TP. Trà Vinh", "UBND thành phố Trà Vinh", "district", ""),
        ("UBND thành phố Cần Thơ", "UBND thành phố Cần Thơ", "province", "Cần Thơ"),
        ("UBND xã Long Hòa", "UBND xã Long Hòa", "commune", ""),
        ("Bộ trưởng Bộ Nông nghiệp và Môi trường", "Bộ Nông nghiệp và Môi trường", "national", ""),
        ("Hội đồng OCOP", "Hội đồng OCOP", None, ""),
    ],
)
def test_issuers(written: str, name: str, level: str | None, province: str) -> None:
    issuer = read_issuer(written)
    assert issuer is not None
    assert (issuer.name, issuer.level, issuer.province) == (name, level, province)


def test_hue_became_a_city_beside_provinces_in_2025() -> None:
    issuer = read_issuer("UBND thành phố Huế")
    assert issuer is not None
    assert issuer.on(date(2024, 12, 31)).level == "district"
    assert issuer.on(date(2025, 1, 1)).level == "province"


@given(st.text())
def test_no_issuer_raises(words: str) -> None:
    issuer = read_issuer(words)
    assert issuer is None or issuer.name
