"""The process is killed between any two writes: never two orders, never paid without one, never without a trace."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from oscar.core.loading import get_model

from ocop_shop.core import clock
from ocop_shop.payments import actions, registry
from ocop_shop.payments.stripe import client as stripe_client
from ocop_shop.test import factories
from ocop_shop.test.clock import frozen

from . import stripe_double
from .paying import basket_of, place, stock_of

Order = get_model("order", "Order")

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


class Killed(BaseException):
    """As if the machine went off: nothing in the program may catch it."""


class Killer:
    """Lets so many writes pass and kills before the next one."""

    def __init__(self, writes):
        self.left = writes
        self.is_done = False

    def __call__(self, execute, sql, params, many, context):
        if sql.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE")):
            if self.left == 0:
                self.is_done = True
                raise Killed
            self.left -= 1
        return execute(sql, params, many, context)


def hook(stripe, session):
    body, signature = stripe.event("checkout.session.completed", session)
    headers = {"Stripe-Signature": signature}
    return Client().post("/pay/hooks/card/", body, content_type="application/json", headers=headers)


def buy(stripe, basket):
    """Order, go to Stripe, pay there; Stripe writes to us."""
    order = place(basket, registry.known("card"))
    attempt = actions.begin(order.payment_attempts.get(), "http://testserver/back/")
    hook(stripe, stripe.pay(stripe.sessions[attempt.reference]))


def killed_after(writes, stripe):
    """Whether the buying was killed before the write after so many."""
    stripe.sessions.clear()
    basket = basket_of((factories.make_product("Mật hoa dừa", price=125_000, stock=10), 2))
    killer = Killer(writes)
    with connection.execute_wrapper(killer):
        try:
            buy(stripe, basket)
        except Killed:
            connection.close()
    recover(stripe)
    return killer.is_done, basket


def recover(stripe):
    """What happens afterwards by itself: the buyer pays if a page is there, Stripe writes again, the clock goes on."""
    for session in list(stripe.sessions.values()):
        if session["status"] == "open" and int(session["id"][-1]) % 2:
            stripe.pay(session)
        if session["payment_status"] == "paid":
            hook(stripe, session)
    with frozen(clock.now() + timedelta(hours=3)):
        actions.expire_due()


@pytest.mark.long
def test_whenever_it_is_killed_money_and_goods_agree(monkeypatch):
    with stripe_double.running() as stripe:
        monkeypatch.setenv("STRIPE_SECRET_KEY", "sk_test_double")
        monkeypatch.setenv("STRIPE_WEBHOOK_SECRET", stripe_double.SECRET)
        monkeypatch.setenv("STRIPE_API_BASE", stripe.base)
        monkeypatch.setattr(stripe_client, "_RETRIES", 0)
        writes, fates = 0, set()
        while True:
            was_killed, basket = killed_after(writes, stripe)
            fates.add(fate(basket, stripe))
            if not was_killed:
                break
            writes += 1
    assert writes > 15, "the buying writes more than that"
    assert fates == {"nothing", "paid", "cancelled"}


def fate(basket, stripe):
    """What became of a basket; fails where money, order and stock do not agree."""
    orders = list(Order.objects.filter(basket=basket))
    assert len(orders) <= 1
    paid = [session for session in stripe.sessions.values() if session["payment_status"] == "paid"]
    basket.refresh_from_db()
    record = basket.lines.get().stockrecord
    if not orders:
        assert (paid, basket.status, record.num_allocated or 0) == ([], "Open", 0)
        return "nothing"
    (order,) = orders
    attempt = order.payment_attempts.get()
    assert basket.status == "Submitted"
    if order.status == "Pending":
        assert (attempt.state, attempt.received, len(paid), stock_of(order)[1]) == ("paid", 250_000, 1, 2)
        assert order.payment_events.count() == order.sources.get().transactions.filter(txn_type="Debit").count() == 1
        return "paid"
    assert (order.status, attempt.state, attempt.received, paid, stock_of(order)[1]) == (
        "Cancelled",
        "expired",
        0,
        [],
        0,
    )
    return "cancelled"
