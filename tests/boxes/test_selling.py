"""Boxes take the stock of their parts, with the order, and give it back once."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from oscar.apps.shipping.methods import Free
from oscar.core.loading import get_class, get_model
from oscar.core.prices import Price

from ocop_shop.boxes import actions
from ocop_shop.boxes.models import SoldPart
from ocop_shop.core import clock
from ocop_shop.delivery.weights import UNKNOWN, grams_of
from ocop_shop.ordering import actions as ordering
from ocop_shop.ordering import selling
from ocop_shop.ordering.exceptions import OutOfStock
from ocop_shop.ordering.fitting import fit
from ocop_shop.ordering.giving_back import give_back_stock
from ocop_shop.ordering.holding import hold
from ocop_shop.ordering.numbers import new_number
from ocop_shop.payments import registry
from ocop_shop.test import factories
from tests.payments.paying import basket_of, place

pytestmark = pytest.mark.django_db


@pytest.fixture
def jar(db):
    return factories.make_product("Mật ong", stock=10)


@pytest.fixture
def rice(db):
    return factories.make_product("Gạo", stock=10)


@pytest.fixture
def box(jar, rice):
    return factories.make_box("Hộp quà", (jar, 2), (rice, 1))


def bought(*goods):
    return place(basket_of(*goods), registry.known("cash-on-delivery"))


def held(*products):
    return [product.stockrecords.get().num_allocated or 0 for product in products]


def test_a_box_takes_its_parts_and_nothing_of_its_own(box, jar, rice):
    bought((box, 3))
    assert held(box, jar, rice) == [0, 6, 3]


def test_a_box_and_loose_jars_share_what_is_left(box, jar):
    basket = basket_of((box, 4), (jar, 2))
    hold(basket)
    basket.lines.filter(product=jar).update(quantity=3)
    with pytest.raises(OutOfStock) as refused:
        hold(basket_of((box, 4), (jar, 3)))
    assert [(short.title, short.wanted, short.left) for short in refused.value.shortages] == [("Mật ong", 3, 2)]


def test_the_box_is_named_where_its_parts_are_gone(box, jar):
    basket = basket_of((jar, 9), (box, 1))
    with pytest.raises(OutOfStock) as refused:
        hold(basket)
    assert [(short.title, short.left) for short in refused.value.shortages] == [("Hộp quà", 0)]


def test_whoever_places_an_order_without_holding_it_gets_no_more_than_there_is(box, jar, rice):
    first, second = basket_of((box, 5)), basket_of((box, 5))
    place_only(first)
    with pytest.raises(OutOfStock):
        place_only(second)
    assert held(jar, rice) == [10, 5]
    assert get_model("order", "Order").objects.count() == 1


def place_only(basket):
    """As an API of Oscar's does, without our checkout."""
    return get_class("order.utils", "OrderCreator")().place_order(
        basket=basket,
        total=Price(basket.currency, basket.total_excl_tax, basket.total_incl_tax),
        shipping_method=Free(),
        shipping_charge=Price(basket.currency, Decimal(0), Decimal(0)),
        order_number=new_number(),
    )


def test_a_basket_is_brought_down_to_the_boxes_that_can_be_packed(box, jar, rice):
    basket = basket_of((box, 5), (jar, 1))
    rice.stockrecords.update(num_allocated=7)
    assert [(short.title, short.left) for short in fit(basket)] == [("Hộp quà", 3)]
    assert {line.product: line.quantity for line in basket.all_lines()} == {box: 3, jar: 1}


def test_a_box_with_a_hidden_part_is_not_sold(box, jar, rice):
    basket = basket_of((box, 1))
    get_model("catalogue", "Product").objects.filter(pk=rice.pk).update(is_public=False)
    with pytest.raises(OutOfStock):
        place(basket, registry.known("cash-on-delivery"))
    assert held(jar, rice) == [0, 0]


def test_a_cancelled_order_gives_the_parts_back_once(box, jar, rice):
    order = bought((box, 3), (jar, 1))
    assert held(jar, rice) == [7, 3]
    assert ordering.cancel(order)
    assert not ordering.cancel(order)
    assert give_back_stock(list(order.lines.all())) == 0
    assert held(box, jar, rice) == [0, 0, 0]


def test_a_cancelled_line_gives_back_its_own_parts_alone(box, jar, rice):
    order = bought((box, 2), (jar, 1))
    boxes = order.lines.get(product=box)
    ordering.move_lines(order, [boxes], "Cancelled")
    ordering.move_lines(order, [boxes], "Cancelled")
    assert held(jar, rice) == [1, 0]
    ordering.cancel(order)
    assert held(jar, rice) == [0, 0]


def test_what_comes_back_is_what_was_taken_whatever_the_box_holds_now(box, jar, rice):
    order = bought((box, 2))
    other = factories.make_product("Trà", stock=10)
    actions.set_parts(box, [(jar, 1), (other, 4)])
    ordering.cancel(order)
    assert held(jar, rice, other) == [0, 0, 0]


def test_a_box_that_was_a_plain_product_keeps_what_others_hold_of_that(jar):
    plain = factories.make_product("Giỏ quà", stock=5)
    bought((plain, 2))
    actions.set_parts(plain, [(jar, 1)])
    order = bought((plain, 3))
    assert held(plain, jar) == [2, 3]
    ordering.cancel(order)
    assert held(plain, jar) == [2, 0]


def test_an_order_is_cancelled_though_a_part_is_gone(box, jar, rice):
    order = bought((box, 2))
    jar.delete()
    assert ordering.cancel(order)
    assert held(rice) == [0]


def test_parts_that_nobody_counts_are_not_held(rice):
    card = factories.make_product("Thiệp", stock=None)
    order = bought((factories.make_box("Hộp quà", (card, 1), (rice, 1)), 2))
    assert dict(SoldPart.objects.values_list("title", "held")) == {"Thiệp": 0, "Gạo": 2}
    ordering.cancel(order)
    assert held(card, rice) == [0, 0]


@pytest.mark.parametrize(("sent", "left"), [(True, [(6, 2), (8, 1)]), (False, [(10, 2), (10, 1)])])
def test_a_handler_that_counts_stock_down_counts_the_parts(box, jar, rice, sent, left):
    order = bought((box, 3))
    handler = get_class("order.processing", "EventHandler")()
    act = handler.consume_stock_allocations if sent else handler.cancel_stock_allocations
    act(order, list(order.lines.all()), [2])
    records = [product.stockrecords.get() for product in (jar, rice)]
    assert [(record.num_in_stock, record.num_allocated) for record in records] == left
    assert order.lines.get().num_allocated == 1
    give_back_stock(list(order.lines.all()))
    assert held(box, jar, rice) == [0, 0, 0]


def test_a_box_with_wine_is_for_adults(rice):
    wine = factories.make_product("Rượu nếp", product_set=14)
    assert selling.is_for_adults(factories.make_box("", (wine, 1), (rice, 1)))
    assert not selling.is_for_adults(factories.make_box("", (rice, 1)))


def test_an_order_keeps_what_was_in_the_box_with_the_stars_of_that_day(jar, rice):
    maker = factories.make_producer("HTX Rừng Ong", province="86")
    honey = factories.make_product("Mật ong rừng", producer=maker, stock=10)
    factories.make_certificate(honey, stars=4, number="12/QĐ-UBND")
    lapsed = factories.make_product("Trà cũ", stock=10)
    factories.make_certificate(lapsed, stars=3, issued_on=clock.today() - timedelta(days=1500))
    order = bought((factories.make_box("Hộp quà", (honey, 2), (lapsed, 1), (rice, 1)), 1))
    kept = order.lines.get().ocop_box_parts.values_list("title", "quantity", "producer_name", "stars", "decision_no")
    assert [row[:4] for row in kept] == [
        ("Mật ong rừng", 2, "HTX Rừng Ong", 4),
        ("Trà cũ", 1, "", None),
        ("Gạo", 1, "", None),
    ]
    assert kept[0][4] == "12/QĐ-UBND"


def test_a_box_costs_few_queries_more_than_a_jar(box, jar):
    def counted(product):
        basket = basket_of((product, 1))
        with CaptureQueriesContext(connection) as queries:
            place(basket, registry.known("cash-on-delivery"))
        return len(queries)

    counted(jar)
    plain, boxed = counted(jar), counted(box)
    # Locking once more, one more stock record, the claims and the rows of what is in it, and the stock of the parts.
    assert boxed - plain <= 9


def test_a_box_weighs_what_its_label_says_else_what_is_in_it(jar, rice):
    box = factories.make_box("Hộp quà", (jar, 2), (rice, 1))
    origins = apps.get_model("ocop_producers", "Provenance").objects
    origins.create(product=jar, net_amount=500, net_unit="g")
    assert grams_of(get_model("catalogue", "Product").objects.get(pk=box.pk)) == 2 * 550 + UNKNOWN
    origins.create(product=box, net_amount=2, net_unit="kg")
    assert grams_of(get_model("catalogue", "Product").objects.get(pk=box.pk)) == 2200
