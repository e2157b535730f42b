"""Cash is paid to whoever hands over the goods, and where nobody does it is not offered."""

from __future__ import annotations

import pytest
from oscar.core.loading import get_model

from ocop_shop.payments.cod import CODE, CashOnDelivery
from ocop_shop.payments.handing import Handing, handing
from ocop_shop.test.factories import make_producer, make_product, make_way

Order = get_model("order", "Order")


@pytest.mark.parametrize(
    ("kinds", "is_sent", "found"),
    [
        ({"delivery"}, True, Handing.BROUGHT),
        ({"pickup"}, True, Handing.FETCHED),
        ({"pickup", "delivery"}, True, Handing.BOTH),
        (set(), True, Handing.BROUGHT),
        (set(), False, Handing.NOTHING),
    ],
)
def test_who_hands_over_follows_from_the_ways_of_the_parcels(kinds, is_sent, found):
    assert handing(kinds, is_sent=is_sent) == found


def test_words_of_cash_fit_how_the_goods_come():
    said = {way: CashOnDelivery().at(way) for way in Handing}
    assert said.pop(Handing.NOTHING) is None
    assert len({str(cash.description(1, "VND")) for cash in said.values()}) == 3


def offered(answer):
    return [way.code for way in answer.context["ways"]]


@pytest.mark.django_db
def test_goods_that_are_fetched_are_paid_at_the_maker_s(buyer):
    producer = make_producer("Hộ Bán Tại Vườn")
    make_way(0, producer=producer, kind="pickup", where="Xã An")
    buyer.ready(make_product(producer=producer))
    ways = buyer.review().context["ways"]
    assert ways[0].description == CashOnDelivery().at(Handing.FETCHED).description(1, "VND")
    buyer.place(pay_with=CODE, total="50000")
    assert buyer.client.get("/checkout/thank-you/").context["handing"] == "fetched"


@pytest.mark.django_db
def test_what_is_not_handed_over_at_all_is_not_paid_on_delivery(buyer):
    visit = make_product(stock=None)
    buyer.add(visit)
    buyer.identify()
    answer = buyer.review()
    assert answer.status_code == 200
    assert CODE not in offered(answer)
    assert buyer.place(pay_with=CODE, total="50000").status_code == 302
    assert (Order.objects.count(), buyer.basket().context["basket"].num_items) == (0, 1)
