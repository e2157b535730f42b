"""Pages of the checkout ask the database as often for ten lines as for one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from oscar.apps.checkout.mixins import OrderPlacementMixin as OscarOrderPlacementMixin
from oscar.apps.order.utils import OrderCreator as OscarOrderCreator

from ocop_shop.forks.checkout import views
from ocop_shop.forks.classes.order import OrderCreator
from ocop_shop.test import factories

from .conftest import Buyer

pytestmark = pytest.mark.django_db

PAGES = ("basket:summary", "checkout:shipping-address", "checkout:preview")


def counted(client, pages):
    counts = {}
    for page in pages:
        client.get(reverse(page))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse(page)).status_code == 200
        counts[page] = len(queries)
    return counts


def test_ten_lines_cost_as_many_queries_as_one():
    found = []
    for lines in (1, 10):
        buyer, makers = Buyer(), [factories.make_producer() for _number in range(3)]
        for number in range(lines):
            product = factories.make_product(producer=makers[number % 3])
            factories.make_certificate(product)
            buyer.add(product)
        buyer.identify()
        buyer.send_to()
        buyer.review()
        counts = counted(buyer.client, PAGES)
        buyer.place()
        found.append(counts | counted(buyer.client, ["checkout:thank-you"]))
    one, ten = found
    assert one == ten
    assert max(one.values()) <= 21  # three of them for what each maker's sending costs


def test_placing_an_order_costs_few_queries_more_than_oscar_needs(monkeypatch):
    """Five lines of three makers: locks, stock, claims, makers, attempt, parcels and log on top of what Oscar writes.

    Oscar itself needs 69, savepoints counted on both sides.
    """
    makers = [factories.make_producer() for _number in range(3)]
    goods = [factories.make_product(producer=makers[number % 3], stock=9) for number in range(5)]
    for product in goods:
        factories.make_certificate(product)
    counted_by = {}

    def counting(name, act):
        def counted(*args, **kwargs):
            with CaptureQueriesContext(connection) as queries:
                found = act(*args, **kwargs)
            counted_by[name] = len(queries)
            return found

        return counted

    view = views.PaymentDetailsView
    ours, oscars = counting("ours", view.place), counting("oscar", OscarOrderPlacementMixin.place_order)

    def as_oscar_does(self, *args, provider, **kwargs):
        return oscars(self, *args, **kwargs)

    Buyer().ready(goods[0]).place()  # what is remembered from one order to the next
    for place in (ours, as_oscar_does):
        monkeypatch.setattr(view, "place", place)
        if place is as_oscar_does:
            monkeypatch.setattr(OrderCreator, "update_stock_records", OscarOrderCreator.update_stock_records)
            monkeypatch.setattr(OrderCreator, "record_discount", OscarOrderCreator.record_discount)
            monkeypatch.setattr(OrderCreator, "place_order", OscarOrderCreator.place_order)
            more = "create_additional_line_models"
            monkeypatch.setattr(OrderCreator, more, getattr(OscarOrderCreator, more))
        buyer = Buyer()
        for product in goods:
            buyer.add(product)
        buyer.identify()
        buyer.send_to()
        buyer.review()
        assert buyer.place().status_code == 302
    assert counted_by["ours"] - counted_by["oscar"] <= 25, counted_by
