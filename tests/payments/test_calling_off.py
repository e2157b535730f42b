"""A buyer lets go of an order before it is packed: stock and money go back, once; later it is too late."""

import re
from decimal import Decimal

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from oscar.core.loading import get_model

from ocop_shop.ordering.exceptions import NotPossibleAnyMore
from ocop_shop.payments import actions, registry
from ocop_shop.test import factories
from tests.checkout.conftest import Buyer

from .paying import basket_of, order_of, place, stock_of, transferred

Order = get_model("order", "Order")
BANK = "bank-transfer"

pytestmark = pytest.mark.django_db


def test_an_order_on_delivery_is_let_go_once():
    order = order_of(quantity=3, provider=registry.known("cash-on-delivery"))
    assert actions.call_off(order)
    assert not actions.call_off(order)
    order.refresh_from_db()
    assert (order.status, order.payment_attempts.get().state, stock_of(order)) == ("Cancelled", "closed", (10, 0))


def test_a_transfer_that_came_waits_to_be_given_back_by_hand():
    order = order_of()
    actions.take(BANK, transferred(order.payment_attempts.get()))
    assert actions.call_off(order)
    refund = order.payment_attempts.get().refunds.get()
    assert (refund.amount, refund.state, refund.reason) == (125_000, "asked", "buyer")


def test_what_was_asked_for_already_is_not_asked_for_twice():
    order = order_of()
    attempt = order.payment_attempts.get()
    actions.take(BANK, transferred(attempt))
    attempt.refresh_from_db()
    actions.ask_refund(attempt, Decimal(25_000), actor=None)
    assert actions.call_off(order)
    assert [int(refund.amount) for refund in attempt.refunds.order_by("number")] == [25_000, 100_000]


@pytest.mark.parametrize("status", ["Being processed", "Complete"])
def test_what_is_packed_is_not_let_go(status):
    order = order_of(provider=registry.known("cash-on-delivery"))
    order.set_status("Being processed")
    if status == "Complete":
        order.set_status("Complete")
    with pytest.raises(NotPossibleAnyMore):
        actions.call_off(order)
    order.refresh_from_db()
    assert (order.status, stock_of(order)) == (status, (10, 1))


def test_one_line_on_its_way_is_enough_to_be_too_late():
    goods = [factories.make_product(stock=10) for _number in range(2)]
    order = place(basket_of(*[(product, 1) for product in goods]), registry.known("cash-on-delivery"))
    order.lines.first().set_status("Being processed")
    with pytest.raises(NotPossibleAnyMore):
        actions.call_off(order)
    assert [product.stockrecords.get().num_allocated for product in goods] == [1, 1]


def ordered_by(user, product):
    return place(basket_of((product, 2), owner=user), registry.known("cash-on-delivery"), user=user)


def test_a_customer_lets_go_on_the_page_of_the_order():
    user, product = factories.make_user("lan@example.com"), factories.make_product(stock=10)
    order = ordered_by(user, product)
    client = Client()
    client.force_login(user)
    page = reverse("customer:order", args=[order.number])
    assert 'value="call_off"' in client.get(page).content.decode()
    client.post(page, {"action": "call_off"})
    order.refresh_from_db()
    assert (order.status, product.stockrecords.get().num_allocated) == ("Cancelled", 0)
    assert 'value="call_off"' not in client.get(page).content.decode()


def test_nobody_lets_go_of_somebody_elses_order():
    order = ordered_by(factories.make_user("lan@example.com"), factories.make_product(stock=10))
    stranger = Client()
    stranger.force_login(factories.make_user("khac@example.com"))
    assert stranger.post(reverse("customer:order", args=[order.number]), {"action": "call_off"}).status_code == 404
    assert Client().post(reverse("customer:order", args=[order.number]), {"action": "call_off"}).status_code == 302
    order.refresh_from_db()
    assert order.status == "Pending"


def guests_page():
    """The signed link in the letter, opened as Oscar wants it: with the e-mail address of the order."""
    link = re.search(r"http://testserver(/\S*/order-status/\S+)", mail.outbox[0].body)[1]
    client = Client()
    page = client.get(link, follow=True)
    if page.redirect_chain:
        client.post(page.redirect_chain[-1][0], {"email": "hoa@example.com"})
    return client, link


def test_a_guest_lets_go_and_buys_again_by_the_signed_link():
    product = factories.make_product(stock=10)
    Buyer().ready(product, 2).place()
    client, link = guests_page()
    assert client.get(link).status_code == 200
    client.post(link, {"action": "call_off"})
    order = Order.objects.get()
    assert (order.status, product.stockrecords.get().num_allocated) == ("Cancelled", 0)
    assert client.post(link, {"action": "reorder"}).url == reverse("basket:summary")
    assert client.get(reverse("basket:summary")).context["basket"].num_items == 2


def test_a_link_that_was_changed_opens_nothing():
    Buyer().ready(factories.make_product(stock=10)).place()
    order = Order.objects.get()
    forged = reverse("customer:anon-order", args=[order.number, "forged"])
    assert Client().post(forged, {"action": "call_off"}).status_code in {302, 404}
    order.refresh_from_db()
    assert order.status == "Pending"
