"""The directory of makers: whom each filter finds, alone and with others, and what a page of it costs."""

from __future__ import annotations

from datetime import date

import pytest

from ocop_shop.certification import actions as register
from ocop_shop.test.factories import make_certificate, make_producer, make_product
from tests.templates.reading import read

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(frozen):
    frozen("2026-11-22 10:00")


def offering(name, *, stars=0, product_set=1, **values):
    """A maker with one product."""
    maker = make_producer(name, **values)
    product = make_product(producer=maker, product_set=product_set)
    if stars:
        make_certificate(product, stars=stars, issued_on=date(2026, 6, 1))
    return product


@pytest.fixture
def named(client):
    """The makers that a query string finds, in their order."""

    def ask(query=""):
        page = read(client.get(f"/producers/{query}").content.decode())
        return [heading.text for heading in page.all("h2") if heading.all("a")]

    return ask


def test_makers_are_found_by_the_stars_of_what_they_offer(named):
    offering("Bốn", stars=4)
    offering("Năm", stars=5)
    offering("Không")
    assert named("?stars=4") == ["Bốn"]
    assert named("?stars=5") == ["Năm"]
    assert named("?stars=3") == []
    assert sorted(named()) == ["Bốn", "Không", "Năm"]


def test_a_maker_whose_star_is_revoked_is_not_found_by_it(named):
    product = offering("Bốn", stars=4)
    assert named("?stars=4") == ["Bốn"]
    register.revoke(product.ocop_certificates.get(), ground="d", effective_on=date(2026, 11, 22))
    assert named("?stars=4") == []


def test_a_maker_whose_product_is_hidden_is_not_found_by_it(named):
    product = offering("Bốn", stars=4)
    product.is_public = False
    product.save()
    assert (named("?stars=4"), named()) == ([], ["Bốn"])


def test_sector_and_stars_are_those_of_one_product(named):
    offering("Trà", stars=4, product_set=1)
    both = offering("Hai thứ", stars=4, product_set=1)
    make_product(producer=both.ocop_provenance.producer, product_set=14)
    assert sorted(named("?sector=I&stars=4")) == ["Hai thứ", "Trà"]
    assert named("?sector=III&stars=4") == []


def test_all_filters_narrow_together(named):
    offering("Ở đây", stars=4, kind="household", province="86")
    offering("Nơi khác", stars=4, kind="household", province="51")
    offering("Khác loại", stars=4, kind="cooperative", province="86")
    assert named("?stars=4&producer_type=household&province=86") == ["Ở đây"]
    assert named("?stars=4&producer_type=household&province=86&q=khac") == []


@pytest.mark.parametrize("query", ["?stars=6", "?stars=x", "?sector=VII", "?sector=%00", "?stars=4%27", "?province=00"])
def test_what_there_is_not_is_not_asked_for(named, query):
    offering("Bốn", stars=4)
    assert named(query) == ["Bốn"]


def test_a_next_page_keeps_what_was_chosen(client):
    for number in range(25):
        offering(f"HTX {number:02}", stars=4)
    page = client.get("/producers/?stars=4&q=htx").content.decode()
    assert 'href="?q=htx&amp;stars=4&amp;page=2"' in page
    assert 'data-result-count="25"' in page


@pytest.mark.parametrize("number", [1, 1000])
def test_the_directory_costs_six_queries_with_one_maker_and_with_a_thousand(client, assert_queries, number):
    first = offering("HTX 0000", stars=4).ocop_provenance.producer
    model = type(first)
    model.objects.bulk_create(
        model(name=f"HTX {n:04}", name_key=f"htx {n:04}", slug=f"htx-{n:04}", kind=first.kind, province=first.province)
        for n in range(1, number)
    )
    client.get("/producers/?stars=4")
    for query in ("", "?stars=4", "?sector=I&province=86", "?page=9", "?view=map", "?view=map&stars=4&q=htx"):
        with assert_queries(6):
            client.get(f"/producers/{query}")


@pytest.fixture
def on_the_map(client):
    """The makers of each province that has any, as the map of a query string counts them."""

    def ask(query=""):
        page = read(client.get(f"/producers/?view=map{query}").content.decode())
        told = {
            row["data-province"]: int(row.one("span", data_count=True)["data-count"])
            for row in page.all("li", data_province=True)
        }
        return {code: number for code, number in told.items() if number}

    return ask


def test_the_map_counts_the_makers_that_match(on_the_map):
    offering("Một", stars=4)
    offering("Hai", stars=5)
    offering("Ba", stars=4, province="51", kind="farm")
    assert on_the_map() == {"86": 2, "51": 1}
    assert on_the_map("&stars=4") == {"86": 1, "51": 1}
    assert on_the_map("&producer_type=farm") == {"51": 1}
    assert on_the_map("&province=86&stars=5") == {"86": 1}


def test_a_province_on_the_map_leads_to_its_makers_with_what_was_chosen(client):
    offering("Một", stars=4)
    page = read(client.get("/producers/?view=map&stars=4").content.decode())
    row = page.one("li", data_province="86")
    assert row.one("a")["href"] == "/producers/?stars=4&province=86"
    assert len(page.all("li", data_province=True)) == 34


def test_a_hidden_maker_is_not_counted_on_the_map(on_the_map):
    offering("Một", is_public=False)
    assert on_the_map() == {}


def test_the_map_is_another_view_of_the_same_list_for_search_engines(client):
    offering("Một")
    head = read(client.get("/producers/?view=map").content.decode()).one("head")
    assert "noindex" in head.one("meta", name="robots")["content"]
