"""Questions to the tables of places."""

from datetime import date

import pytest

from ocop_shop.regions import lookup
from ocop_shop.regions.actions import load_places
from ocop_shop.regions.models import Place


@pytest.fixture
def places(db):
    if not Place.objects.exists():
        load_places()
    return lambda slug: Place.objects.get(slug=slug)


def slugs(found):
    return [place.slug for place in found]


def test_places_are_followed_through_time(places):
    merger, change = date(2025, 7, 1), date(2026, 4, 30)
    assert slugs(lookup.successors(places("tra-vinh"), change)) == ["vinh-long"]
    assert slugs(lookup.successors(places("ha-noi"), change)) == ["ha-noi"]
    assert slugs(lookup.successors(places("binh-phuoc"), merger)) == ["dong-nai-2025"]
    assert slugs(lookup.successors(places("binh-phuoc"), change)) == ["dong-nai"]
    assert slugs(lookup.successors(places("phuong-6-29251-cu"), merger)) == ["phuong-tra-vinh-29242"]
    split = lookup.successors(places("xa-tra-bui-21142-cu"), merger)
    assert slugs(split) == ["xa-ca-dam-21136", "xa-tay-tra-bong-21157"]

    assert slugs(lookup.former_provinces(places("vinh-long"))) == ["ben-tre", "tra-vinh", "vinh-long-cu"]
    assert slugs(lookup.former_provinces(places("dong-nai"))) == ["binh-phuoc", "dong-nai-cu"]
    assert slugs(lookup.former_provinces(places("cao-bang"))) == ["cao-bang"]
    assert slugs(lookup.former_provinces(places("hue"))) == ["hue"]


def test_a_code_means_the_place_that_bears_it_on_the_day(places):
    assert lookup.province("86", date(2026, 11, 22)) == places("vinh-long")
    assert lookup.province("86", date(2025, 6, 30)) == places("vinh-long-cu")
    assert lookup.province("84", date(2026, 11, 22)) is None
    assert lookup.commune("29341", date(2026, 11, 22)) == places("xa-tieu-can-29341")
    assert lookup.commune("29341", date(2025, 6, 30)) == places("thi-tran-tieu-can-29341-cu")


def test_the_old_map_is_seen_through_the_communes_of_today(places):
    assert lookup.former_province_of(places("xa-tieu-can-29341")) == places("tra-vinh")
    assert lookup.former_province_of(places("dac-khu-ly-son-21548")) == places("quang-ngai-cu")
    assert lookup.communes_of_former(places("kon-tum")).count() == 40
    assert lookup.communes_of_former(places("quang-ngai-cu")).count() == 56
    assert slugs(lookup.districts(places("tra-vinh")))[:2] == ["huyen-cang-long-844", "huyen-cau-ke-845"]


def test_a_gazetteer_is_built_in_two_queries_and_then_asks_none(places, django_assert_num_queries):
    with django_assert_num_queries(2):
        gazetteer = lookup.gazetteer()
        assert gazetteer.resolve("Phường 6, TP. Trà Vinh, tỉnh Trà Vinh").commune_code == "29242"
        assert gazetteer.resolve("xã Bờ Y, huyện Ngọc Hồi, tỉnh Kon Tum").commune_code == "23377"
        assert gazetteer.province("UBND tỉnh Trà Vinh") == "86"


def test_without_places_nothing_is_known(empty_tables):
    assert lookup.gazetteer().resolve("xã Tiểu Cần, tỉnh Vĩnh Long").outcome == "unresolved"
    assert lookup.gazetteer().province("Vĩnh Long") is None
