"""Places found by a code, or by a name as people type it: all that may be meant, and what became of each."""

from __future__ import annotations

from datetime import date

import pytest

from ocop_shop.regions import finding
from ocop_shop.regions.models import Place

pytestmark = pytest.mark.django_db


def told(matches):
    return {match.place.slug: [place.slug for place in match.today] for match in matches}


@pytest.mark.parametrize(
    "words", ["Trà Vinh", "tra vinh", "TRÀ VINH", "Tra\u0300 Vinh", "tỉnh Trà Vinh", "tinh tra vinh"]
)
def test_a_former_province_leads_to_the_one_it_went_into(words):
    assert told(finding.by_name(words))["tra-vinh"] == ["vinh-long"]


def test_two_changes_are_followed_one_after_the_other(django_assert_num_queries):
    with django_assert_num_queries(3):
        assert told(finding.by_name("tỉnh Bình Phước")) == {"binh-phuoc": ["dong-nai"]}
    assert told(finding.by_name("Bình Phước, Đồng Nai"))["binh-phuoc"] == ["dong-nai"]
    [match] = finding.matches([Place.objects.get(slug="binh-phuoc")], date(2025, 7, 1))
    assert [place.slug for place in match.today] == ["dong-nai-2025"]


def test_a_name_that_several_bear_gives_all_of_them():
    assert told(finding.by_name("tieu can")) == {
        "xa-tieu-can-29341": ["xa-tieu-can-29341"],
        "thi-tran-tieu-can-29341-cu": ["xa-tieu-can-29341"],
        "huyen-tieu-can-846": ["xa-tieu-can-29341", "xa-tan-hoa-29371", "xa-tap-ngai-29365", "xa-hung-hoa-29362"],
    }
    assert len(finding.by_name("Hòa Bình")) == len(finding.by_name("hoa binh")) == 29


def test_a_divided_commune_has_several_heirs_the_main_one_first():
    assert told(finding.by_name("xã Trà Bùi, huyện Trà Bồng")) == {
        "xa-tra-bui-21142-cu": ["xa-ca-dam-21136", "xa-tay-tra-bong-21157"]
    }


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("xã Phú Cần, huyện Tiểu Cần", "xa-phu-can-29347-cu"),
        ("Phú Cần, Trà Vinh", "xa-phu-can-29347-cu"),
        ("Phường 6, TP. Trà Vinh", "phuong-6-29251-cu"),
        ("xa tieu can, tra vinh", "xa-tieu-can-29341"),  # today's name with a former province
        ("Xã Tiểu Cần, Vĩnh Long", "xa-tieu-can-29341"),
        ("huyện Cầu Kè", "huyen-cau-ke-845"),
    ],
)
def test_larger_units_tell_places_of_one_name_apart(words, slug):
    assert list(told(finding.by_name(words))) == [slug]


@pytest.mark.parametrize(
    ("words", "slugs"),
    [
        ("tp hcm", {"ho-chi-minh", "ho-chi-minh-cu"}),
        ("Đắc Lắc", {"dak-lak", "dak-lak-cu"}),
        ("dak lak", {"dak-lak", "dak-lak-cu"}),
    ],
)
def test_other_spellings_are_known(words, slugs):
    assert set(told(finding.by_name(words))) == slugs


def test_a_unit_word_may_also_be_part_of_the_name():
    assert "huyen-quan-son-387" in told(finding.by_name("quan son"))


def test_marks_tell_names_apart_where_they_are_written():
    assert {match.place.name for match in finding.by_name("Thanh Hóa")} == {"Thanh Hóa"}
    assert {match.place.name for match in finding.by_name("Thanh Hoá")} == {"Thanh Hóa"}
    assert {match.place.name for match in finding.by_name("thanh hoa")} >= {"Thanh Hóa", "Thạnh Hóa", "Thanh Hòa"}


@pytest.mark.parametrize(
    "words", ["", " ", ",", "x" * 500, "Không Có Nơi Này", "Tiểu Cần, Hà Nội", "\x00", "'; --", "12345", "☕"]
)
def test_what_is_no_place_finds_nothing(words):
    assert finding.by_name(words) == []


def test_a_code_that_was_used_again_gives_both_places_with_their_days():
    both = finding.by_code("26740")
    assert told(both) == {
        "phuong-sai-gon-26740": ["phuong-sai-gon-26740"],
        "phuong-ben-nghe-26740-cu": ["phuong-sai-gon-26740"],
    }
    assert [(match.place.valid_from, match.place.valid_until) for match in both] == [
        (date(2025, 7, 1), None),
        (None, date(2025, 6, 30)),
    ]


@pytest.mark.parametrize(
    ("on", "slug"),
    [(date(2025, 6, 30), "vinh-long-cu"), (date(2025, 7, 1), "vinh-long"), (date(2026, 11, 22), "vinh-long")],
)
def test_a_code_with_a_day_means_one_place(on, slug):
    assert list(told(finding.by_code("86", "province", on))) == [slug]


@pytest.mark.parametrize("code", ["", "00000", "8x", "٨٦", "999999999", "-1", " 86"])
def test_no_code_no_place(code):
    assert finding.by_code(code) == []


def test_who_mistypes_the_end_of_a_name_gets_places_of_today_that_begin_so():
    assert [place.slug for place in finding.beginning_with("tiểu c")] == ["xa-tieu-can-29341"]
    assert finding.beginning_with("t") == []
    assert len(finding.beginning_with("ta")) == 20
