"""Names of the old map around a commune of today: certain, found in one query, and true when the map is corrected."""

from __future__ import annotations

import pytest

from ocop_shop.discovery import freshness, hits, queries
from ocop_shop.discovery.former_names import former_names
from ocop_shop.producers import actions as producers
from ocop_shop.regions.models import Place, Succession
from ocop_shop.test.factories import make_producer, make_product

pytestmark = pytest.mark.django_db


@pytest.fixture
def commune():
    """Đồng Văn in Tuyên Quang, until 30 June 2025 in the district of its name in Hà Giang."""
    return Place.objects.communes().in_force().select_related("parent").get(code="00721")


@pytest.fixture
def honey(commune):
    product = make_product(title="Mật bạc hà")
    producers.place(product, commune=commune)
    return product


def found(words):
    freshness.ensure_true()
    return set(hits.narrowed(queries.public_rows(), words).values_list("pk", flat=True))


def test_a_commune_tells_districts_and_provinces_in_one_query(commune, assert_queries):
    with assert_queries(1):
        told = former_names([commune.pk])
    assert list(told.around(commune, commune.parent)) == ["huyện Đồng Văn", "tỉnh Hà Giang", "huyện Mèo Vạc"]


def test_a_province_tells_the_one_province_that_it_was(assert_queries):
    hue = Place.objects.provinces().in_force().get(code="46")
    assert list(former_names([]).around(None, hue)) == ["tỉnh Thừa Thiên Huế"]


def test_a_province_made_of_several_tells_none_of_them(commune):
    assert list(former_names([]).around(None, commune.parent)) == []


def test_where_nothing_is_known_nothing_is_told():
    assert list(former_names([]).around(None, None)) == []


def test_the_makers_commune_counts_where_the_product_has_no_place_of_its_own(commune):
    maker = make_producer(province="08")
    type(maker).objects.filter(pk=maker.pk).update(commune=commune)
    product = make_product(title="Chè", producer=maker)
    assert found("chè hà giang") == {product.pk}


def test_a_name_of_the_old_map_that_is_corrected_is_found_at_the_next_read(honey, commune):
    assert found('"hà giang"') == {honey.pk}
    old = Succession.objects.filter(new=commune).select_related("old__parent__parent").first().old.parent.parent
    Place.objects.filter(pk=old.pk).update(name="Zéo Giang")
    assert found('"hà giang"') == set()
    assert found('"zéo giang"') == {honey.pk}


def test_a_succession_that_is_corrected_is_known_at_the_next_read(honey, commune):
    assert found('"hà giang"') == {honey.pk}
    Succession.objects.filter(new=commune).delete()
    assert found('"hà giang"') == set()
    Succession.objects.create(
        old=Place.objects.get(code="29308", level="commune", valid_from=None), new=commune, on="2025-07-01"
    )
    assert found("trà vinh") == {honey.pk}
