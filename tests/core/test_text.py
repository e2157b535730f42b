"""Vietnamese text, compared and cleaned."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop_shop.core import text


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Đắk Lắk", "dak lak"),
        ("ĐẮK LẮK", "dak lak"),
        (unicodedata.normalize("NFD", "Đắk Lắk"), "dak lak"),
        ("Ðắk Lắk", "dak lak"),  # the Icelandic eth of old keyboards
        ("dừa  sáp", "dua sap"),
        ("Ưởng", "uong"),
        ("GẠO ST25", "gao st25"),
        ("", ""),
    ],
)
def test_folding_drops_marks_and_case(written, folded):
    assert text.fold(written) == folded


@given(st.text())
def test_folding_again_changes_nothing(written):
    once = text.fold(written)
    assert text.fold(once) == once


@given(st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạ ", max_size=40))
def test_composed_and_decomposed_letters_fold_alike(written):
    assert text.fold(unicodedata.normalize("NFD", written)) == text.fold(unicodedata.normalize("NFC", written))


@given(st.text())
def test_cleaning_leaves_one_line_without_invisible_characters(written):
    cleaned = text.clean(written)
    assert text.clean(cleaned) == cleaned
    assert not set(cleaned) & set("\x00\n\r\t\u200b\ufeff\u00ad")
    assert "  " not in cleaned
    assert cleaned == cleaned.strip()


def test_cleaning_keeps_the_way_an_author_places_tones():
    assert text.clean("Hoà Bình") == "Hoà Bình"
    assert text.clean("Hòa Bình") == "Hòa Bình"


@pytest.mark.parametrize(("one", "other"), [("Hòa", "Hoà"), ("THỦY", "thuỷ"), ("Mộc Hóa", "Mộc Hoá")])
def test_two_ways_to_place_a_tone_are_one_name(one, other):
    assert text.tone_key(one) == text.tone_key(other)


@pytest.mark.parametrize(("one", "other"), [("dừa", "dưa"), ("cam", "cám"), ("bò", "bơ")])
def test_two_words_stay_two_where_tones_count(one, other):
    assert text.tone_key(one) != text.tone_key(other)


def test_words_and_keys_leave_punctuation_behind():
    assert text.words("Cà-phê (Đắk Hà), 500g!") == ["ca", "phe", "dak", "ha", "500g"]
    assert text.key(' HTX  "Nông nghiệp" – số 1. ') == "htx nong nghiep so 1"


@pytest.mark.parametrize(
    ("title", "slug"), [("Dừa sáp Cầu Kè", "dua-sap-cau-ke"), ("Nước mắm 40°N", "nuoc-mam-40-n"), ("★", "")]
)
def test_a_slug_is_plain_ascii(title, slug):
    assert text.slug(title) == slug


@pytest.mark.parametrize(("taken", "found"), [((), "htx"), (("htx",), "htx-2"), (("htx", "htx-2", "htx-4"), "htx-3")])
def test_a_name_that_is_taken_gets_the_first_free_number(taken, found):
    assert text.free("htx", taken) == found
