"""Gift boxes that the shop packs: each thing in them is owed to its producer, sold, cancelled or given back."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.apps import apps
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from ocop_shop.accounts import actions, box_shares
from ocop_shop.accounts.facts import not_entered, undecided_of_makers
from ocop_shop.accounts.reckoning import OrderMoney, Share, SoldLine, dues
from ocop_shop.ordering import sending
from ocop_shop.payments import actions as payments
from ocop_shop.test import factories

from .selling import buy, entries, give_back, goods, pay

WORTHS = st.lists(st.integers(0, 5_000_000), max_size=30)
AMOUNTS = st.integers(0, 50_000_000)


# --- the rule ---------------------------------------------------------------------------------------------------------


@given(AMOUNTS, WORTHS)
def test_no_thing_is_owed_more_than_it_costs_and_all_of_them_no_more_than_was_paid(price, worths):
    owed = box_shares.prices(price, worths)
    assert sum(owed) == min(price, sum(worths))
    assert all(0 <= part <= worth for part, worth in zip(owed, worths, strict=True))


@given(AMOUNTS, WORTHS, st.lists(AMOUNTS, max_size=5))
def test_what_is_given_back_adds_up_to_the_dong_and_never_takes_more_than_was_owed(price, worths, amounts):
    owed = box_shares.prices(price, worths)
    back = box_shares.refunds(price, owed, [Share(key, amount) for key, amount in enumerate(amounts)])
    borne = [sum(share.amount for share in shares) for shares in back]
    shops = min(sum(amounts), price) - sum(borne)
    assert 0 <= shops <= price - sum(owed)
    assert all(0 <= part <= most for part, most in zip(borne, owed, strict=True))
    if sum(amounts) >= price:
        assert borne == owed


@given(AMOUNTS, WORTHS, st.decimals(0, 100, places=2))
def test_a_box_that_is_given_back_as_a_whole_comes_to_nothing_for_everybody(price, worths, percent):
    owed = box_shares.prices(price, worths)
    back = box_shares.refunds(price, owed, [Share(1, price // 3), Share(2, price - price // 3)])
    lines = tuple(
        SoldLine(1, number, amount, percent, True, shares=shares, part=number)
        for number, (amount, shares) in enumerate(zip(owed, back, strict=True), 1)
    )
    found = list(dues(OrderMoney(1, lines)))
    assert len({due.key for due in found}) == len(found)
    assert sum(due.amount for due in found) == 0


# --- with orders ------------------------------------------------------------------------------------------------------


@pytest.fixture
def a(db):
    return factories.make_producer("Hợp tác xã An")


@pytest.fixture
def b(db):
    return factories.make_producer("Cơ sở Bình")


@pytest.fixture
def box(a, b):
    """Two jars of A and one bag of B, 250.000 by themselves, for 300.000."""
    return factories.make_box("Hộp Tết", (goods(a, 75_000), 2), (goods(b, 100_000), 1), price=300_000)


def sent(order):
    """All of it leaves; the shop sends it."""
    sending.send(order, {line.pk: line.quantity for line in order.lines.all()})
    order.refresh_from_db()
    actions.record(order)
    return order


def test_each_producer_is_owed_for_its_things_and_the_shop_keeps_what_the_box_costs_more(a, b, box):
    order = sent(pay(buy((box, 2))))
    assert entries(a) == [("sale", 300_000)]
    assert entries(b) == [("sale", 200_000)]
    entry = apps.get_model("ocop_accounts", "Entry").objects.of_producer(a).get()
    assert (entry.pieces, entry.order_number, "Hộp Tết" in entry.title) == (4, order.number, True)


def test_a_box_that_costs_less_than_its_things_is_less_for_each(a, b):
    cheap = factories.make_box("", (goods(a, 75_000), 2), (goods(b, 100_000), 1), price=200_000)
    sent(pay(buy((cheap, 1))))
    assert (entries(a), entries(b)) == ([("sale", 120_000)], [("sale", 80_000)])


def test_a_box_that_is_cancelled_before_it_leaves_is_owed_to_nobody(a, b, box):
    order = pay(buy((box, 1), (goods(a, 50_000), 1)))
    payments.cancel_lines(order, [order.lines.get(product=box)], reason="Hết hộp")
    refund = apps.get_model("ocop_payments", "Refund").objects.get()
    payments.carry_out(refund)
    actions.record(order)
    order.refresh_from_db()
    sending.send(order, {line.pk: line.quantity for line in order.lines.exclude(status="Cancelled")})
    actions.record(order)
    assert refund.amount == 300_000
    assert (entries(a), entries(b)) == ([("sale", 50_000)], [])


def test_a_refund_of_a_box_is_borne_by_all_of_it_the_shop_too(a, b, box):
    order = sent(pay(buy((box, 1))))
    give_back(order, 100_001)
    # The shop bears 16.667 of it.
    assert (entries(a, "refund"), entries(b, "refund")) == ([("refund", -50_001)], [("refund", -33_333)])
    give_back(order, 199_999)
    assert sum(amount for _kind, amount in entries(a)) == 0
    assert sum(amount for _kind, amount in entries(b)) == 0


def test_where_other_goods_were_sold_staff_say_whether_a_refund_is_about_the_box(a, b, box):
    order = sent(pay(buy((box, 1), (goods(None, 60_000), 1))))
    refund = give_back(order, 30_000)
    assert entries(a, "refund") == []
    assert list(undecided_of_makers()) == [refund]
    actions.share_out(refund, {order.lines.get(product=box).pk: 30_000}, actor=None)
    assert (entries(a, "refund"), entries(b, "refund")) == ([("refund", -15_000)], [("refund", -10_000)])


def test_commission_is_taken_of_each_thing(a, b, box):
    actions.set_commission(a, Decimal(10), actor=None)
    sent(pay(buy((box, 1))))
    assert entries(a) == [("sale", 150_000), ("commission", -15_000)]
    assert entries(b) == [("sale", 100_000)]


def test_a_box_of_a_producer_is_that_producers_alone(a, b):
    own = factories.make_box("", (goods(a, 75_000), 2), (goods(b, 100_000), 1), price=300_000, producer=b)
    sent(pay(buy((own, 1))))
    assert (entries(a), entries(b)) == ([], [("sale", 300_000)])


def test_a_shop_that_has_bought_the_goods_owes_nothing_and_later_orders_follow_the_setting(a, b, box, settings):
    settings.OCOP_BOXES_OWED = 0
    order = pay(buy((box, 1)))
    settings.OCOP_BOXES_OWED = 1
    sent(order)
    assert (entries(a), entries(b)) == ([], [])


def test_what_was_missed_is_caught_up_with_once_and_reckoned_anew_it_fits(a, box):
    order = pay(buy((box, 1)))
    sending.send(order, {line.pk: line.quantity for line in order.lines.all()})
    assert list(not_entered()) == [order]
    assert actions.catch_up() == 2
    assert (list(not_entered()), actions.catch_up(thoroughly=True)) == ([], 0)
    assert entries(a) == [("sale", 150_000)]
    call_command("ocop_doctor")
