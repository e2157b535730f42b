"""Several people at the same moment at the same stock records."""

from __future__ import annotations

import pytest
from django.db import transaction

from ocop_shop.ordering import stock
from ocop_shop.ordering.exceptions import OutOfStock
from ocop_shop.supply import actions
from ocop_shop.supply.exceptions import ChangeRefused
from ocop_shop.supply.figures import Figures
from tests.at_once import together
from tests.supply.selling import make_goods, make_seller, now, row

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


class Asked:
    """As much of a basket line as taking stock looks at."""

    def __init__(self, record, quantity):
        self.pk, self.product, self.stockrecord, self.quantity = None, record.product, record, quantity


def test_of_two_members_who_save_at_once_one_is_told_and_nothing_is_lost():
    producer = make_seller()
    records = [make_goods(producer, price=50_000) for _number in range(5)]
    seen = [now(record) for record in records]

    def save(price, order):
        def act():
            pairs = list(zip(records, seen, strict=True))[::order]
            try:
                actions.change_prices(producer, [row(record, saw, price=price) for record, saw in pairs])
            except ChangeRefused as refused:
                return len(refused.faults)
            return 0

        return act

    assert sorted(together(save(60_000, 1), save(70_000, -1))) == [0, 5]
    assert len({now(record).price for record in records}) == 1
    assert producer.price_changes.count() == 1


def test_what_is_sold_while_the_price_is_saved_stays_sold():
    producer = make_seller()
    record = make_goods(producer, price=50_000, stock=40)

    def buy():
        with transaction.atomic():
            stock.take(Asked(make_fresh(record), 1))

    def reprice():
        for step in range(1, 11):
            actions.change_prices(producer, [row(make_fresh(record), price=50_000 + step)])

    together(reprice, *[lambda: [buy() for _piece in range(5)]] * 4)
    assert now(record) == Figures(50_010, 20, None)


def test_counting_anew_while_others_buy_never_promises_more_than_there_is():
    producer = make_seller()
    record = make_goods(producer, stock=10)

    def buy():
        try:
            with transaction.atomic():
                stock.take(Asked(make_fresh(record), 1))
        except OutOfStock:
            return 0
        return 1

    def count():
        fresh = make_fresh(record)
        try:
            actions.change_prices(producer, [row(fresh, now(fresh), stock=3)])
        except ChangeRefused:
            return 0
        return 1

    *_bought, _counted = together(*[buy] * 12, count)
    record.refresh_from_db()
    assert 0 <= record.num_allocated <= record.num_in_stock
    assert record.num_allocated == sum(_bought)


def test_undoing_at_once_does_it_once():
    producer = make_seller()
    record = make_goods(producer, stock=10)
    change = actions.change_prices(producer, [row(record, stock=25)])
    again = type(change).objects.get(pk=change.pk)
    assert sorted(together(lambda: actions.undo(change), lambda: actions.undo(again))) == [False, True]
    assert now(record).stock == 10


def test_pausing_twice_at_once_leaves_one_pause():
    producer = make_seller()
    make_goods(producer)
    one, two = together(lambda: actions.pause(producer).pk, lambda: actions.pause(producer).pk)
    assert one == two
    assert producer.pauses.count() == 1


def make_fresh(record):
    """The record as a connection of its own reads it."""
    return type(record).objects.select_related("product__product_class").get(pk=record.pk)
