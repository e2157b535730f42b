"""Two members at the same moment: nothing leaves twice, nothing is given back twice, nobody waits in a circle."""

import pytest

from ocop_shop.fulfilment import actions
from ocop_shop.ordering.exceptions import OrderError
from ocop_shop.payments import actions as payments
from tests import at_once

from .bought import BANK, allocated, goods_of, line_of, order_of, states_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


def tried(act):
    try:
        return bool(act())
    except OrderError:
        return False


def test_five_who_send_the_same_parcel_send_it_once(a, jam):
    for _round in range(5):
        order = order_of((jam, 2), way=BANK)
        line = order.lines.get()
        acts = [lambda order=order, line=line: tried(lambda: actions.send(order, a, {line.pk: 2}))] * 5
        assert sorted(at_once.together(*acts, seconds=60)) == [False] * 4 + [True]
        assert order.ocop_dispatches.count() == order.shipping_events.count() == 1
        assert states_of(order) == ("Complete", ["Shipped"])


def test_parts_that_are_sent_at_once_are_never_more_than_the_whole(a, jam):
    order = order_of((jam, 5), way=BANK)
    line = order.lines.get()
    done = at_once.together(*[lambda: tried(lambda: actions.send(order, a, {line.pk: 2}))] * 4, seconds=60)
    assert sum(done) == 2
    assert states_of(order) == ("Being processed", ["Being processed"])


def test_the_same_part_with_the_same_number_leaves_once(a, jam):
    order = order_of((jam, 5), way=BANK)
    line = order.lines.get()
    done = at_once.together(*[lambda: tried(lambda: actions.send(order, a, {line.pk: 2}, number=1))] * 4, seconds=60)
    assert (sum(done), order.ocop_dispatches.count()) == (1, 1)


def test_sent_or_cancelled_but_never_both(a, b, jam, rice):
    for _round in range(10):
        order = order_of((jam, 1), (rice, 1), way=BANK)
        line = line_of(order, a)
        sent, ended = at_once.together(
            lambda order=order, line=line: tried(lambda: actions.send(order, a, {line.pk: 1})),
            lambda order=order, line=line: tried(lambda: actions.cancel(order, a, [line.pk], reason="Hết hàng")),
            seconds=60,
        )
        assert sent != ended
        assert states_of(order)[1][0] == ("Shipped" if sent else "Cancelled")


def test_both_makers_cancel_and_everything_comes_back_once(a, b, jam, rice):
    for _round in range(10):
        order = order_of((jam, 1), (rice, 1), way=BANK)
        at_once.together(
            lambda order=order: tried(lambda: actions.cancel(order, a, [line_of(order, a).pk], reason="Hết")),
            lambda order=order: tried(lambda: actions.cancel(order, b, [line_of(order, b).pk], reason="Hết")),
            lambda order=order: tried(lambda: payments.close(order)),
            seconds=60,
        )
        attempt = order.payment_attempts.get()
        assert states_of(order)[0] == "Cancelled"
        assert sum(refund.amount for refund in attempt.refunds.all()) == attempt.received
    assert (allocated(jam), allocated(rice)) == (0, 0)


def test_lines_that_cross_each_other_in_stock_never_wait_in_a_circle(a):
    """Orders with the same two goods in opposite order are cancelled at the same moment."""
    one, two = goods_of(a, stock=1_000), goods_of(a, stock=1_000)
    for _round in range(20):
        first, second = order_of((one, 1), (two, 1)), order_of((two, 1), (one, 1))
        at_once.together(
            *[
                lambda order=order: actions.cancel(
                    order, a, list(order.lines.values_list("pk", flat=True)), reason="Hết hàng"
                )
                for order in (first, second)
            ],
            seconds=60,
        )
    assert (allocated(one), allocated(two)) == (0, 0)
