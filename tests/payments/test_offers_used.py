"""Uses of offers and vouchers are counted exactly: no more than there are, given back once, nobody waits for ever."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from oscar.apps.offer.applicator import Applicator
from oscar.core.loading import get_model

from ocop_shop.core import clock
from ocop_shop.ordering.exceptions import OfferUsedUp, OrderError
from ocop_shop.payments import actions, registry
from ocop_shop.test import factories
from tests import at_once

from .paying import basket_of, place

Order = get_model("order", "Order")


def ten_percent(*, voucher="", **limits):
    """Ten percent off everything; by a voucher where its code is given."""
    everything = get_model("offer", "Range").objects.create(name=f"all {voucher}", includes_all_products=True)
    offer = get_model("offer", "ConditionalOffer").objects.create(
        name=f"Tết {voucher}",
        offer_type="Voucher" if voucher else "Site",
        benefit=get_model("offer", "Benefit").objects.create(type="Percentage", value=10, range=everything),
        condition=get_model("offer", "Condition").objects.create(type="Count", value=1, range=everything),
        **limits,
    )
    if voucher:
        day = timedelta(days=1)
        made = get_model("voucher", "Voucher").objects.create(
            name=voucher,
            code=voucher,
            usage="Multi-use",
            start_datetime=clock.now() - day,
            end_datetime=clock.now() + day,
        )
        made.offers.add(offer)
        return offer, made
    return offer, None


def basket_with(product, voucher=None):
    basket = basket_of((product, 1))
    if voucher:
        basket.vouchers.add(voucher)
    Applicator().apply(basket, AnonymousUser())
    return basket


@pytest.mark.django_db
def test_the_last_use_of_an_offer_is_had_once():
    offer, _voucher = ten_percent(max_global_applications=1)
    product = factories.make_product(price=100_000, stock=10)
    baskets = [basket_with(product) for _buyer in range(2)]
    assert place(baskets[0], registry.known("bank-transfer")).total_incl_tax == 90_000
    with pytest.raises(OfferUsedUp, match="Tết"):
        place(baskets[1], registry.known("bank-transfer"))
    offer.refresh_from_db()
    baskets[1].refresh_from_db()
    assert (offer.num_applications, offer.num_orders, offer.total_discount) == (1, 1, 10_000)
    assert (Order.objects.count(), product.stockrecords.get().num_allocated) == (1, 1)
    assert baskets[1].status == "Open"


@pytest.mark.django_db
def test_a_cancelled_order_leaves_its_use_to_another():
    ten_percent(max_global_applications=1)
    product = factories.make_product(price=100_000, stock=10)
    actions.close(place(basket_with(product), registry.known("bank-transfer")))
    assert place(basket_with(product), registry.known("bank-transfer")).total_incl_tax == 90_000


@pytest.mark.django_db
def test_an_offer_ends_at_its_money_too():
    offer, _voucher = ten_percent(max_discount=15_000)
    product = factories.make_product(price=100_000, stock=10)
    baskets = [basket_with(product) for _buyer in range(2)]
    place(baskets[0], None)
    with pytest.raises(OfferUsedUp):
        place(baskets[1], None)
    offer.refresh_from_db()
    assert offer.total_discount == 10_000


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_twelve_buyers_of_an_offer_for_five_get_it_five_times():
    offer, voucher = ten_percent(voucher="TET", max_global_applications=5)
    product = factories.make_product(price=100_000, stock=50)
    baskets = [basket_with(product, voucher) for _buyer in range(12)]

    def buy(basket):
        try:
            return int(place(basket, None).total_incl_tax)
        except OrderError:
            return 0

    totals = at_once.together(*[lambda basket=basket: buy(basket) for basket in baskets], seconds=60)
    assert sorted(totals) == [0] * 7 + [90_000] * 5
    offer.refresh_from_db()
    voucher.refresh_from_db()
    assert (offer.num_applications, offer.num_orders, offer.total_discount) == (5, 5, 50_000)
    assert (voucher.num_orders, voucher.total_discount) == (5, 50_000)
    assert product.stockrecords.get().num_allocated == 5


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_placing_and_cancelling_with_one_voucher_never_wait_in_a_circle():
    offer, voucher = ten_percent(voucher="TET")
    one, two = (factories.make_product(name, price=100_000, stock=500) for name in ("Một", "Hai"))
    waiting = [place(basket_with(one, voucher), None) for _round in range(20)]

    def place_more():
        for _round in range(20):
            place(basket_with(two, voucher), None)

    def cancel():
        for order in waiting:
            actions.close(order)

    at_once.together(place_more, cancel, seconds=60)
    offer.refresh_from_db()
    voucher.refresh_from_db()
    assert (offer.num_orders, offer.total_discount, voucher.num_orders, voucher.total_discount) == (
        20,
        200_000,
        20,
        200_000,
    )
    assert [product.stockrecords.get().num_allocated for product in (one, two)] == [0, 20]
