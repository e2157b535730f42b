"""Stock is taken by one conditional update, and the database itself refuses what nobody has."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from oscar.core.loading import get_class, get_model

from ocop_shop.ordering import guard
from ocop_shop.ordering.exceptions import OutOfStock
from ocop_shop.ordering.fitting import fit
from ocop_shop.ordering.giving_back import give_back_stock
from ocop_shop.ordering.needs import shortages
from ocop_shop.ordering.stock import take
from ocop_shop.test import factories
from tests.payments.paying import basket_of, order_of, stock_of

pytestmark = pytest.mark.django_db


def record(stock=5, **fields):
    product = factories.make_product("Mật hoa dừa", stock=stock)
    product.stockrecords.update(**fields)
    return product.stockrecords.get()


def line_of(stockrecord, quantity):
    return basket_of((stockrecord.product, quantity)).all_lines()[0]


def held(stockrecord):
    stockrecord.refresh_from_db()
    return stockrecord.num_allocated


def test_the_last_piece_is_taken_once():
    stockrecord = record(stock=1)
    lines = [line_of(stockrecord, 1) for _buyer in range(2)]
    take(lines[0])
    with pytest.raises(OutOfStock) as refused:
        take(lines[1])
    (shortage,) = refused.value.shortages
    assert (shortage.title, shortage.wanted, shortage.left, shortage.line) == ("Mật hoa dừa", 1, 0, lines[1].pk)
    assert held(stockrecord) == 1


@pytest.mark.parametrize(
    ("allocated", "wanted", "is_taken"), [(None, 5, True), (2, 3, True), (2, 4, False), (5, 1, False)]
)
def test_what_others_hold_is_not_there(allocated, wanted, is_taken):
    stockrecord = record(num_allocated=allocated)
    line = line_of(stockrecord, 1)
    line.quantity = wanted
    if is_taken:
        take(line)
        assert held(stockrecord) == (allocated or 0) + wanted
        return
    with pytest.raises(OutOfStock):
        take(line)
    assert held(stockrecord) == allocated


def test_goods_that_keep_no_count_are_never_taken():
    tour = factories.make_product("Chèo thuyền", stock=None)
    take(line_of(tour.stockrecords.get(), 7))
    assert held(tour.stockrecords.get()) is None


def test_taking_costs_as_many_queries_as_oscars_taking_on_trust(django_assert_num_queries):
    lines = [line_of(record(), 2) for _buyer in range(2)]
    for line in lines:
        assert line.product.get_product_class().track_stock
        assert line.stockrecord.can_track_allocations
    with CaptureQueriesContext(connection) as oscars:
        lines[0].stockrecord.allocate(2)
    with django_assert_num_queries(len(oscars)):
        take(lines[1])


def test_whoever_places_an_order_goes_through_it():
    assert get_class("order.utils", "OrderCreator").__module__ == "ocop_shop.forks.classes.order"


@pytest.mark.parametrize("change", [{"num_allocated": 6}, {"num_in_stock": 1, "num_allocated": 2}])
def test_the_database_refuses_to_allocate_what_is_not_there(change):
    stockrecord = record()
    records = get_model("partner", "StockRecord").objects.filter(pk=stockrecord.pk)
    with pytest.raises(DatabaseError, match=guard.ERROR), transaction.atomic():
        records.update(**change)
    assert (stockrecord.num_in_stock, held(stockrecord)) == (5, None)


def test_the_database_refuses_a_new_record_that_promises_too_much():
    stockrecord = record()
    with pytest.raises(DatabaseError, match=guard.ERROR), transaction.atomic():
        get_model("partner", "StockRecord").objects.create(
            product=stockrecord.product, partner=stockrecord.partner, partner_sku="2", num_in_stock=1, num_allocated=2
        )


def test_pieces_may_be_counted_away_and_orders_shipped_after_that():
    stockrecord = record(num_allocated=4)
    records = get_model("partner", "StockRecord").objects.filter(pk=stockrecord.pk)
    records.update(num_in_stock=2)
    records.update(num_allocated=3)
    assert held(stockrecord) == 3


def test_the_guard_is_made_once_and_comes_back(db):
    assert guard.stands(connection)
    assert not guard.install(connection)
    guard.remove(connection)
    assert not guard.stands(connection)
    assert guard.install(connection)
    assert guard.stands(connection)


def test_a_cancelled_order_gives_its_stock_back_once():
    order = order_of(quantity=3)
    lines = list(order.lines.all())
    assert give_back_stock(lines) == 3
    assert give_back_stock(lines) == 0
    assert stock_of(order) == (10, 0)
    assert order.lines.get().allocation_cancelled


def test_giving_back_is_quiet_where_the_product_is_gone():
    order = order_of(quantity=3)
    get_model("partner", "StockRecord").objects.all().delete()
    assert give_back_stock(list(order.lines.all())) == 0


def test_a_basket_is_brought_down_to_what_is_left():
    few, none, enough = record(stock=5), record(stock=5), record(stock=5)
    basket = basket_of((few.product, 4), (none.product, 1), (enough.product, 2))
    few.product.stockrecords.update(num_allocated=3)
    none.product.stockrecords.update(num_allocated=5)
    found = [(shortage.wanted, shortage.left) for shortage in fit(basket)]
    assert found == [(4, 2), (1, 0)]
    assert [(line.product, line.quantity) for line in basket.all_lines()] == [(few.product, 2), (enough.product, 2)]
    assert fit(basket) == []


def test_two_lines_of_one_product_share_what_is_left():
    stockrecord = record(stock=5)
    basket = basket_of((stockrecord.product, 3))
    line = basket.all_lines()[0]
    twin = type(line)(basket=basket, product=line.product, stockrecord=stockrecord, quantity=3, pk=line.pk + 1)
    assert [(short.line, short.left) for short in shortages([line, twin])] == [(twin.pk, 2)]


def test_a_basket_that_is_an_order_already_is_left_alone():
    stockrecord = record(stock=5)
    basket = basket_of((stockrecord.product, 4))
    basket.submit()
    stockrecord.product.stockrecords.update(num_in_stock=1)
    assert fit(basket) == []
    assert basket.lines.get().quantity == 4
