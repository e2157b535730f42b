"""What follows from an order for those whose goods it has: whole đồng, and nothing lost or made."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop_shop.accounts.reckoning import OrderMoney, Parcel, Share, SoldLine, commission, dues, sending_parts
from ocop_shop.accounts.refund_shares import OpenLine, split

PRICES = st.integers(0, 50_000_000)
PERCENTS = st.decimals(0, 100, places=2)


def line(key=1, price=100_000, *, percent="10", is_sold=True, **more):
    return SoldLine(key, more.pop("producer", 7), price, Decimal(percent), is_sold, **more)


def told(order):
    return [(due.kind, due.amount) for due in dues(order)]


def test_a_line_that_is_sold_is_owed_less_the_commission():
    assert told(OrderMoney(1, (line(price=125_555),))) == [("sale", 125_555), ("commission", -12_556)]


def test_a_line_that_is_not_sold_is_not_owed():
    assert told(OrderMoney(1, (line(is_sold=False),))) == []


def test_without_a_commission_there_is_no_entry_of_one():
    assert told(OrderMoney(1, (line(percent="0"),))) == [("sale", 100_000)]


def test_goods_for_nothing_are_entered_with_nothing():
    assert told(OrderMoney(1, (line(price=0),))) == [("sale", 0)]


@pytest.mark.parametrize(
    ("price", "percent", "wanted"), [(5, "10", 1), (4, "10", 0), (15, "10", 2), (99_999, "7.5", 7_500), (1, "100", 1)]
)
def test_half_a_dong_of_commission_counts_as_one(price, percent, wanted):
    assert commission(price, Decimal(percent)) == wanted


def test_of_what_is_given_back_no_commission_is_kept():
    back = line(shares=(Share(3, 40_000), Share(4, 60_000)))
    assert told(OrderMoney(1, (back,))) == [
        ("sale", 100_000),
        ("commission", -10_000),
        ("refund", -40_000),
        ("commission", 4_000),
        ("refund", -60_000),
        ("commission", 6_000),
    ]


def test_sending_is_owed_to_who_sent_and_has_sold():
    parcels = (Parcel(7, 30_000, by_producer=True), Parcel(8, 20_000, by_producer=True), Parcel(9, 10_000))
    order = OrderMoney(1, (line(percent="0"), line(2, producer=9, percent="0")), parcels, 60_000)
    assert told(order) == [("sale", 100_000), ("sale", 100_000), ("sending", 30_000)]


def test_cash_in_hand_is_owed_by_who_has_it():
    order = OrderMoney(1, (line(in_hand=True),), (Parcel(7, 30_000, by_producer=True),), 30_000)
    assert sum(amount for _kind, amount in told(order)) == -10_000


@given(st.lists(st.integers(0, 500_000), min_size=1, max_size=8), st.integers(0, 3_000_000))
def test_parts_of_sending_add_up_to_what_was_paid_for_it(charges, shipping):
    parts = sending_parts([Parcel(key, charge) for key, charge in enumerate(charges, 1)], shipping)
    assert sum(parts.values()) == min(shipping, sum(charges))
    assert all(0 <= parts[key] <= charge for key, charge in enumerate(charges, 1))


@given(PRICES, PERCENTS, st.data())
def test_a_line_comes_to_its_price_less_refunds_less_the_commission_on_the_rest(price, percent, data):
    shares, left = [], price
    while left and len(shares) < 4 and data.draw(st.booleans()):
        amount = data.draw(st.integers(1, left))
        shares.append(Share(len(shares) + 1, amount))
        left -= amount
    found = list(dues(OrderMoney(1, (line(price=price, percent=percent, shares=tuple(shares)),))))
    assert sum(due.amount for due in found) == left - commission(left, percent)
    assert all(isinstance(due.amount, int) for due in found)
    assert len({due.key for due in found}) == len(found)


@given(PRICES, PERCENTS)
def test_all_that_is_given_back_leaves_nothing(price, percent):
    order = OrderMoney(1, (line(price=price, percent=percent, shares=(Share(1, price),) if price else ()),))
    assert sum(amount for _kind, amount in told(order)) == 0


# --- whom a refund concerns -------------------------------------------------------------------------------------------


def test_what_was_never_sold_is_given_back_first():
    assert split(50_000, 50_000, [OpenLine(1, 7, 100_000)]).unsold == 50_000
    assert split(60_000, 50_000, [OpenLine(1, 7, 100_000)]).by_line == ((1, 10_000),)


def test_goods_of_one_maker_bear_it_in_proportion():
    found = split(10_000, 0, [OpenLine(1, 7, 100_000), OpenLine(2, 7, 200_000)])
    assert found.by_line == ((1, 3_333), (2, 6_667))


def test_of_two_makers_nobody_knows_whose_it_is():
    found = split(10_000, 0, [OpenLine(1, 7, 100_000), OpenLine(2, 8, 200_000)])
    assert (found.by_line, found.shop, found.rest) == ((), 0, 10_000)


def test_all_of_it_is_everybodys_and_sending_is_the_shops():
    found = split(330_000, 0, [OpenLine(1, 7, 100_000), OpenLine(2, 8, 200_000)])
    assert (found.by_line, found.shop, found.rest) == (((1, 100_000), (2, 200_000)), 30_000, 0)


@given(
    st.integers(1, 10_000_000),
    st.integers(-100_000, 5_000_000),
    st.lists(st.tuples(st.sampled_from([None, 7, 8]), st.integers(0, 2_000_000)), max_size=6),
)
def test_a_refund_is_taken_apart_without_a_rest_that_nobody_sees(amount, unsold, lines):
    listed = [OpenLine(key, maker, left) for key, (maker, left) in enumerate(lines)]
    found = split(amount, unsold, listed)
    left = {one.key: one.left for one in listed}
    assert found.unsold + sum(part for _key, part in found.by_line) + found.shop + found.rest == amount
    assert all(0 < part <= left[key] for key, part in found.by_line)
    assert min(found.unsold, found.shop, found.rest) >= 0
