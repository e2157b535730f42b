"""What stands around a list is made once for the same counts, and never shown when they are others."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.utils import translation

from ocop_shop.discovery import freshness, panels
from ocop_shop.discovery.parameters import Query
from ocop_shop.discovery.shelf import shelf
from tests.discovery import shelves

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop(db):
    freshness.ensure_true()
    shelves.filled(40)


def test_the_same_list_has_the_same_panel_on_every_page_and_in_every_order(shop, settings):
    settings.OCOP_PAGE_SIZE = 12
    first = shelf(Query(sort="price"))
    assert first.panel.is_kept
    assert shelf(Query(sort="price", page=2)).panel is first.panel
    assert shelf(Query(sort="name")).panel.counts is first.panel.counts


def test_one_product_less_is_another_panel(shop):
    before = shelf(Query()).panel
    product = apps.get_model("ocop_discovery", "Listing").objects.filter(stars=5, is_public=True).first().product
    product.is_public = False
    product.save()
    after = shelf(Query()).panel
    fives = [next(v.count for v in panel.filters[0].values if v.value == "5") for panel in (before, after)]
    assert fives[1] == fives[0] - 1


def test_another_name_of_a_place_is_another_panel(shop):
    before = shelf(Query()).panel
    places = apps.get_model("ocop_regions", "Place").objects.filter(level="province", valid_until=None)
    places.filter(code="86").update(name="Vĩnh Long Mới")
    after = shelf(Query()).panel
    assert after is not before
    assert "Vĩnh Long Mới" in str([value.label for one in after.filters for value in one.values])


def test_each_language_has_its_own(shop):
    vietnamese = shelf(Query()).panel.filters[0].label
    with translation.override("en"):
        english = shelf(Query()).panel.filters[0].label
    assert (vietnamese, english) == ("Sao OCOP", "OCOP stars")


def test_another_number_of_a_commune_is_another_panel(shop):
    query = Query(province=("86",))
    before = shelf(query).panel
    assert shelf(query).panel is before
    listing = apps.get_model("ocop_discovery", "Listing").objects.filter(province_code="86", is_public=True)
    one, *_others = listing.exclude(commune_code="")
    listing.filter(pk=one.pk).update(commune_code="29341" if one.commune_code != "29341" else "29308")
    assert shelf(query).panel.counts.values["commune"] != before.counts.values["commune"]


def test_whoever_asks_for_all_provinces_fills_no_memory(shop, monkeypatch):
    query = Query(province=("51", "86"))
    assert shelf(query).panel.is_kept
    monkeypatch.setattr(panels, "MOST_COMMUNES", len(shelf(query).panel.counts.values["commune"]) - 1)
    assert not shelf(Query(province=("51", "86"), in_stock=True)).panel.is_kept


def test_a_panel_has_the_language_it_is_kept_under_wherever_it_is_read(shop):
    with translation.override("en"):
        panel = shelf(Query(stars=(5,))).panel
    assert panel.filters[0].label == "OCOP stars"
    with translation.override("en"):
        assert shelf(Query(stars=(5,))).panel.filters[0].label == "OCOP stars"


def test_a_category_that_is_saved_as_it_was_leaves_what_is_remembered(shop):
    before = shelf(Query()).panel
    for category in apps.get_model("catalogue", "Category").objects.all():
        category.save()
    assert shelf(Query()).panel.names is before.names


@pytest.mark.parametrize("query", [Query(words="mật"), Query(price_max=90_000), Query(commune=("29341",))])
def test_what_is_counted_in_the_rows_is_not_kept(query, shop):
    assert not shelf(query).panel.is_kept
    assert shelf(query).panel is not shelf(query).panel


def test_a_page_shows_the_numbers_of_now(shop, client):
    def fives():
        html = client.get("/catalogue/").content.decode()
        return html.partition('data-facet="stars" data-value="5" data-count="')[2].partition('"')[0]

    before = fives()
    assert fives() == before
    row = apps.get_model("ocop_discovery", "Listing").objects.filter(stars=5, is_public=True).first()
    row.product.delete()
    assert int(fives()) == int(before) - 1
