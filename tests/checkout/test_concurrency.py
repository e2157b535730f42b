"""Many buyers at once, each with an own connection: nobody is sold what is not there, and nobody sees a failure."""

import pytest
from django.urls import reverse
from oscar.core.loading import get_model

from ocop_shop.test import factories
from tests import at_once

from .conftest import Buyer

Order = get_model("order", "Order")

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


def together(buyers):
    """All of them click at the same moment; their answers in order, an exception where one failed."""
    return at_once.together(*[buyer.place for buyer in buyers], seconds=120)


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
