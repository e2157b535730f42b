"""Many buyers at once, each with an own connection: nobody is sold what is not there, and nobody sees a failure."""

import pytest
from django.urls import reverse
from oscar.core.loading import get_model

from ocop_shop.certification.models import SoldClaim
from ocop_shop.test import factories
from tests import at_once

from .conftest import Buyer, said

Order = get_model("order", "Order")

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


def together(buyers):
    """All of them click at the same moment; their answers in order, an exception where one failed."""
    return at_once.together(*[buyer.place for buyer in buyers], seconds=120)


def test_twenty_buyers_of_five_pieces_make_five_orders():
    product = factories.make_product("Mật hoa dừa", stock=5)
    factories.make_certificate(product, stars=4)
    answers = together([Buyer().ready(product) for _number in range(20)])
    placed = [answer for answer in answers if answer.url == reverse("checkout:thank-you")]
    refused = [answer for answer in answers if answer.url == reverse("basket:summary")]
    assert (len(placed), len(refused)) == (5, 15)
    assert all("Mật hoa dừa" in " ".join(said(answer)) for answer in refused)
    assert Order.objects.count() == SoldClaim.objects.filter(stars=4).count() == 5
    assert (product.stockrecords.get().num_allocated, product.stockrecords.get().net_stock_level) == (5, 0)
    assert get_model("basket", "Basket").objects.filter(status="Open").count() == 15


def test_baskets_with_the_same_goods_in_opposite_order_do_not_block_each_other():
    one, other = factories.make_product("Một", stock=50), factories.make_product("Hai", stock=50)
    buyers = []
    for number in range(12):
        buyer = Buyer()
        for product in (one, other) if number % 2 else (other, one):
            buyer.add(product)
        buyer.identify()
        buyer.send_to()
        buyer.review()
        buyers.append(buyer)
    assert {answer.url for answer in together(buyers)} == {reverse("checkout:thank-you")}
    assert [product.stockrecords.get().num_allocated for product in (one, other)] == [12, 12]


def test_one_buyer_who_clicks_five_times_gets_one_order():
    product = factories.make_product(stock=10)
    buyer = Buyer().ready(product)
    clicks = []
    for _number in range(5):
        again = Buyer()
        again.client.cookies.load(buyer.client.cookies.output(header=""))
        clicks.append(again)
    assert {answer.url for answer in together(clicks)} == {reverse("checkout:thank-you")}
    assert Order.objects.count() == 1
    assert product.stockrecords.get().num_allocated == 1
