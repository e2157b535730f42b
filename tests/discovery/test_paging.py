"""Pages: every row once, in one order, whichever way a page is reached; deep ones cost what the first one costs."""

from collections import Counter
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ocop_shop.discovery import freshness, paging, queries, tally, ways
from ocop_shop.discovery.facets import Counts
from ocop_shop.discovery.models import Listing
from ocop_shop.discovery.names import names
from ocop_shop.discovery.nearby import ChosenPlace
from ocop_shop.discovery.parameters import NoSuchPage, Query, read
from ocop_shop.discovery.shelf import shelf
from tests.discovery import shelves

pytestmark = pytest.mark.django_db

TIEU_CAN = ChosenPlace("29341", "commune", "Xã Tiểu Cần", "tieu-can", "86", "Vĩnh Long", "DBSCL", 9.8, 106.2)


@pytest.fixture
def shop(settings, monkeypatch):
    settings.OCOP_PAGE_SIZE = 7
    monkeypatch.setattr(paging, "NEAR_FRONT", 21)
    monkeypatch.setattr(paging, "_FEW", 0)
    freshness.ensure_true()
    shelves.filled(200)
    tally.fold()


def in_order(sort, rows=None):
    found = queries.public_rows() if rows is None else rows
    return list(found.order_by(queries.KEYS[sort], "product_id").values_list("pk", flat=True))


def keys(query, **more):
    return [card.product_id for card in shelf(query, **more).cards]


@pytest.mark.parametrize("sort", list(queries.KEYS))
def test_all_pages_together_are_all_products_in_order(sort, shop):
    wanted = in_order(sort)
    pages = shelf(Query(sort=sort)).last_page
    assert [key for page in range(1, pages + 1) for key in keys(Query(sort=sort, page=page))] == wanted


@pytest.mark.parametrize("sort", list(queries.KEYS))
def test_walking_forth_and_back_by_links_shows_every_product_once(sort, shop):
    wanted, query, forth = in_order(sort), Query(sort=sort), []
    while query:
        page = shelf(query)
        forth += [card.product_id for card in page.cards]
        last, query = page.query, page.after
    assert forth == wanted
    back, query = [], last
    while query:
        page = shelf(query)
        back = [card.product_id for card in page.cards] + back
        query = page.before
    assert back == wanted


def test_a_deep_link_names_the_page_it_comes_from_and_the_first_ones_do_not(shop):
    assert shelf(Query()).after.at is None
    assert shelf(Query(page=5)).after.at == (5, in_order("stars")[28])


def test_a_deep_page_is_found_from_its_neighbour_without_walking_to_it(shop):
    query = shelf(Query(page=12)).after
    with CaptureQueriesContext(connection) as asked:
        shelf(query)
    [rows] = [one["sql"] for one in asked if '"sort_stars"' in one["sql"]]
    assert rows.endswith("LIMIT 7 OFFSET 7")  # one page from the one before, not 84 rows from the first
    assert ">=" in rows


def test_a_neighbour_that_is_gone_is_no_mistake(shop):
    query = shelf(Query(page=12)).after
    wanted = keys(replace(query, at=None))
    Listing.objects.filter(pk=query.at[1]).delete()
    assert len(keys(query)) == 7
    assert keys(replace(query, at=(12, 999_999_999))) == keys(replace(query, at=None))
    assert wanted


@pytest.mark.parametrize("at", ["x", "1", "1.", ".5", "1.2.3", "99999999.1", "1.9999999999999999999", "-1.5", "１.２"])
def test_a_mangled_neighbour_is_left_out(at, shop):
    class Parameters:
        def getlist(self, key):
            return {"page": ["12"], "at": [at]}.get(key, [])

    query = read(Parameters())
    assert query.at is None
    assert keys(query) == keys(Query(page=12))


def test_few_that_match_are_found_first_and_sorted_after(shop, monkeypatch):
    wanted = in_order("price", queries.public_rows().filter(stars=5))
    monkeypatch.setattr(paging, "_FEW", 400)
    pages = shelf(Query(stars=(5,), sort="price")).last_page
    assert [k for page in range(1, pages + 1) for k in keys(Query(stars=(5,), sort="price", page=page))] == wanted


CHOICES = {
    "two stars": {"stars": (4, 3)},
    "stars with others between": {"stars": (5, 0)},
    "stars and provinces": {"stars": (3, 5), "province": ("86", "51")},
    "a region and sectors": {"region": ("DBSCL",), "sector": ("I", "III")},
    "sets and kinds": {"product_set": (1, 4, 7), "producer_type": ("cooperative", "household")},
}


@pytest.mark.parametrize("way", ["walked", "found"])
@pytest.mark.parametrize("sort", ["stars", "price"])
@pytest.mark.parametrize("choice", CHOICES)
def test_both_ways_to_a_page_lead_to_the_same_rows(choice, sort, way, shop, monkeypatch):
    monkeypatch.setattr(paging.Wanted, "few", property(lambda wanted: way == "found"))
    query = Query(sort="" if sort == "stars" else sort, **CHOICES[choice])
    places = {code: region.provinces for code, region in names(freshness.ensure_true()).regions.items()}
    wanted = in_order(sort, queries.matching(query, regions=places))
    assert wanted
    pages = shelf(query).last_page
    assert [key for page in range(1, pages + 1) for key in keys(replace(query, page=page))] == wanted


def counted(**values):
    """Counts of a shop by facet and value."""
    facets = {key: Counter() for key in ("province", "former", "product_set", "producer_type", "region", "category")}
    return Counts(values.pop("total"), facets | values, {})


WHOLE = counted(
    total=1000,
    stars=Counter({5: 10, 4: 200, 3: 300, 0: 490}),
    province=Counter({"86": 40, "51": 60}),
    product_set=Counter({4: 30}),
)


@pytest.mark.parametrize(
    ("stars", "number"), [((5,), 10), ((4, 3), 500), ((5, 3), 510), ((0,), 490), ((), 1000), ((5, 0), 1000)]
)
def test_in_the_order_of_stars_only_the_stretch_of_the_chosen_ones_is_walked(stars, number):
    assert ways.walked(Query(stars=stars), WHOLE, "stars") == number
    assert ways.walked(Query(stars=stars), WHOLE, "price") == 1000


@pytest.mark.parametrize(
    ("query", "number"),
    [
        (Query(stars=(4,)), None),
        (Query(province=("86", "51")), 100),
        (Query(province=("86", "51"), product_set=(4,)), 30),
        (Query(words="mật", province=("86",)), 7),
        (Query(price_max=9), 7),
    ],
)
def test_an_index_finds_what_the_narrowest_choice_holds(query, number):
    assert ways.found(query, counted(total=7), WHOLE) == number


@pytest.mark.parametrize(
    ("total", "found", "is_few"),
    [(3_000, 18_000, False), (200, 18_000, True), (5_000, None, False), (100, 400, True)],
)
def test_rows_are_found_first_only_where_that_is_less_than_walking(total, found, is_few):
    assert paging.Wanted(1, 20, total, 200_000, found).few == is_few


def test_a_page_behind_the_last_does_not_exist(shop):
    last = shelf(Query()).last_page
    with pytest.raises(NoSuchPage):
        shelf(Query(page=last + 1))


def test_local_first_begins_in_the_commune_then_province_then_region(shop):
    page = shelf(Query(), place=TIEU_CAN)
    assert page.sort == "local"
    rows = {row.pk: row for row in Listing.objects.all()}
    shown = [rows[k] for n in range(1, page.last_page + 1) for k in keys(Query(page=n), place=TIEU_CAN)]
    assert sorted(row.pk for row in shown) == sorted(in_order("stars"))
    nearness = [0 if r.commune_code == "29341" else 1 if r.province_code == "86" else 3 for r in shown]
    assert nearness == sorted(nearness)
    first = [row for row in shown if row.commune_code == "29341"]
    assert [row.sort_stars for row in first] == sorted(row.sort_stars for row in first)


def test_a_place_leads_only_where_nothing_else_was_asked_for(shop):
    assert shelf(Query(sort="price"), place=TIEU_CAN).sort == "price"
    assert shelf(Query(sort="stars"), place=TIEU_CAN).sort == "stars"
    assert shelf(Query(words="mat"), place=TIEU_CAN).sort == "stars"
    assert shelf(Query(sort="local")).sort == "stars"


def test_local_first_is_offered_only_where_a_place_was_chosen(shop):
    assert "local" not in [sort.value for sort in shelf(Query()).sorts]
    assert [sort.value for sort in shelf(Query(), place=TIEU_CAN).sorts if sort.is_present] == ["local"]


def test_local_first_with_filters_shows_each_product_once(shop):
    query = Query(stars=(3, 4), province=("86", "01"))
    pages = shelf(query, place=TIEU_CAN).last_page
    found = [k for page in range(1, pages + 1) for k in keys(replace(query, page=page), place=TIEU_CAN)]
    assert sorted(found) == sorted(queries.matching(query).values_list("pk", flat=True))
    assert len(found) == shelf(query).total
