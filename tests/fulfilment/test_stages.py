"""How far a producer is with its part, in Python and in the database alike; and how long it sees the buyer."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop_shop.fulfilment import own_orders
from ocop_shop.fulfilment.stages import WAITING, Stage, sees_the_buyer, stage_of

from .bought import goods_of, order_of

NOW = datetime(2026, 11, 29, 3, tzinfo=UTC)
STATES = ("Pending", "Being processed", "Packed", "Shipped", "Cancelled", "A state of a shop's own")


@pytest.mark.parametrize(
    ("order", "lines", "stage"),
    [
        ("Pending", ["Pending"], "new"),
        ("Being processed", ["Pending", "Shipped"], "new"),
        ("Being processed", ["Being processed", "Packed"], "to-pack"),
        ("Being processed", ["Packed", "Shipped"], "to-send"),
        ("Complete", ["Shipped", "Cancelled"], "sent"),
        ("Being processed", ["Cancelled"], "cancelled"),
        ("Cancelled", ["Shipped"], "cancelled"),
        ("Being processed", ["A state of a shop's own"], "to-pack"),
    ],
)
def test_the_line_that_is_least_far_decides(order, lines, stage):
    assert stage_of(order, lines) == stage


@pytest.mark.parametrize("one", STATES)
def test_the_database_says_the_same_of_every_two_states(one, a):
    order = order_of((goods_of(a), 1), (goods_of(a), 1))
    first, second = order.lines.order_by("pk")
    for other in STATES:
        for status in ("Being processed", "Cancelled"):
            type(first).objects.filter(pk=first.pk).update(status=one)
            type(second).objects.filter(pk=second.pk).update(status=other)
            type(order).objects.filter(pk=order.pk).update(status=status)
            found = own_orders.orders_of(a).get().own_stage
            assert found == stage_of(status, [one, other]), (status, one, other)


@given(st.sampled_from(WAITING), st.integers(-5, 400))
def test_who_has_to_send_sees_where_to(stage, days):
    assert sees_the_buyer(stage, None, NOW, days)


@given(st.integers(0, 100), st.integers(0, 10**7))
def test_after_the_days_nobody_sees_who_bought(days, seconds):
    sent_at = NOW - timedelta(seconds=seconds)
    assert sees_the_buyer(Stage.SENT, sent_at, NOW, days) is (seconds < days * 86_400)


@pytest.mark.parametrize(("stage", "sent_at"), [(Stage.CANCELLED, NOW), (Stage.SENT, None)])
def test_what_is_cancelled_or_went_at_an_unknown_time_shows_nobody(stage, sent_at):
    assert not sees_the_buyer(stage, sent_at, NOW, 30)


def test_days_without_end_are_no_error():
    assert sees_the_buyer(Stage.SENT, NOW, NOW, 10**12)
    assert not sees_the_buyer(Stage.SENT, NOW, NOW, -1)
