"""Many at once, each with an own connection: exactly what is there is sold, and what is paid is paid once."""

import threading
from collections import Counter
from contextlib import closing
from datetime import timedelta
from decimal import Decimal
from functools import partial
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.urls import reverse
from oscar.core.loading import get_class, get_model

from ocop_shop.certification.models import SoldClaim
from ocop_shop.core import clock
from ocop_shop.payments import actions, registry
from ocop_shop.payments.exceptions import PaymentProblem
from ocop_shop.payments.provider import News
from ocop_shop.test import factories
from tests import at_once
from tests.checkout.conftest import Buyer

from . import stripe_double
from .paying import baskets_of, order_of, place, stock_of, transferred

Order = get_model("order", "Order")
BANK = "bank-transfer"
BASKET = "/basket/"

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


@pytest.fixture
def stripe(monkeypatch):
    with stripe_double.running() as double:
        monkeypatch.setenv("STRIPE_SECRET_KEY", "sk_test_double")
        monkeypatch.setenv("STRIPE_API_BASE", double.base)
        yield double


def ready(product):
    """A buyer before the last click, by the shortest way."""
    buyer = Buyer()
    buyer.add(product)
    buyer.identify()
    buyer.send_to()
    buyer.client.get(reverse("checkout:shipping-method"))
    return buyer


def crowd(product, number):
    """So many buyers before the last click. One walks there, the others are put beside it, each with an own basket."""
    first = ready(product)
    return [first, *(beside(first, basket) for basket in baskets_of(number - 1, (product, 1)))]


def beside(other, basket):
    """A buyer who stands in the checkout where another one stands, with this basket and a session of its own."""
    session, buyer = SessionStore(), Buyer()
    session.update(dict(other.client.session))
    session.save()
    signed = get_class("basket.middleware", "BasketMiddleware")(None).get_basket_hash(basket.pk)
    buyer.client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    buyer.client.cookies[settings.OSCAR_BASKET_COOKIE_OPEN] = signed
    return buyer


def last_click(connection, buyer, way):
    """The last click as a browser makes it, over a connection of its own: status, where it leads, and what is told."""
    kept = {name: morsel.value for name, morsel in buyer.client.cookies.items()} | {"csrftoken": "a" * 32}
    sent = urlencode({"action": "place_order", "pay_with": way, "csrfmiddlewaretoken": "a" * 32})
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    with closing(connection):
        connection.request("POST", reverse("checkout:preview"), sent, headers | {"Cookie": written(kept)})
        answer = connection.getresponse()
        answer.read()
        status, where = answer.status, answer.headers["Location"]
        if where != BASKET:
            return status, where, ""
        for told in answer.headers.get_all("Set-Cookie", []):
            kept |= {name: morsel.value for name, morsel in SimpleCookie(told).items()}
        connection.request("GET", where, headers={"Cookie": written(kept)})
        return status, where, connection.getresponse().read().decode()


def written(cookies):
    return "; ".join(f"{name}={value}" for name, value in cookies.items())


@pytest.mark.parametrize("way", ["cash-on-delivery", "bank-transfer", "card"])
def test_fifty_buyers_of_ten_jars_make_ten_orders_and_forty_clean_refusals(stripe, live_server, way):
    """Over real HTTP, each with a connection of its own."""
    product = factories.make_product("Mật hoa dừa", stock=10)
    factories.make_certificate(product, stars=4)
    buyers = crowd(product, 50)
    connections = [HTTPConnection(live_server.thread.host, live_server.thread.port, timeout=120) for _buyer in buyers]
    for connection in connections:
        connection.connect()  # before they start: the server of the tests lets ten wait at the door
    clicks = [partial(last_click, *pair, way) for pair in zip(connections, buyers, strict=True)]
    answers = at_once.together(*clicks, seconds=180)
    refused = [page for _status, where, page in answers if where == BASKET]
    assert Counter(status for status, _where, _page in answers) == {302: 50}
    assert len(refused) == 40
    assert all("Mật hoa dừa" in page.partition('id="messages"')[2].partition("</div>")[0] for page in refused)
    assert Order.objects.count() == SoldClaim.objects.filter(stars=4).count() == 10
    assert {order.payment_attempts.get().provider for order in Order.objects.all()} == {way}
    assert len(stripe.sessions) == (10 if way == "card" else 0)
    record = product.stockrecords.get()
    assert (record.num_in_stock, record.num_allocated) == (10, 10)
    assert get_model("basket", "Basket").objects.filter(status="Open").count() == 40


ROUNDS = 200


def test_baskets_that_cross_each_other_never_wait_in_a_circle():
    """200 rounds of two orders that want the same two goods in opposite order, at the same moment."""
    one, two = (factories.make_product(name, stock=1_000) for name in ("Một", "Hai"))
    begin = threading.Barrier(2, timeout=30)

    def buy(baskets):
        for basket in baskets:
            begin.wait()
            place(basket, None)

    sides = [baskets_of(ROUNDS, (first, 1), (second, 1)) for first, second in ((one, two), (two, one))]
    at_once.together(*[lambda baskets=baskets: buy(baskets) for baskets in sides], seconds=180)
    assert [product.stockrecords.get().num_allocated for product in (one, two)] == [2 * ROUNDS] * 2


def test_a_transfer_reported_by_five_at_once_is_booked_once():
    order = order_of()
    news = transferred(order.payment_attempts.get())
    outcomes = at_once.together(*[lambda: actions.take(BANK, news)] * 5, seconds=60)
    assert sorted(outcomes) == ["again"] * 4 + ["confirmed"]
    attempt = order.payment_attempts.get()
    assert (attempt.state, attempt.received) == ("paid", 125_000)


def test_notification_return_and_expiry_at_once_leave_one_truth():
    """Paid or cancelled, never both, whoever comes first."""
    for number in range(20):
        order = order_of()
        attempt = order.payment_attempts.get()
        news = transferred(attempt, key=f"FT{number}")
        at_once.together(
            lambda news=news: actions.take(BANK, news),
            lambda attempt=attempt: actions.give_up(attempt),
            lambda order=order: actions.close(order),
            seconds=30,
        )
        order.refresh_from_db()
        attempt.refresh_from_db()
        found = (order.status, attempt.state, int(attempt.received), stock_of(order)[1])
        assert found in {("Cancelled", "surplus", 125_000, 0), ("Cancelled", "paid", 125_000, 0)}


def test_refunds_at_once_never_give_back_more_than_came():
    order, staff = order_of(), factories.make_user(is_staff=True)
    attempt = order.payment_attempts.get()
    actions.take(BANK, transferred(attempt))

    def give_back():
        try:
            return actions.carry_out(actions.ask_refund(attempt, Decimal(50_000), actor=staff)).amount
        except PaymentProblem:
            return 0

    given = at_once.together(*[give_back] * 5, seconds=60)
    assert sorted(given) == [0, 0, 0, 50_000, 50_000]
    attempt.refresh_from_db()
    assert attempt.refunded == 100_000


def test_two_tabs_choose_another_way_and_one_attempt_is_open():
    order = order_of()
    actions.take(BANK, News("no", "failed", code=order.payment_attempts.get().code))

    def choose(code):
        try:
            return actions.open_again(order, registry.known(code)).provider
        except PaymentProblem:
            return ""

    chosen = at_once.together(lambda: choose("cash-on-delivery"), lambda: choose(BANK), seconds=30)
    assert "" in chosen
    assert order.payment_attempts.filter(state="open").count() == 1


def test_expiry_by_two_servers_cancels_once():
    orders = [order_of() for _number in range(10)]
    at = clock.now() + timedelta(hours=30)
    done = at_once.together(*[lambda: actions.expire_due(at)] * 3, seconds=60)
    assert sum(one["cancelled"] for one in done) == 10
    assert [stock_of(order) for order in orders] == [(10, 0)] * 10
