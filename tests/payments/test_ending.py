"""Orders that nobody pays end by themselves, and give back what they held; money that comes is never overlooked."""

import io
import json
from datetime import timedelta
from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core import mail
from django.core.management import call_command
from django.utils import translation
from oscar.apps.offer.applicator import Applicator
from oscar.core.loading import get_model

from ocop_shop.core import clock
from ocop_shop.payments import actions, registry
from ocop_shop.payments.provider import News, ProviderAway
from ocop_shop.payments.vietqr.transfer import BankTransfer
from ocop_shop.test import factories
from ocop_shop.test.clock import frozen

from .paying import basket_of, order_of, place, stock_of, transferred

BANK = "bank-transfer"

pytestmark = pytest.mark.django_db


def later(hours=25):
    return frozen(clock.now() + timedelta(hours=hours))


def test_a_transfer_is_waited_for_a_day():
    order = order_of(quantity=4)
    with later(hours=23):
        assert actions.expire_due() == {}
    assert stock_of(order) == (10, 4)
    with later():
        assert actions.expire_due() == {"expired": 1, "cancelled": 1}
        assert actions.expire_due() == {}
    order.refresh_from_db()
    assert (order.status, order.payment_attempts.get().state, stock_of(order)) == ("Cancelled", "expired", (10, 0))
    assert order.lines.get().status == "Cancelled"


def test_a_shop_says_how_long_it_waits(settings):
    settings.OCOP_TRANSFER_HOURS = 48
    order_of()
    with later(hours=47):
        assert actions.expire_due() == {}


def test_a_dry_run_says_what_is_due_and_leaves_it():
    order = order_of()
    said = io.StringIO()
    with later():
        call_command("ocop_expire_payments", "--dry-run", "--format=json", stdout=said)
    assert json.loads(said.getvalue()) == {"dry_run": True, "attempts": 1, "orders": 0}
    order.refresh_from_db()
    assert order.status == "Awaiting payment"


def test_the_command_says_what_it_did():
    order_of()
    said = io.StringIO()
    with later():
        call_command("ocop_expire_payments", "--format=json", stdout=said)
    assert json.loads(said.getvalue()) == {"dry_run": False, "expired": 1, "cancelled": 1}


def test_an_order_that_was_paid_in_part_is_left_to_staff():
    order = order_of()
    actions.take(BANK, transferred(order.payment_attempts.get(), 1_000))
    with later():
        assert actions.expire_due() == {}
    order.refresh_from_db()
    assert (order.status, stock_of(order)) == ("Awaiting payment", (10, 1))


def test_what_goes_out_unpaid_never_expires():
    order = order_of(provider=registry.known("cash-on-delivery"))
    with later(hours=24 * 365):
        assert actions.expire_due() == {}
    assert stock_of(order) == (10, 1)


def told(monkeypatch, answer):
    monkeypatch.setattr(BankTransfer, "end", lambda _self, attempt: answer(attempt))


def test_money_whose_message_was_lost_is_found_before_an_order_is_cancelled(monkeypatch):
    order = order_of()
    told(monkeypatch, lambda attempt: transferred(attempt, key="asked"))
    with later():
        assert actions.expire_due() == {"paid": 1}
    order.refresh_from_db()
    assert (order.status, stock_of(order)) == ("Pending", (10, 1))


def test_an_order_is_not_cancelled_while_its_provider_does_not_answer(monkeypatch):
    order = order_of()

    def away(_attempt):
        raise ProviderAway("no answer")

    told(monkeypatch, away)
    with later():
        assert actions.expire_due() == {"away": 1}
    order.refresh_from_db()
    assert (order.status, order.payment_attempts.get().state) == ("Awaiting payment", "open")


def test_a_failed_payment_leaves_the_buyer_the_rest_of_the_time():
    order = order_of()
    actions.take(BANK, News("no", "failed", code=order.payment_attempts.get().code))
    assert order.payment_attempts.get().state == "failed"
    with later(hours=1):
        assert actions.expire_due() == {}
    with later():
        assert actions.expire_due() == {"cancelled": 1}
    assert stock_of(order) == (10, 0)


def test_who_did_not_pay_in_time_is_told_in_the_language_of_the_order(django_capture_on_commit_callbacks):
    with translation.override("en"):
        order = order_of()
    with later(), django_capture_on_commit_callbacks(execute=True):
        actions.expire_due()
    assert [letter.to for letter in mail.outbox] == [["hoa@example.com"]]
    assert mail.outbox[0].subject == f"Order {order.number} is cancelled"


def test_who_paid_is_told_once(django_capture_on_commit_callbacks):
    with translation.override("en"):
        order = order_of()
    for _time in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            actions.take(BANK, transferred(order.payment_attempts.get()))
    assert [letter.subject for letter in mail.outbox] == [f"Order {order.number} is paid"]
    assert "125.000\u00a0₫" in mail.outbox[0].body


def test_a_cancelled_order_gives_back_its_voucher_and_its_offer():
    product = factories.make_product("Kẹo dừa", price=100_000, stock=10)
    benefit = get_model("offer", "Benefit").objects.create(
        type="Percentage",
        value=10,
        range=get_model("offer", "Range").objects.create(name="all", includes_all_products=True),
    )
    condition = get_model("offer", "Condition").objects.create(type="Count", value=1, range=benefit.range)
    offer = get_model("offer", "ConditionalOffer").objects.create(
        name="Tết", offer_type="Voucher", condition=condition, benefit=benefit, max_global_applications=1
    )
    now = clock.now()
    voucher = get_model("voucher", "Voucher").objects.create(
        name="Tết",
        code="TET",
        usage="Single use",
        start_datetime=now - timedelta(days=1),
        end_datetime=now + timedelta(days=9),
    )
    voucher.offers.add(offer)
    basket = basket_of((product, 2))
    basket.vouchers.add(voucher)
    Applicator().apply(basket, AnonymousUser())
    order = place(basket, registry.known(BANK))
    assert order.total_incl_tax == Decimal(180_000)
    for used in (offer, voucher):
        used.refresh_from_db()
    assert (offer.num_applications, offer.num_orders, offer.total_discount) == (1, 1, 20_000)
    assert (voucher.num_orders, voucher.total_discount, voucher.applications.count()) == (1, 20_000, 1)
    actions.close(order)
    actions.close(order)
    for used in (offer, voucher):
        used.refresh_from_db()
    assert (offer.num_applications, offer.num_orders, offer.total_discount) == (0, 0, 0)
    assert (voucher.num_orders, voucher.total_discount, voucher.applications.count()) == (0, 0, 0)
    assert order.discounts.get().amount == 20_000
