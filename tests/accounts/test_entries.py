"""What is entered into accounts, by the acts that it follows from."""

from decimal import Decimal

import pytest
from django.apps import apps
from django.db import DatabaseError, transaction
from hypothesis import given
from hypothesis import strategies as st

from ocop_shop.accounts import actions, balances, facts
from ocop_shop.accounts.exceptions import NotAPercentage, ReasonMissing, SharedBefore, SharesDoNotFit
from ocop_shop.accounts.verification import differences
from ocop_shop.auditing.actions import history
from ocop_shop.payments import actions as payments
from ocop_shop.payments.choices import Collector
from ocop_shop.test import factories
from tests.trying import histories

from .selling import AT_THE_DOOR, buy, entries, give_back, goods, pay, percent_off, send, sold

pytestmark = pytest.mark.django_db


@pytest.fixture
def maker(db):
    return factories.make_producer("Hợp tác xã An")


@pytest.fixture
def other(db):
    return factories.make_producer("Hợp tác xã Bình")


def rows():
    return apps.get_model("ocop_accounts", "Entry").objects


def test_what_is_sent_and_paid_is_entered_with_its_sending(maker, settings):
    settings.OCOP_COMMISSION_PERCENT = Decimal("7.5")
    sold((goods(maker, 99_999), 2), charges={maker: 30_000})
    assert entries(maker) == [("sale", 199_998), ("commission", -15_000), ("sending", 30_000)]


def test_what_is_paid_and_not_sent_is_not_owed(maker):
    actions.record(pay(buy((goods(maker), 1))))
    assert entries(maker) == []


def test_what_is_sent_and_not_paid_is_not_owed(maker):
    actions.record(send(buy((goods(maker), 1), way=AT_THE_DOOR)))
    assert entries(maker) == []


def test_a_parcel_that_the_shop_sends_is_not_owed(maker):
    order = send(pay(buy((goods(maker), 1), charges={maker: 30_000})), by_shop=True)
    actions.record(order)
    assert entries(maker) == [("sale", 100_000)]


def test_each_maker_is_owed_its_own_lines(maker, other):
    sold((goods(maker), 1), (goods(other, 70_000), 2), charges={maker: 20_000, other: 35_000})
    assert entries(maker) == [("sale", 100_000), ("sending", 20_000)]
    assert entries(other) == [("sale", 140_000), ("sending", 35_000)]


def test_a_line_is_owed_when_it_is_sent_and_not_with_the_first_of_the_order(maker, other):
    order = pay(buy((goods(maker), 1), (goods(other), 1)))
    actions.record(send(order, maker))
    assert (entries(maker), entries(other)) == ([("sale", 100_000)], [])
    actions.record(send(order, other))
    assert entries(other) == [("sale", 100_000)]


def test_discounts_are_off_the_price(maker):
    percent_off(15)
    order = sold((goods(maker, 99_999), 1))
    assert entries(maker) == [("sale", 84_999)]
    assert order.total_incl_tax == 84_999


def test_goods_without_a_maker_are_nobodys(maker):
    sold((goods(maker), 1), (factories.make_product(stock=5), 1))
    assert entries(maker) == [("sale", 100_000)]
    assert rows().count() == 1


def test_the_same_is_entered_once(maker):
    order = sold((goods(maker), 1), charges={maker: 30_000})
    assert [actions.record(order), actions.record(order), actions.catch_up(), actions.catch_up(thoroughly=True)] == [
        0,
        0,
        0,
        0,
    ]
    assert rows().count() == 2


def test_what_was_missed_is_caught_up_with(maker):
    send(pay(buy((goods(maker), 1))))
    assert list(differences())
    assert facts.not_entered().count() == 1
    assert actions.catch_up() == 1
    assert list(differences()) == []


def test_acts_enter_by_themselves(maker, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        order = pay(buy((goods(maker), 1), charges={maker: 30_000}))
    with django_capture_on_commit_callbacks(execute=True):
        send(order)
    assert entries(maker) == [("sale", 100_000), ("sending", 30_000)]
    refund = payments.ask_refund(order.payment_attempts.get(), Decimal(10_000), actor=None)
    with django_capture_on_commit_callbacks(execute=True):
        payments.carry_out(refund)
    assert entries(maker, "refund") == [("refund", -10_000)]


def test_the_database_keeps_what_is_entered(maker):
    sold((goods(maker), 1))
    for act in (lambda: rows().update(amount=1), lambda: rows().all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()
    assert entries(maker) == [("sale", 100_000)]


# --- cash at the door -------------------------------------------------------------------------------------------------


def test_cash_of_the_shops_courier_is_no_debt(maker):
    order = send(buy((goods(maker), 1), charges={maker: 30_000}, way=AT_THE_DOOR))
    payments.collect(order.payment_attempts.get(), actor=None)
    actions.record(order)
    assert entries(maker) == [("sale", 100_000), ("sending", 30_000)]


def test_cash_that_the_producer_has_is_owed_to_the_shop(maker, settings):
    settings.OCOP_COMMISSION_PERCENT = 10
    order = send(buy((goods(maker), 1), charges={maker: 30_000}, way=AT_THE_DOOR))
    payments.collect(order.payment_attempts.get(), actor=None, by=Collector.PRODUCER)
    actions.record(order)
    assert entries(maker, "cash") == [("cash", -100_000), ("cash", -30_000)]
    assert balances.balance(maker) == -10_000


def test_who_has_the_cash_is_not_changed_by_saying_it_again(maker):
    attempt = buy((goods(maker), 1), way=AT_THE_DOOR).payment_attempts.get()
    payments.collect(attempt, actor=None, by=Collector.PRODUCER)
    payments.collect(attempt, actor=None, by=Collector.SHOP)
    attempt.refresh_from_db()
    assert attempt.collected_by == "producer"


def test_a_parcel_that_is_refused_owes_nothing(maker):
    order = buy((goods(maker), 1), way=AT_THE_DOOR)
    payments.refuse(order.payment_attempts.get(), actor=None)
    actions.record(order)
    assert entries(maker) == []


# --- refunds ----------------------------------------------------------------------------------------------------------


def test_what_is_given_back_for_own_goods_is_taken_off(maker):
    order = sold((goods(maker), 1))
    give_back(order, 40_000)
    assert entries(maker, "refund") == [("refund", -40_000)]
    assert balances.balance(maker) == 60_000


def test_what_is_given_back_for_a_cancelled_line_is_nobodys(maker, other):
    order = pay(buy((goods(maker), 1), (goods(other, 70_000), 1)))
    payments.cancel_lines(order, order.lines.filter(ocop_maker__producer=other), reason="hết hàng")
    payments.carry_out(apps.get_model("ocop_payments", "Refund").objects.get())
    actions.record(send(order, maker))
    assert (entries(maker), entries(other)) == ([("sale", 100_000)], [])


def test_a_refund_of_two_makers_waits_for_staff(maker, other):
    order = sold((goods(maker), 1), (goods(other), 1))
    refund = give_back(order, 25_000)
    assert list(facts.undecided()) == [refund]
    assert entries(maker, "refund") == entries(other, "refund") == []
    line = order.lines.get(ocop_maker__producer=other)
    actions.share_out(refund, {line.pk: 20_000}, actor=None)
    assert (entries(maker, "refund"), entries(other, "refund")) == ([], [("refund", -20_000)])
    assert list(differences()) == []


def test_a_refund_is_shared_out_once(maker, other):
    order = sold((goods(maker), 1), (goods(other), 1))
    refund = give_back(order, 25_000)
    actions.share_out(refund, {}, actor=None)
    line = order.lines.first()
    with pytest.raises(SharedBefore):
        actions.share_out(refund, {line.pk: 25_000}, actor=None)
    assert entries(maker, "refund") == []


@pytest.mark.parametrize("amounts", [(25_001, 0), (-1, 0), (20_000, 6_000)])
def test_no_more_is_shared_out_than_there_is(maker, other, amounts):
    order = sold((goods(maker), 1), (goods(other), 1))
    refund = give_back(order, 25_000)
    keys = order.lines.order_by("pk").values_list("pk", flat=True)
    with pytest.raises(SharesDoNotFit):
        actions.share_out(refund, dict(zip(keys, amounts, strict=True)), actor=None)
    assert list(facts.undecided()) == [refund]


def test_a_line_of_another_order_bears_nothing(maker, other):
    foreign = sold((goods(maker), 1)).lines.get()
    refund = give_back(sold((goods(maker), 1), (goods(other), 1)), 25_000)
    with pytest.raises(SharesDoNotFit):
        actions.share_out(refund, {foreign.pk: 1_000}, actor=None)
    assert entries(maker, "refund") == []


# --- terms and corrections --------------------------------------------------------------------------------------------


def test_a_producer_may_have_a_commission_of_its_own(maker, other, settings):
    settings.OCOP_COMMISSION_PERCENT = 10
    actions.set_commission(maker, Decimal("2.5"), actor=None)
    sold((goods(maker), 1), (goods(other), 1))
    assert (entries(maker, "commission"), entries(other, "commission")) == (
        [("commission", -2_500)],
        [("commission", -10_000)],
    )


def test_what_is_entered_keeps_its_commission(maker):
    actions.set_commission(maker, Decimal(10), actor=None)
    order = sold((goods(maker), 1))
    actions.set_commission(maker, Decimal(50), actor=None)
    give_back(order, 100_000)
    assert balances.balance(maker) == 0
    assert list(differences()) == []


@pytest.mark.parametrize("percent", ["-0.01", "100.01", "1.005", "NaN", "Infinity"])
def test_a_commission_is_a_percentage(maker, percent):
    with pytest.raises(NotAPercentage):
        actions.set_commission(maker, Decimal(percent), actor=None)
    assert not apps.get_model("ocop_accounts", "Account").objects.filter(commission__isnull=False).exists()


def test_a_correction_says_why_and_is_made_once(maker):
    with pytest.raises(ReasonMissing):
        actions.correct(maker, -5_000, " ", actor=None, key="a")
    assert actions.correct(maker, -5_000, "thùng vỡ", actor=None, key="a")
    assert not actions.correct(maker, -5_000, "thùng vỡ", actor=None, key="a")
    assert entries(maker) == [("correction", -5_000)]
    assert history(f"producer:{maker.pk}").filter(act="account.corrected").count() == 1


# --- the whole --------------------------------------------------------------------------------------------------------


@histories(10)
@given(st.data())
def test_what_makers_are_owed_and_what_the_shop_keeps_is_what_the_buyer_paid(maker, other, data):
    """Random orders with discounts, sending and refunds: to the đồng, and the accounts agree with the orders."""
    with transaction.atomic():
        _adds_up(maker, other, data)
        transaction.set_rollback(True)


def _adds_up(maker, other, data):
    makers = [maker, other]
    for one in makers:
        actions.set_commission(one, Decimal(data.draw(st.sampled_from(["0", "3.33", "12.5"]))), actor=None)
    percent_off(data.draw(st.sampled_from([1, 7, 33])))
    wanted = [
        (
            goods(data.draw(st.sampled_from(makers)), data.draw(st.integers(1_001, 999_999))),
            data.draw(st.integers(1, 4)),
        )
        for _line in range(data.draw(st.integers(1, 3)))
    ]
    sellers = {product.ocop_provenance.producer for product, _number in wanted}
    order = sold(*wanted, charges={one: data.draw(st.sampled_from([0, 17_777, 35_000])) for one in sellers})
    back = data.draw(st.integers(0, int(order.total_incl_tax)))
    if back:
        refund = give_back(order, back)
        if facts.undecided().exists():
            line = order.lines.first()
            actions.share_out(refund, {line.pk: min(back, int(line.line_price_incl_tax))}, actor=None)
    sums = balances.sums(rows().filter(order_number=order.number)).by_kind
    shares = apps.get_model("ocop_accounts", "RefundShare").objects.filter(refund__attempt__order=order)
    by_shop = sum(shares.filter(bearer="shop").values_list("amount", flat=True))
    # The buyer has paid for goods and sending; what went back is the makers' or the shop's.
    assert sums["sale"] + sums.get("sending", 0) == order.payment_attempts.get().received
    assert back == by_shop - sums.get("refund", 0)
    assert sum(balances.balance(one) for one in makers) == sum(sums.values())
    assert all(amount == int(amount) for amount in sums.values())
    assert list(differences()) == []
