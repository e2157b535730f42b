"""Cards by Stripe, against a double over real HTTP: whatever is lost on the way, nobody pays twice or unnoticed."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from oscar.core.loading import get_class, get_model

from ocop_shop.core import clock
from ocop_shop.payments import actions, registry
from ocop_shop.payments.exceptions import ProviderAway, Refused, TooMuch
from ocop_shop.payments.stripe import client as stripe_client
from ocop_shop.test import factories
from ocop_shop.test.clock import frozen
from tests.checkout.conftest import Buyer

from . import stripe_contract, stripe_double
from .paying import order_of, stock_of

Order = get_model("order", "Order")
HOOK = "/pay/hooks/card/"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def stripe(monkeypatch):
    with stripe_double.running() as double:
        monkeypatch.setenv("STRIPE_SECRET_KEY", "sk_test_double")
        monkeypatch.setenv("STRIPE_WEBHOOK_SECRET", stripe_double.SECRET)
        monkeypatch.setenv("STRIPE_API_BASE", double.base)
        monkeypatch.setattr(stripe_client, "_RETRIES", 0)
        yield double
        assert double.faults == []


def hook(event):
    body, signature = event
    return Client(enforce_csrf_checks=True).post(
        HOOK, body, content_type="application/json", headers={"Stripe-Signature": signature}
    )


def completed(stripe, session, kind="checkout.session.completed", **how):
    return hook(stripe.event(kind, session, **how))


def begun(stripe, *, quantity=2):
    """An order whose buyer was sent to Stripe's page; with the attempt and the session there."""
    order = order_of(quantity=quantity, provider=registry.known("card"))
    attempt = actions.begin(order.payment_attempts.get(), "http://testserver/pay/return/")
    return order, attempt, stripe.sessions[attempt.reference]


def found(order):
    order.refresh_from_db()
    attempt = order.payment_attempts.order_by("number").last()
    return order.status, attempt.state, int(attempt.received), stock_of(order)[1]


PAID = ("Pending", "paid", 250_000, 2)
WAITING = ("Awaiting payment", "open", 0, 2)


def test_the_buyer_goes_to_stripes_page_and_the_order_stands_before(stripe):
    goods = factories.make_product("Mật hoa dừa", price=125_000, stock=10)
    answer = Buyer().ready(goods, 2).place(pay_with="card")
    session = stripe.only()
    assert answer.url == session["url"]
    order = Order.objects.get()
    assert (order.status, order.total_incl_tax, stock_of(order)) == ("Awaiting payment", Decimal(280_000), (10, 2))
    assert (session["amount_total"], session["currency"]) == (280_000, "vnd")
    assert session["client_reference_id"] == order.payment_attempts.get().code


def test_nothing_personal_is_sent_to_stripe(stripe):
    Buyer().ready(factories.make_product(), 1).place(pay_with="card")
    for personal in ("hoa@example.com", "Hoa", "912345678"):
        assert personal not in str(stripe.requests)


def test_paid(stripe):
    order, _attempt, session = begun(stripe)
    assert completed(stripe, stripe.pay(session)).json() == {"outcomes": ["confirmed"]}
    assert found(order) == PAID
    assert order.sources.get().amount_debited == 250_000


def test_the_same_webhook_twice_and_two_that_say_the_same(stripe):
    order, _attempt, session = begun(stripe)
    event = stripe.event("checkout.session.completed", stripe.pay(session))
    assert [hook(event).json()["outcomes"] for _time in range(2)] == [["confirmed"], ["again"]]
    assert completed(stripe, session).json() == {"outcomes": ["again"]}
    assert found(order) == PAID
    assert order.sources.get().transactions.filter(txn_type="Debit").count() == 1


def test_the_return_before_the_webhook_pays_and_the_webhook_changes_nothing(stripe):
    order, attempt, session = begun(stripe)
    stripe.pay(session)
    Client().get(reverse("ocop:paid", args=[attempt.token]))
    assert found(order) == PAID
    assert completed(stripe, session).json() == {"outcomes": ["again"]}
    assert found(order) == PAID


def test_the_webhook_before_the_return_pays_and_the_return_shows_it(stripe):
    order, attempt, session = begun(stripe)
    completed(stripe, stripe.pay(session))
    page = Client().get(reverse("ocop:paid", args=[attempt.token]), follow=True).content.decode()
    assert 'data-pay-state="paid"' in page
    assert found(order) == PAID


def test_a_return_without_payment_is_no_proof(stripe):
    order, attempt, _session = begun(stripe)
    page = Client().get(reverse("ocop:paid", args=[attempt.token]), follow=True)
    assert found(order) == WAITING
    assert stripe.base in page.content.decode()


def test_three_d_secure_and_other_slow_outcomes(stripe):
    """The session is complete, the money comes later."""
    order, attempt, session = begun(stripe)
    assert completed(stripe, stripe.promise(session)).json() == {"outcomes": ["ignored"]}
    Client().get(reverse("ocop:paid", args=[attempt.token]))
    assert found(order) == WAITING
    stripe.pay(session)
    assert completed(stripe, session, "checkout.session.async_payment_succeeded").json() == {"outcomes": ["confirmed"]}
    assert found(order) == PAID


def test_declined_after_all(stripe):
    order, _attempt, session = begun(stripe)
    completed(stripe, stripe.promise(session), "checkout.session.async_payment_failed")
    assert found(order) == ("Awaiting payment", "failed", 0, 2)


def test_webhooks_out_of_order(stripe):
    order, _attempt, session = begun(stripe)
    refunded = {"id": "re_9", "amount": 50_000, "currency": "vnd", "payment_intent": "pi_x", "status": "succeeded"}
    assert hook(stripe.event("refund.created", refunded)).json() == {"outcomes": ["ignored"]}
    stripe.pay(session)
    assert completed(stripe, session, "checkout.session.async_payment_succeeded").json() == {"outcomes": ["confirmed"]}
    assert completed(stripe, session).json() == {"outcomes": ["again"]}
    assert completed(stripe, session, "checkout.session.expired").json() == {"outcomes": ["again"]}
    assert found(order) == PAID


def test_abandoned(stripe):
    order, _attempt, session = begun(stripe)
    assert completed(stripe, stripe.run_out(session), "checkout.session.expired").json() == {"outcomes": ["expired"]}
    assert found(order) == ("Awaiting payment", "expired", 0, 2)
    with frozen(clock.now() + timedelta(hours=2)):
        assert actions.expire_due() == {"cancelled": 1}
    assert found(order) == ("Cancelled", "expired", 0, 0)


def test_expiry_ends_the_session_so_that_nobody_pays_a_cancelled_order(stripe):
    order, _attempt, session = begun(stripe)
    with frozen(clock.now() + timedelta(hours=2)):
        assert actions.expire_due() == {"expired": 1, "cancelled": 1}
    assert session["status"] == "expired"
    assert found(order) == ("Cancelled", "expired", 0, 0)


def test_paid_in_the_last_second_with_a_webhook_that_was_lost(stripe):
    order, _attempt, session = begun(stripe)
    stripe.pay(session)
    with frozen(clock.now() + timedelta(hours=2)):
        assert actions.expire_due() == {"paid": 1}
    assert found(order) == PAID


def test_paid_after_the_order_was_cancelled_is_kept_and_noted(stripe):
    order, _attempt, session = begun(stripe)
    with frozen(clock.now() + timedelta(hours=2)):
        actions.expire_due()
        assert completed(stripe, stripe.pay(session)).json() == {"outcomes": ["surplus"]}
    assert found(order) == ("Cancelled", "surplus", 250_000, 0)
    assert order.notes.count() == 1
    refund = actions.ask_refund(order.payment_attempts.get(), Decimal(250_000), actor=None)
    assert actions.carry_out(refund).state == "done"


@pytest.mark.parametrize("how", [{"secret": "whsec_other"}, {"seconds": 301}, {"seconds": -301}])
def test_a_bad_signature_or_an_old_one_changes_nothing(stripe, how):
    order, _attempt, session = begun(stripe)
    assert completed(stripe, stripe.pay(session), **how).status_code == 400
    assert found(order) == WAITING
    assert apps.get_model("ocop_payments", "Notification").objects.count() == 0


@pytest.mark.parametrize("signature", ["", "t=1", "v1=x", "t=x,v1=y", "\xff", "t=1,v1=\xff"])
def test_what_is_no_signature_is_refused(stripe, signature):
    order, _attempt, session = begun(stripe)
    body, _signature = stripe.event("checkout.session.completed", stripe.pay(session))
    assert hook((body, signature)).status_code == 400
    assert found(order) == WAITING


def test_a_secret_is_exchanged_without_losing_a_message(stripe, monkeypatch):
    monkeypatch.setenv("STRIPE_WEBHOOK_SECRET", f"whsec_new,{stripe_double.SECRET}")
    order, _attempt, session = begun(stripe)
    assert completed(stripe, stripe.pay(session)).status_code == 200
    assert found(order) == PAID


@pytest.mark.parametrize("change", [{"amount_total": 25_000_000}, {"amount_total": 249_999}, {"currency": "usd"}])
def test_another_amount_or_currency_is_never_taken_for_the_orders(stripe, change):
    order, _attempt, session = begun(stripe)
    assert completed(stripe, stripe.pay(session, **change)).json() == {"outcomes": ["mismatch"]}
    assert found(order) == ("Awaiting payment", "mismatch", 0, 2)
    with frozen(clock.now() + timedelta(days=9)):
        assert actions.expire_due() == {}, "somebody paid something: staff decide"


def test_sessions_of_another_program_on_the_same_account_are_none_of_ours(stripe):
    said = {"id": "cs_other", "payment_status": "paid", "amount_total": 5, "currency": "vnd"}
    assert completed(stripe, said).json() == {"outcomes": ["ignored"]}


def test_stripe_is_down_when_the_order_is_placed(stripe):
    stripe.outage = "down"
    goods = factories.make_product("Mật hoa dừa", price=125_000, stock=10)
    buyer = Buyer().ready(goods, 2)
    page = buyer.place(pay_with="card").url
    order = Order.objects.get()
    attempt = order.payment_attempts.get()
    assert page == reverse("ocop:pay", args=[attempt.token])
    assert buyer.client.get(page).status_code == 200
    stripe.outage = ""
    assert buyer.client.post(page, {"do": "start"}).url == stripe.only()["url"]
    assert Order.objects.count() == 1


@pytest.mark.parametrize("outage", ["down", "deaf", "busy"])
def test_a_network_that_is_cut_at_the_start_makes_one_session(stripe, outage):
    order = order_of(quantity=2, provider=registry.known("card"))
    stripe.outage = outage
    with pytest.raises(ProviderAway):
        actions.begin(order.payment_attempts.get(), "http://testserver/back/")
    stripe.outage = ""
    attempt = actions.begin(order.payment_attempts.get(), "http://another-name/back/")
    assert list(stripe.sessions) == [attempt.reference]
    completed(stripe, stripe.pay(stripe.only()))
    assert found(order) == PAID


def test_a_session_whose_answer_was_lost_is_ended_with_its_order(stripe):
    """The buyer cannot pay there, but nobody must be able to either."""
    order = order_of(quantity=2, provider=registry.known("card"))
    stripe.outage = "deaf"
    with pytest.raises(ProviderAway):
        actions.begin(order.payment_attempts.get(), "http://testserver/back/")
    stripe.outage = ""
    assert order.payment_attempts.get().reference == ""
    assert actions.give_up(order.payment_attempts.get())
    assert stripe.only()["status"] == "expired"


@pytest.mark.parametrize("hours", [2, 30])
def test_a_session_whose_answer_was_lost_does_not_hold_the_goods_for_ever(stripe, hours):
    order = order_of(quantity=2, provider=registry.known("card"))
    stripe.outage = "deaf"
    with pytest.raises(ProviderAway):
        actions.begin(order.payment_attempts.get(), "http://testserver/back/")
    stripe.outage = ""
    with frozen(clock.now() + timedelta(hours=hours)):
        assert actions.expire_due() == {"expired": 1, "cancelled": 1}
    assert stripe.only()["status"] == "expired"
    assert found(order) == ("Cancelled", "expired", 0, 0)


def test_a_session_that_stripe_refused_to_make_ends_like_one_that_never_was(stripe, monkeypatch):
    order = order_of(quantity=2, provider=registry.known("card"))
    monkeypatch.setattr(stripe, "_create", lambda _given: (400, {"error": {"type": "invalid_request_error"}}))
    with pytest.raises(Refused):
        actions.begin(order.payment_attempts.get(), "http://testserver/back/")
    assert actions.give_up(order.payment_attempts.get())
    assert found(order) == ("Awaiting payment", "closed", 0, 2)


def test_what_the_bank_has_not_decided_yet_is_neither_ended_nor_cancelled(stripe):
    order, _attempt, session = begun(stripe)
    stripe.promise(session)
    with frozen(clock.now() + timedelta(hours=2)):
        assert actions.expire_due() == {"away": 1}
    assert found(order) == WAITING
    stripe.pay(session)
    completed(stripe, session, "checkout.session.async_payment_succeeded")
    assert found(order) == PAID


def test_one_payment_that_cannot_be_asked_for_holds_up_no_other(stripe):
    lost, _attempt, _session = begun(stripe)
    other, _attempt, _session = begun(stripe)
    stripe.sessions.pop(lost.payment_attempts.get().reference)
    with frozen(clock.now() + timedelta(hours=2)):
        assert actions.expire_due() == {"away": 1, "expired": 1, "cancelled": 1}
    assert (found(lost)[0], found(other)[0]) == ("Awaiting payment", "Cancelled")


def test_surplus_money_is_booked_once_however_often_it_is_told(stripe):
    order, attempt, session = begun(stripe)
    actions.close(order)
    stripe.pay(session)
    outcomes = [completed(stripe, session).json()["outcomes"] for _time in range(2)]
    assert outcomes == [["surplus"], ["again"]]
    attempt.refresh_from_db()
    assert (attempt.received, order.sources.get().amount_debited) == (250_000, 250_000)


def test_an_amount_below_stripes_least_is_not_offered(stripe):
    card = registry.known("card")
    assert card.refusal(Decimal(14_999), "VND")
    assert card.refusal(Decimal(15_000), "VND") == ""


def test_a_payment_whose_answers_were_all_lost_is_found_by_its_code(stripe):
    order = order_of(quantity=2, provider=registry.known("card"))
    stripe.outage = "deaf"
    with pytest.raises(ProviderAway):
        actions.begin(order.payment_attempts.get(), "http://testserver/back/")
    stripe.outage = ""
    completed(stripe, stripe.pay(stripe.only()))
    assert found(order) == PAID


@pytest.mark.parametrize("outage", ["down", "deaf", "busy"])
def test_nothing_is_cancelled_while_stripe_does_not_answer(stripe, outage):
    order, _attempt, session = begun(stripe)
    stripe.outage = outage
    with frozen(clock.now() + timedelta(hours=2)):
        assert actions.expire_due() == {"away": 1}
    assert found(order) == WAITING
    stripe.outage = ""
    with frozen(clock.now() + timedelta(hours=2)):
        actions.expire_due()
    assert session["status"] == "expired"
    assert found(order)[0] == "Cancelled"


def paid(stripe):
    order, attempt, session = begun(stripe)
    completed(stripe, stripe.pay(session))
    attempt.refresh_from_db()
    return order, attempt


def refunds(attempt):
    attempt.refresh_from_db()
    return int(attempt.refunded), [(int(one.amount), one.state) for one in attempt.refunds.order_by("number")]


def test_a_refund_in_two_parts(stripe):
    order, attempt = paid(stripe)
    for amount in (100_000, 150_000):
        actions.carry_out(actions.ask_refund(attempt, Decimal(amount), actor=None))
    assert refunds(attempt) == (250_000, [(100_000, "done"), (150_000, "done")])
    assert sum(one["amount"] for one in stripe.refunds.values()) == 250_000
    assert order.sources.get().amount_refunded == 250_000


@pytest.mark.parametrize("amount", ["250001", "0", "-5", "0.5", "NaN"])
def test_more_than_came_is_refused_before_stripe_is_asked(stripe, amount):
    _order, attempt = paid(stripe)
    asked = len(stripe.requests)
    with pytest.raises((TooMuch, ValueError)):
        actions.ask_refund(attempt, Decimal(amount), actor=None)
    assert (refunds(attempt), len(stripe.requests)) == ((0, []), asked)


@pytest.mark.parametrize("outage", ["down", "deaf", "busy"])
def test_a_refund_whose_answer_is_lost_is_made_once(stripe, outage):
    _order, attempt = paid(stripe)
    refund = actions.ask_refund(attempt, Decimal(100_000), actor=None)
    stripe.outage = outage
    with pytest.raises(ProviderAway):
        actions.carry_out(refund)
    assert refunds(attempt) == (0, [(100_000, "asked")])
    stripe.outage = ""
    actions.carry_out(refund)
    assert refunds(attempt) == (100_000, [(100_000, "done")])
    assert len(stripe.refunds) == 1


def test_what_is_asked_for_already_cannot_be_asked_for_again(stripe):
    _order, attempt = paid(stripe)
    actions.ask_refund(attempt, Decimal(200_000), actor=None)
    with pytest.raises(TooMuch):
        actions.ask_refund(attempt, Decimal(100_000), actor=None)


def test_a_refund_that_stripe_refuses_gives_nothing_back_and_can_be_asked_for_again(stripe):
    _order, attempt = paid(stripe)
    stripe.only()["payment_status"] = "unpaid"
    with pytest.raises(Refused):
        actions.carry_out(actions.ask_refund(attempt, Decimal(100_000), actor=None))
    assert refunds(attempt) == (0, [(100_000, "failed")])
    stripe.only()["payment_status"] = "paid"
    actions.carry_out(actions.ask_refund(attempt, Decimal(250_000), actor=None))
    assert refunds(attempt)[0] == 250_000


def test_a_refund_made_on_stripes_own_pages_is_booked_once(stripe):
    _order, attempt = paid(stripe)
    said = {
        "id": "re_own",
        "amount": 30_000,
        "currency": "vnd",
        "payment_intent": attempt.payment,
        "status": "succeeded",
    }
    outcomes = [hook(stripe.event(kind, said)).json()["outcomes"] for kind in ("refund.created", "refund.updated")]
    assert outcomes == [["refunded"], ["again"]]
    assert refunds(attempt) == (30_000, [(30_000, "done")])


def test_the_webhook_about_our_own_refund_books_nothing_twice(stripe):
    _order, attempt = paid(stripe)
    actions.carry_out(actions.ask_refund(attempt, Decimal(100_000), actor=None))
    (said,) = stripe.refunds.values()
    assert hook(stripe.event("refund.created", said)).json() == {"outcomes": ["again"]}
    assert refunds(attempt) == (100_000, [(100_000, "done")])


def test_a_dispute_is_noted_on_the_order(stripe):
    order, attempt = paid(stripe)
    said = {"id": "dp_1", "payment_intent": attempt.payment, "reason": "fraudulent", "amount": 250_000}
    assert hook(stripe.event("charge.dispute.created", said)).json() == {"outcomes": ["disputed"]}
    assert "fraudulent" in order.notes.get().message


def test_staff_refund_from_oscars_dashboard(stripe):
    order, attempt = paid(stripe)
    kind = get_model("order", "PaymentEventType").objects.get_or_create(name="Refund")[0]
    client = Client()
    client.force_login(factories.make_user(is_staff=True, is_superuser=True))
    page = reverse("dashboard:order-detail", args=[order.number])
    said = {"order_action": "create_order_payment_event", "amount": "90000", "payment_event_type": kind.code}
    client.post(page, said)
    assert refunds(attempt) == (90_000, [(90_000, "done")])
    answer = client.post(page, {**said, "amount": "900000"}, follow=True)
    assert "160.000\u00a0₫" in answer.content.decode()
    assert refunds(attempt) == (90_000, [(90_000, "done")])


def test_a_partner_in_oscars_dashboard_moves_no_money_and_no_order(stripe):
    order, attempt = paid(stripe)
    partner = factories.make_user()
    partner.user_permissions.add(apps.get_model("auth", "Permission").objects.get(codename="dashboard_access"))
    order.lines.get().partner.users.add(partner)
    kind = get_model("order", "PaymentEventType").objects.get_or_create(name="Refund")[0]
    client = Client()
    client.force_login(partner)
    page = reverse("dashboard:order-detail", args=[order.number])
    for said in (
        {"order_action": "create_order_payment_event", "amount": "9", "payment_event_type": kind.code},
        {"order_action": "change_order_status", "new_status": "Cancelled"},
    ):
        assert client.post(page, said).status_code == 403
    assert (found(order), refunds(attempt)) == (PAID, (0, []))


def test_switching_cards_off_loses_no_open_payment(stripe, settings):
    order, _attempt, session = begun(stripe)
    settings.OCOP_PAYMENT_PROVIDERS = ["ocop_shop.payments.cod.CashOnDelivery"]
    assert completed(stripe, stripe.pay(session)).json() == {"outcomes": ["confirmed"]}
    assert found(order) == PAID


def test_without_a_key_no_cards_are_offered(monkeypatch):
    monkeypatch.delenv("STRIPE_SECRET_KEY")
    assert [provider.code for provider in registry.offered()] == ["cash-on-delivery", "bank-transfer"]


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ({"succes_url": "x"}, "succes_url"),
        ({"expires_at": "soon"}, "expires_at"),
        ({"line_items": [{"quantity": "1", "price_data": {"unit_amont": "5", "currency": "vnd"}}]}, "unit_amont"),
        ({"line_items": [{"quantity": "1", "price_data": {"unit_amount": "5.0", "currency": "vnd"}}]}, "unit_amount"),
        ({"line_items": [{"quantity": "1", "price_data": {"unit_amount": "5"}}]}, "currency"),
    ],
)
def test_the_double_refuses_what_stripe_does_not_know(wrong, fault):
    assert any(fault in said for said in stripe_contract.faults("sessions.create", wrong))


def test_the_version_of_the_api_is_the_librarys(stripe):
    import stripe as library

    assert stripe_client.API_VERSION == stripe_double.VERSION
    assert get_class("order.processing", "EventHandler").__module__ == "ocop_shop.forks.classes.processing"
    assert library.VERSION.startswith("16.")
