"""A star is 3, 4 or 5, however it is spelled; nothing else becomes one."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop_shop.importing.stars import StarReading, find_star, read_star

SPELLINGS = {
    3: [
        "3 sao",
        "03 sao",
        "đạt 3 sao",
        "ba (03) sao",
        "ba sao",
        "***",
        "★★★",
        "★★★☆☆",
        "⭐⭐⭐",
        "3",
        "3.0",
        "Hạng 3",
        "3*",
        "3★",
    ],
    4: [
        "4 sao",
        "Hạng 4 sao",
        "bốn (04) sao",
        "04 (bốn) sao",
        "OCOP 4 Sao",
        "4-star",
        "4★",
        "* * * *",
        "4 SAO.",
        "4,0",
    ],
    5: ["5 sao cấp Quốc gia", "năm sao", "OCOP 5 sao năm 2023", "*****", "５ sao", "5 (năm) sao"],
}


@pytest.mark.parametrize(("stars", "spelling"), [(n, s) for n, many in SPELLINGS.items() for s in many])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_spellings_of_a_star(stars: int, spelling: str, form: str) -> None:
    assert read_star(unicodedata.normalize(form, spelling)) == StarReading(stars=stars)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "value", [4, 4.0, "4", "nâng từ 3 sao lên 4 sao", "3 → 4", "4 sao (nâng hạng)", "4 sao - 85 điểm"]
)
def test_four_stars_in_other_ways(value: object) -> None:
    assert read_star(value).stars == 4  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "error"),
    [
        ("6 sao", "star_out_of_range"),
        ("0 sao", "star_out_of_range"),
        ("******", "star_out_of_range"),
        (10, "star_out_of_range"),
        (-1, "star_out_of_range"),
        (float("inf"), "star_out_of_range"),
        ("2 sao", "star_below_threshold"),
        ("1 sao", "star_below_threshold"),
        ("**", "star_below_threshold"),
        ("3-5 sao", "star_range"),
        ("3–4 sao", "star_range"),
        ("từ 3 đến 5 sao", "star_range"),
        ("3 sao hoặc 4 sao", "star_range"),
        ("3 sao trở lên", "star_range"),
        ("3 sao, 4 sao", "star_conflict"),
        ("ba (04) sao", "star_conflict"),
        ("chưa rõ", "star_unreadable"),
        ("4,5 sao", "star_unreadable"),
        (4.5, "star_unreadable"),
        ("4/5 sao", "star_unreadable"),
        ("đề nghị 4 sao", "star_unreadable"),
        ("Nam", "star_unreadable"),
        (True, "star_unreadable"),
        (float("nan"), "star_unreadable"),
    ],
)
def test_refused_stars(value: object, error: str) -> None:
    assert read_star(value) == StarReading(error=error)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "value", ["tiềm năng 5 sao", "5 sao (tiềm năng)", "Sản phẩm tiềm năng đạt 5 sao", "TIỀM NĂNG 5 SAO"]
)
def test_potential_five_is_an_evaluation_and_never_a_star(value: str) -> None:
    assert read_star(value) == find_star(value) == StarReading(result="potential_5")


@pytest.mark.parametrize("value", ["Không đạt", "chưa đạt", "Không đạt 3 sao", "không đủ điều kiện"])
def test_failed_is_an_evaluation(value: str) -> None:
    assert read_star(value) == StarReading(result="failed")


@pytest.mark.parametrize("value", [None, "", "  ", "Đạt"])
def test_blank_leaves_the_star_to_the_section(value: str | None) -> None:
    assert read_star(value).is_blank


@pytest.mark.parametrize(
    ("title", "stars"),
    [
        ("DANH SÁCH SẢN PHẨM OCOP ĐẠT HẠNG 4 SAO NĂM 2023", 4),
        ("SẢN PHẨM BA (03) SAO", 3),
        ("SẢN PHẨM TỪ 3 SAO TRỞ LÊN", None),
        ("SẢN PHẨM 3-5 SAO", None),
        ("SẢN PHẨM 3 SAO VÀ 4 SAO", None),
        ("DANH SÁCH NĂM 2023", None),
    ],
)
def test_star_of_a_title(title: str, stars: int | None) -> None:
    assert find_star(title).stars == stars


@given(st.one_of(st.text(), st.integers(), st.floats(), st.booleans(), st.dates(), st.none()))
def test_no_value_raises_and_only_three_to_five_come_out(value: object) -> None:
    reading = read_star(value)  # type: ignore[arg-type]
    assert reading.stars in (None, 3, 4, 5)
    assert [reading.stars, reading.result, reading.error].count(None) >= 2


@given(
    st.text("0123456789 sao*★()-,/đạthạngtiềmnăngOCOPbốnư", max_size=20),
    st.sampled_from(["NFC", "NFD", "NFKC"]),
    st.sampled_from([" ", "\u00a0", "\u202f", "  ", "\t"]),
)
def test_writing_the_same_differently_changes_nothing(words: str, form: str, space: str) -> None:
    other = unicodedata.normalize(form, words).replace(" ", space)  # type: ignore[arg-type]
    assert read_star(f" {other}\u200b") == read_star(words)
