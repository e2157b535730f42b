"""The benchmark compares like with like: the same goods, the same counts, the same hits. Nothing here is timed."""

from __future__ import annotations

import re

import pytest
from django.apps import apps
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection
from django.http import QueryDict
from django.test import override_settings
from django.urls import clear_url_caches
from oscar.core.loading import get_model

from ocop_shop.discovery import actions, tally
from ocop_shop.test.clock import frozen
from tests.benchmarks import changes, filling, goods, listing, meter, searches, subjects, targets
from tests.benchmarks.reference import scan
from tests.benchmarks.reference.stock import TEMPLATES_OF_OSCAR

NUMBER = 60


@pytest.fixture
def _connection_stays_open():
    """A request would close the connection on which the test has its transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def shop(db, settings, _connection_stays_open):
    """A shop of 60 products, with the pages that ours is compared with."""
    with (
        frozen(f"{goods.TODAY} 12:00"),
        override_settings(
            ROOT_URLCONF="tests.benchmarks.urls",
            TEMPLATES=[*settings.TEMPLATES, TEMPLATES_OF_OSCAR],
            OSCAR_PRODUCTS_PER_PAGE=20,
            OCOP_PAGE_SIZE=20,
        ),
    ):
        clear_url_caches()
        filling.fill(NUMBER)
        listing.write(NUMBER, goods.TODAY)
        yield subjects.shop()
    clear_url_caches()


def test_rows_written_at_once_are_those_of_the_shops_own_action(shop):
    rows, counts = (
        list(apps.get_model("ocop_discovery", "Listing").objects.order_by("pk").values()),
        tally.by_combination(),
    )
    assert len(rows) == NUMBER
    actions.refresh_all()
    assert list(apps.get_model("ocop_discovery", "Listing").objects.order_by("pk").values()) == rows
    assert tally.by_combination() == counts
    listing.check(NUMBER)


def test_goods_are_the_same_every_time_and_of_every_kind():
    home = goods.Home(1, "86", "Tỉnh Vĩnh Long", 2, "29308", "Xã Tiểu Cần", None, "", "")
    first, again = (list(goods.goods(2000, goods.makers(2000, [home]), goods.TODAY)) for _time in range(2))
    assert first == again
    stars = [good.stars_on(goods.TODAY) for good in first]
    assert [stars.count(number) > 0 for number in (0, 3, 4, 5)] == [True] * 4
    assert 0.65 < sum(map(bool, stars)) / len(stars) < 0.79
    assert {good.product_set for good in first} == set(range(1, 27))


def test_the_pages_show_the_same_number_of_cards_and_products(shop):
    ours, faceted, floor = (
        shop.visitor.get(f"/{page}/").decode() for page in ("catalogue", "reference/faceted", "reference/floor")
    )
    assert [ours.count("data-product-id="), faceted.count('class="product_pod"'), floor.count("data-product-id=")] == [
        20
    ] * 3
    assert f'data-result-count="{NUMBER}"' in ours
    assert f"<strong>{NUMBER}</strong>" in faceted
    assert f"<p>{NUMBER} sản phẩm" in floor


def test_the_references_facets_count_what_ours_count(shop):
    for query in ("", *subjects.filtered(shop).values()):
        asked = QueryDict(query)
        reference, ours = subjects.reference_counts(asked), subjects.our_counts(asked)
        assert {code: _of_more_than_none(ours.values[code]) for code in reference} == reference
        shown = shop.visitor.get(f"/reference/faceted/?{query}").decode()
        assert shown.count('class="product_pod"') == min(20, ours.total)


def _of_more_than_none(counter):
    return {
        str(int(value) if value is True else value): number for value, number in counter.items() if value and number
    }


def test_the_reference_is_oscars_own_page_and_asks_as_little_as_it_can(shop):
    asked = {
        name: meter.in_turn({name: do}, seconds=0, least=1)[name].queries
        for name, do in subjects.listings(shop).items()
    }
    assert {name: asked[name] for name in ("hello", "floor", "plain", "faceted")} == {
        "hello": 0,
        "floor": 2,
        "plain": 11,
        "faceted": 16,
    }
    page = shop.visitor.get("/reference/product/1/").decode()
    assert 'class="product_page"' in page
    assert "data-ocop" not in page


def test_the_scan_and_ours_find_the_same(shop):
    typed = searches.searches(filling.homes())
    assert len(set(typed)) == searches.NUMBER
    assert any(scan.hits(words) for words in typed)
    assert subjects.differing(typed) == []


def test_measuring_a_change_changes_nothing(shop):
    def state():
        stock = get_model("partner", "StockRecord").objects.order_by("pk").values_list("num_in_stock", flat=True)
        return list(stock), tally.by_combination()

    before = state()
    assert set(changes.costs([1, 2])) == {
        "a product made anew, nothing changed",
        "stock saved by Oscar, on and off the shelf",
        "changes folded into the counts, each",
        "all counts made anew",
        "counts kept, each changed product",
    }
    assert state() == before


def test_a_cost_counts_the_work_of_the_database_too(db):
    with connection.cursor() as cursor:
        spent = meter.cost_of(
            lambda: cursor.execute(
                "SELECT COUNT(*) FROM ocop_regions_place a, ocop_regions_place b WHERE a.id < b.id AND b.id < 3000"
            )
        )
    assert spent > 1


def test_a_target_is_a_ratio_and_says_by_how_much_it_is_missed():
    met, missed = targets._part("x", 2.0, 30.0, 12), targets._part("x", 5.0, 30.0, 12)
    assert (met.is_met, met.shown) == (True, "1/15.0 (promised 1/12)")
    assert (missed.is_met, missed.missed_by) == (False, pytest.approx(2.0))


def test_every_page_that_is_measured_answers(shop):
    for doing in {**subjects.others(shop), **subjects.choices(shop)}.values():
        assert re.match(rb"\s*<!doctype html>", doing(), re.IGNORECASE)
