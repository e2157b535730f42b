"""Cash on delivery: a promise up to a limit, and no money before the courier has it."""

from decimal import Decimal

import pytest
from django.test import override_settings
from oscar.core.loading import get_model

from ocop_shop.core.currencies import NotAnAmount
from ocop_shop.ordering.exceptions import NotPossibleAnyMore
from ocop_shop.payments import actions
from ocop_shop.payments.cod import CashOnDelivery
from ocop_shop.payments.exceptions import WrongState
from ocop_shop.test import factories
from tests.payments.paying import order_of, stock_of

COD = CashOnDelivery()


@pytest.mark.parametrize(
    ("total", "refused"), [(0, False), (9_999_999, False), (10_000_000, False), (10_000_001, True)]
)
def test_the_limit_is_ten_million_unless_a_shop_says_otherwise(total, refused):
    assert bool(COD.refusal(Decimal(total), "VND")) is refused


@override_settings(OCOP_COD_LIMIT=200_000)
def test_a_refusal_names_the_limit_and_the_total():
    refusal = COD.refusal(Decimal(250_000), "VND")
    assert "200.000\u00a0₫" in refusal
    assert "250.000\u00a0₫" in refusal


def test_only_dong_are_handed_to_a_courier():
    assert COD.refusal(Decimal(20), "USD")


@pytest.mark.django_db
def test_the_whole_total_is_promised_once_and_nothing_is_debited():
    order = order_of(provider=COD)
    assert actions.open_attempt(order, COD) == actions.open_attempt(order, COD)
    source = order.sources.get()
    assert (source.amount_allocated, source.amount_debited, source.currency) == (order.total_incl_tax, 0, "VND")
    assert [(t.txn_type, t.amount) for t in source.transactions.all()] == [("Authorise", order.total_incl_tax)]


@pytest.mark.django_db
def test_a_fraction_of_a_dong_is_never_promised():
    order = get_model("order", "Order").objects.create(
        number="K7QX2M94RB",
        total_incl_tax=Decimal("280000.50"),
        total_excl_tax=280_000,
        currency="VND",
        status="Pending",
    )
    with pytest.raises(NotAnAmount):
        actions.open_attempt(order, COD)
    assert (order.sources.count(), order.payment_attempts.count()) == (0, 0)


@pytest.mark.django_db
def test_the_courier_has_the_money_and_it_is_booked_once():
    staff, order = factories.make_user(is_staff=True), order_of(provider=COD)
    attempt = order.payment_attempts.get()
    assert actions.call(attempt, actor=staff)
    assert not actions.call(attempt, actor=staff)
    assert actions.collect(attempt, actor=staff) == "confirmed"
    assert actions.collect(attempt, actor=staff) == "again"
    attempt.refresh_from_db()
    assert (attempt.state, attempt.received, attempt.called_at is None) == ("paid", attempt.amount, False)
    assert order.sources.get().amount_debited == attempt.amount
    assert [event.amount for event in order.payment_events.all()] == [attempt.amount]


@pytest.mark.django_db
def test_a_parcel_that_is_refused_at_the_door_goes_back_on_sale():
    staff, order = factories.make_user(is_staff=True), order_of(quantity=3, provider=COD)
    attempt = order.payment_attempts.get()
    assert stock_of(order) == (10, 3)
    assert actions.refuse(attempt, actor=staff, reason="nobody at home")
    assert not actions.refuse(attempt, actor=staff)
    order.refresh_from_db()
    attempt.refresh_from_db()
    assert (order.status, attempt.state, attempt.received, stock_of(order)) == ("Cancelled", "failed", 0, (10, 0))
    with pytest.raises(WrongState):
        actions.collect(attempt, actor=staff)


@pytest.mark.django_db
def test_what_was_paid_at_the_door_cannot_be_refused_later():
    staff, order = factories.make_user(is_staff=True), order_of(provider=COD)
    attempt = order.payment_attempts.get()
    actions.collect(attempt, actor=staff)
    with pytest.raises(WrongState):
        actions.refuse(attempt, actor=staff)
    order.refresh_from_db()
    assert (order.status, stock_of(order)) == ("Pending", (10, 1))


@pytest.mark.django_db
def test_an_order_that_is_delivered_cannot_be_cancelled_by_a_refusal():
    staff, order = factories.make_user(is_staff=True), order_of(provider=COD)
    for status in ("Being processed", "Complete"):
        order.set_status(status)
    with pytest.raises(NotPossibleAnyMore):
        actions.refuse(order.payment_attempts.get(), actor=staff)
    assert order.payment_attempts.get().state == "open"
