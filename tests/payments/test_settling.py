"""Messages about money: each leads to what follows from it, once; nobody's money is lost, no order is paid twice."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.apps import apps

from ocop_shop.core import clock
from ocop_shop.ordering import actions as ordering
from ocop_shop.payments import actions, registry
from ocop_shop.payments.exceptions import AskedBefore, NothingToPay, WrongState
from ocop_shop.payments.provider import News
from ocop_shop.test import factories
from ocop_shop.test.clock import frozen

from .paying import order_of, stock_of, transferred

BANK = "bank-transfer"

pytestmark = pytest.mark.django_db


def state(order):
    """The order, its attempts and what came, as the database has them."""
    order.refresh_from_db()
    attempts = order.payment_attempts.order_by("number").values_list("state", "received")
    return order.status, [(name, int(received)) for name, received in attempts]


def test_an_order_waits_for_its_money_with_its_stock_taken():
    order = order_of(quantity=2)
    assert (order.status, order.lines.get().status, stock_of(order)) == ("Awaiting payment", "Pending", (10, 2))
    attempt = order.payment_attempts.get()
    assert (attempt.state, attempt.amount, attempt.currency, attempt.code) == ("open", 250_000, "VND", order.number)


def test_the_whole_amount_confirms_the_order():
    order = order_of()
    assert actions.take(BANK, transferred(order.payment_attempts.get())) == "confirmed"
    assert state(order) == ("Pending", [("paid", 125_000)])
    source = order.sources.get()
    assert (source.amount_allocated, source.amount_debited, source.amount_refunded) == (125_000, 125_000, 0)
    assert [(event.event_type.name, event.amount) for event in order.payment_events.all()] == [("Paid", 125_000)]


def test_the_same_message_again_changes_nothing():
    order = order_of()
    news = transferred(order.payment_attempts.get())
    actions.take(BANK, news)
    before = state(order)
    assert [actions.take(BANK, news) for _time in range(3)] == ["again"] * 3
    assert state(order) == before
    assert order.sources.get().transactions.filter(txn_type="Debit").count() == 1


def test_part_of_the_amount_does_not_confirm_and_the_rest_does():
    order = order_of()
    attempt = order.payment_attempts.get()
    assert actions.take(BANK, transferred(attempt, 100_000)) == "partly"
    assert state(order) == ("Awaiting payment", [("open", 100_000)])
    attempt.refresh_from_db()
    assert attempt.missing == 25_000
    assert actions.take(BANK, transferred(attempt, 25_000, key="FT2")) == "confirmed"
    assert state(order) == ("Pending", [("paid", 125_000)])


def test_too_much_confirms_and_is_noted_for_staff():
    order = order_of()
    assert actions.take(BANK, transferred(order.payment_attempts.get(), 130_000)) == "overpaid"
    assert state(order) == ("Pending", [("paid", 130_000)])
    assert "130000 VND" in order.notes.get().message


def test_a_second_transfer_for_a_paid_order_is_noted_and_can_be_given_back():
    order = order_of()
    attempt = order.payment_attempts.get()
    actions.take(BANK, transferred(attempt))
    assert actions.take(BANK, transferred(attempt, key="FT2")) == "surplus"
    assert state(order) == ("Pending", [("paid", 250_000)])
    attempt.refresh_from_db()
    actions.carry_out(actions.ask_refund(attempt, Decimal(125_000), actor=factories.make_user(is_staff=True)))
    attempt.refresh_from_db()
    assert (attempt.received, attempt.refunded) == (250_000, 125_000)


def test_another_currency_is_never_taken_for_dong():
    order = order_of()
    assert actions.take(BANK, transferred(order.payment_attempts.get(), currency="USD")) == "mismatch"
    assert state(order) == ("Awaiting payment", [("mismatch", 0)])


def test_money_for_a_cancelled_order_is_kept_and_noted_and_nothing_is_sent():
    order = order_of()
    ordering.cancel(order)
    assert actions.take(BANK, transferred(order.payment_attempts.get())) == "surplus"
    assert state(order) == ("Cancelled", [("surplus", 125_000)])
    assert order.notes.count() == 1


def test_money_with_an_unknown_reference_is_kept_until_staff_say_whose_it_is():
    order, staff = order_of(), factories.make_user(is_staff=True)
    news = News("FT9", "paid", amount=Decimal(125_000), currency="VND", text="chuyen tien", payment="FT9")
    assert actions.take(BANK, news) == "unmatched"
    kept = apps.get_model("ocop_payments", "Notification").objects.get()
    assert (kept.outcome, kept.attempt, kept.amount, kept.text) == ("unmatched", None, 125_000, "chuyen tien")
    assert actions.assign(kept, order, actor=staff) == "confirmed"
    assert state(order) == ("Pending", [("paid", 125_000)])
    with pytest.raises(WrongState):
        actions.assign(kept, order, actor=staff)
    assert state(order) == ("Pending", [("paid", 125_000)])


def test_an_order_has_one_open_attempt_at_a_time():
    order = order_of()
    with pytest.raises(NothingToPay):
        actions.open_again(order, registry.known("cash-on-delivery"))
    assert order.payment_attempts.count() == 1


def test_a_buyer_may_pay_on_delivery_after_all():
    order = order_of()
    assert actions.give_up(order.payment_attempts.get())
    following = actions.open_again(order, registry.known("cash-on-delivery"))
    assert (following.number, following.code == order.number) == (2, False)
    assert state(order) == ("Pending", [("closed", 0), ("open", 0)])


def test_a_transfer_that_comes_after_the_buyer_chose_the_courier_pays_the_order_and_closes_that():
    order = order_of()
    first = order.payment_attempts.get()
    actions.give_up(first)
    actions.open_again(order, registry.known("cash-on-delivery"))
    assert actions.take(BANK, transferred(first)) == "confirmed"
    assert state(order) == ("Pending", [("paid", 125_000), ("closed", 0)])


def test_nothing_is_opened_for_an_order_that_is_paid_or_cancelled():
    paid, cancelled = order_of(), order_of()
    actions.take(BANK, transferred(paid.payment_attempts.get()))
    actions.close(cancelled)
    for order in (paid, cancelled):
        with pytest.raises(NothingToPay):
            actions.open_again(order, registry.known(BANK))
        assert order.payment_attempts.count() == 1


def test_money_that_left_the_account_leads_to_nothing():
    order = order_of()
    code = order.payment_attempts.get().code
    assert actions.take(BANK, News("FT5", "other", code=code)) == "ignored"
    assert state(order) == ("Awaiting payment", [("open", 0)])


def test_every_step_is_in_the_log():
    order = order_of()
    attempt = order.payment_attempts.get()
    actions.take(BANK, transferred(attempt))
    entries = apps.get_model("ocop_audit", "Entry").objects
    acts = list(entries.filter(subject=f"payment:{attempt.pk}").order_by("pk").values_list("act", flat=True))
    assert acts == ["payment.opened", "payment.confirmed"]
    assert list(entries.filter(subject=f"order:{order.pk}").values_list("act", flat=True)) == ["order.confirmed"]


def test_money_that_staff_assign_is_booked_on_the_way_on_which_it_came():
    """The buyer has chosen the courier since; the parcel is paid all the same, and nobody collects again."""
    order = order_of(provider=registry.known("cash-on-delivery"))
    actions.take(BANK, News("FT9", "paid", amount=Decimal(125_000), currency="VND", payment="FT9"))
    kept = apps.get_model("ocop_payments", "Notification").objects.get()
    assert actions.assign(kept, order, actor=factories.make_user(is_staff=True)) == "confirmed"
    assert list(order.payment_attempts.order_by("number").values_list("provider", "state", "received")) == [
        ("cash-on-delivery", "closed", 0),
        (BANK, "paid", 125_000),
    ]


def test_another_amount_that_staff_assign_leaves_the_open_way_as_it_is():
    order = order_of(provider=registry.known("cash-on-delivery"))
    actions.take(BANK, News("FT9", "paid", amount=Decimal(5_000), currency="VND", payment="FT9"))
    kept = apps.get_model("ocop_payments", "Notification").objects.get()
    assert actions.assign(kept, order, actor=None) == "partly"
    assert order.payment_attempts.get(provider="cash-on-delivery").state == "open"


def test_a_parcel_that_is_paid_at_the_door_is_not_freed_of_that_by_its_buyer():
    order = order_of()
    actions.give_up(order.payment_attempts.get())
    following = actions.open_again(order, registry.known("cash-on-delivery"))
    for _time in range(2):
        with pytest.raises(NothingToPay):
            actions.give_up(following)
        with pytest.raises(NothingToPay):
            actions.open_again(order, registry.known(BANK))
    assert state(order) == ("Pending", [("closed", 0), ("open", 0)])


def test_choosing_again_and_again_does_not_hold_the_goods_for_ever(settings):
    """As long as the longest way allows, from the moment the order was placed."""
    order = order_of()
    with frozen(clock.now() + timedelta(hours=20)):
        actions.give_up(order.payment_attempts.get())
        following = actions.open_again(order, registry.known(BANK))
        assert following.ends_at - order.date_placed <= timedelta(hours=settings_hours(settings))
    with frozen(clock.now() + timedelta(hours=25)):
        actions.expire_due()
        order.refresh_from_db()
        assert order.status == "Cancelled"


def settings_hours(settings):
    return getattr(settings, "OCOP_TRANSFER_HOURS", 24)


def test_a_refund_is_asked_for_what_a_cancelled_order_was_paid():
    order = order_of()
    actions.take(BANK, transferred(order.payment_attempts.get()))
    actions.close(order, actor=factories.make_user(is_staff=True))
    (refund,) = order.payment_attempts.get().refunds.all()
    assert (refund.amount, refund.state) == (125_000, "asked")


def test_a_button_that_is_pressed_twice_gives_back_once():
    order = order_of()
    attempt = order.payment_attempts.get()
    actions.take(BANK, transferred(attempt))
    actions.ask_refund(attempt, Decimal(10_000), actor=None, number=1)
    with pytest.raises(AskedBefore):
        actions.ask_refund(attempt, Decimal(10_000), actor=None, number=1)
    assert attempt.refunds.count() == 1
