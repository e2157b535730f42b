"""Accept, pack, send in parts, cancel: own lines alone, each once, and the order follows."""

from contextlib import suppress
from datetime import timedelta

import pytest
from django.apps import apps
from django.core import mail
from django.db import transaction
from django.test import override_settings
from oscar.core.loading import get_model

from ocop_shop.auditing.actions import history
from ocop_shop.core import clock
from ocop_shop.delivery.actions import SentBefore
from ocop_shop.forks.classes.processing import EventHandler
from ocop_shop.fulfilment import actions, own_orders
from ocop_shop.ordering.exceptions import LineOnItsWay, NothingChosen, NotPossibleAnyMore, NotSoMany
from ocop_shop.payments import actions as payments
from ocop_shop.producers import actions as producers

from .bought import BANK, COD, allocated, goods_of, line_of, order_of, states_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def order(jam, rice):
    """Two jars of A and three bags of B, paid by transfer."""
    return order_of((jam, 2), (rice, 3), way=BANK)


def pieces(order, producer, number):
    return {line_of(order, producer).pk: number}


def refunds(order):
    rows = apps.get_model("ocop_payments", "Refund").objects.filter(attempt__order=order).order_by("pk")
    return [(int(refund.amount), refund.state, refund.asked_by) for refund in rows]


def test_who_accepts_moves_own_lines_and_the_order_but_nobody_elses_line(a, order):
    assert actions.accept(order, a) == 1
    assert states_of(order) == ("Being processed", ["Being processed", "Pending"])
    assert actions.accept(order, a) == 0


def test_packed_lines_wait_for_who_carries_them(a, order):
    actions.accept(order, a)
    assert actions.pack(order, a) == 1
    assert actions.pack(order, a) == 0
    assert states_of(order) == ("Being processed", ["Packed", "Pending"])


def test_what_was_not_accepted_is_not_packed(a, order):
    assert actions.pack(order, a) == 0
    assert states_of(order) == ("Pending", ["Pending", "Pending"])


def test_a_line_is_shipped_when_all_of_it_has_left(a, order):
    actions.send(order, a, pieces(order, a, 1))
    assert states_of(order) == ("Being processed", ["Being processed", "Pending"])
    actions.send(order, a, pieces(order, a, 1))
    assert states_of(order) == ("Being processed", ["Shipped", "Pending"])


def test_the_order_is_complete_when_every_maker_has_sent(a, b, order):
    actions.send(order, a, pieces(order, a, 2))
    actions.send(order, b, pieces(order, b, 3))
    assert states_of(order) == ("Complete", ["Shipped", "Shipped"])


def test_what_is_paid_at_the_door_is_complete_when_the_money_is_there(a, jam):
    order = order_of((jam, 1), way=COD)
    actions.send(order, a, pieces(order, a, 1))
    assert states_of(order) == ("Being processed", ["Shipped"])
    payments.collect(order.payment_attempts.get(), actor=None)
    assert states_of(order) == ("Complete", ["Shipped"])


def test_what_is_refused_at_the_door_ends_and_is_on_sale_again(a, jam):
    order = order_of((jam, 1), way=COD)
    actions.send(order, a, pieces(order, a, 1))
    payments.refuse(order.payment_attempts.get(), actor=None)
    order.refresh_from_db()
    assert (order.status, allocated(jam)) == ("Cancelled", 0)


@pytest.mark.parametrize("number", [3, 0, -1])
def test_more_than_there_is_does_not_leave(a, order, number):
    with pytest.raises((NotSoMany, NothingChosen)):
        actions.send(order, a, pieces(order, a, number))
    assert order.shipping_events.count() == 0
    assert states_of(order) == ("Pending", ["Pending", "Pending"])


def test_a_button_that_is_pressed_twice_sends_one_parcel(a, order):
    actions.send(order, a, pieces(order, a, 1), number=1)
    with pytest.raises(SentBefore):
        actions.send(order, a, pieces(order, a, 1), number=1)
    assert order.ocop_dispatches.count() == order.shipping_events.count() == 1


def test_lines_of_others_are_not_found_whoever_asks(a, b, order):
    with pytest.raises(NothingChosen):
        actions.send(order, a, pieces(order, b, 1))
    with pytest.raises(NothingChosen):
        actions.send(order, a, {**pieces(order, a, 1), **pieces(order, b, 1)})
    with pytest.raises(NothingChosen):
        actions.cancel(order, a, [line_of(order, b).pk], reason="Hết hàng")
    assert states_of(order) == ("Pending", ["Pending", "Pending"])
    assert (order.shipping_events.count(), order.notes.count(), refunds(order)) == (0, 0, [])


@pytest.mark.parametrize("act", ["accept", "pack", "send", "cancel"])
@pytest.mark.parametrize("state", ["unpaid", "cancelled"])
def test_nothing_happens_to_what_is_not_paid_or_has_ended(a, jam, act, state):
    order = order_of((jam, 2), way=BANK, paid=False)
    if state == "cancelled":
        payments.close(order)
    line, before = order.lines.get(), states_of(order)
    doing = {
        "accept": lambda: actions.accept(order, a),
        "pack": lambda: actions.pack(order, a),
        "send": lambda: actions.send(order, a, {line.pk: 1}),
        "cancel": lambda: actions.cancel(order, a, [line.pk], reason="Hết hàng"),
    }
    with pytest.raises(NotPossibleAnyMore):
        doing[act]()
    assert (states_of(order), order.shipping_events.count()) == (before, 0)


def test_a_cancelled_line_gives_stock_back_and_asks_for_its_money_in_nobodys_name(a, order, jam, rice):
    line = line_of(order, a)
    assert actions.cancel(order, a, [line.pk], reason="Hết hàng") == [line]
    assert (allocated(jam), allocated(rice)) == (0, 3)
    assert states_of(order) == ("Pending", ["Cancelled", "Pending"])
    # The goods, and sending them: the parcel never leaves.
    assert refunds(order) == [(252_000, "asked", None)]


def test_one_of_two_own_lines_leaves_what_sending_costs(a, jam, rice):
    honey = goods_of(a, "Mật của An", price=50_000)
    order = order_of((jam, 1), (honey, 2), (rice, 1), way=BANK)
    actions.cancel(order, a, [order.lines.get(title="Mật của An").pk], reason="Hết hàng")
    assert refunds(order) == [(100_000, "asked", None)]


def test_cancelling_twice_gives_back_once(a, order, jam):
    line = line_of(order, a)
    actions.cancel(order, a, [line.pk], reason="Hết hàng")
    assert actions.cancel(order, a, [line.pk], reason="Hết hàng") == []
    assert (allocated(jam), len(refunds(order)), order.notes.count()) == (0, 1, 1)


def test_what_is_paid_at_the_door_falls(a, jam, rice):
    order = order_of((jam, 2), (rice, 3), way=COD)
    attempt = order.payment_attempts.get()
    assert attempt.amount == 948_000
    actions.cancel(order, a, [line_of(order, a).pk], reason="Hết hàng")
    attempt.refresh_from_db()
    assert (int(attempt.amount), attempt.state) == (696_000, "open")
    assert (int(order.sources.get().amount_allocated), refunds(order)) == (696_000, [])


def test_with_the_last_line_the_order_ends_and_all_money_is_asked_for(a, b, order, jam, rice):
    actions.cancel(order, a, [line_of(order, a).pk], reason="Hết hàng")
    actions.cancel(order, b, [line_of(order, b).pk], reason="Mất mùa")
    assert states_of(order) == ("Cancelled", ["Cancelled", "Cancelled"])
    assert (allocated(jam), allocated(rice)) == (0, 0)
    assert sum(amount for amount, _state, _by in refunds(order)) == 948_000


def test_an_order_of_one_maker_ends_with_its_line(a, jam):
    order = order_of((jam, 2), way=COD)
    actions.cancel(order, a, [order.lines.get().pk], reason="Hết hàng")
    assert (states_of(order), allocated(jam)) == (("Cancelled", ["Cancelled"]), 0)
    assert order.payment_attempts.get().state == "closed"


def test_when_the_rest_was_sent_a_cancelled_line_completes_the_order(a, b, order):
    actions.send(order, b, pieces(order, b, 3))
    actions.cancel(order, a, [line_of(order, a).pk], reason="Hết hàng")
    assert states_of(order) == ("Complete", ["Cancelled", "Shipped"])


def test_what_is_on_its_way_in_part_is_not_cancelled(a, order, jam):
    actions.send(order, a, pieces(order, a, 1))
    with pytest.raises(LineOnItsWay):
        actions.cancel(order, a, [line_of(order, a).pk], reason="Hết hàng")
    assert (allocated(jam), refunds(order), order.notes.count()) == (2, [], 0)


@pytest.mark.parametrize("reason", ["", "   ", "\u200b"])
def test_without_a_reason_nothing_is_cancelled(a, order, reason):
    with pytest.raises(NothingChosen):
        actions.cancel(order, a, [line_of(order, a).pk], reason=reason)
    assert states_of(order) == ("Pending", ["Pending", "Pending"])


def test_several_orders_are_accepted_and_what_ended_meanwhile_is_left_out(a, jam):
    orders = [order_of((jam, 1)) for _number in range(3)]
    payments.close(orders[1])
    assert actions.accept_all(orders, a) == 2
    assert [states_of(order)[0] for order in orders] == ["Being processed", "Cancelled", "Being processed"]


def test_lines_stay_own_when_the_product_has_moved_to_another_maker(a, b, order, jam):
    producers.place(jam, producer=b)
    actions.send(order, a, pieces(order, a, 2))
    with pytest.raises(NothingChosen):
        actions.send(order, b, {order.lines.get(title=jam.title).pk: 1})
    assert states_of(order)[1] == ["Shipped", "Pending"]


def test_every_act_is_written_down_without_a_name(a, order):
    actions.accept(order, a)
    actions.send(order, a, pieces(order, a, 2), carrier="Viettel Post", tracking="VTP123")
    entries = list(history(f"order:{order.pk}").values_list("act", flat=True))
    assert {"order.line_moved", "order.followed", "order.sent", "delivery.sent"} <= set(entries)
    assert "Nguyễn" not in str(list(history(f"order:{order.pk}").values()))


def test_staff_find_a_note_of_the_cancelled_line_on_the_order(a, order):
    actions.cancel(order, a, [line_of(order, a).pk], reason="Mất mùa")
    note = order.notes.get()
    assert note.note_type == "Cancelled"
    for said in ("Hợp tác xã An", "2 × Mứt dừa của An", "Mất mùa"):
        assert said in note.message


@override_settings(OCOP_SHOP_EMAIL="shop@example.com")
def test_the_shop_is_told_of_a_cancelled_line(a, order, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        actions.cancel(order, a, [line_of(order, a).pk], reason="Mất mùa & lũ")
    (letter,) = [letter for letter in mail.outbox if letter.to == ["shop@example.com"]]
    for said in ("2 × Mứt dừa của An", "Mất mùa & lũ", "Hợp tác xã An"):
        assert said in letter.body
    assert "Gạo sạch" not in letter.body


def to_the_buyer():
    return [letter for letter in mail.outbox if letter.to == ["hoa@example.com"] and "Mứt" in letter.body]


def test_the_buyer_is_told_what_left_and_nothing_of_others(a, order, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        actions.send(order, a, pieces(order, a, 1), carrier="Viettel Post", tracking="VTP<1>23")
    (letter,) = to_the_buyer()
    (html, kind) = letter.alternatives[0][:2]
    assert kind == "text/html"
    assert "VTP&lt;1&gt;23" in html
    for said in ("1 × Mứt dừa của An", "Viettel Post", "VTP<1>23", order.number):
        assert said in letter.body
    for text in (letter.body, html):
        assert "Gạo sạch" not in text
        assert "Bình" not in text


def test_the_letter_is_in_the_language_in_which_the_order_was_placed(a, order, django_capture_on_commit_callbacks):
    order.agreed_parcels.update(language="en")
    with django_capture_on_commit_callbacks(execute=True):
        actions.send(order, a, pieces(order, a, 1), tracking="VTP123")
    (letter,) = to_the_buyer()
    assert "Tracking number: VTP123" in letter.body
    assert '<html lang="en">' in letter.alternatives[0][0]


def test_a_parcel_that_is_taken_back_is_told_to_nobody(a, order, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), suppress(ZeroDivisionError), transaction.atomic():
        actions.send(order, a, pieces(order, a, 1))
        raise ZeroDivisionError
    assert (to_the_buyer(), order.ocop_dispatches.count()) == ([], 0)


def test_late_orders_are_counted_until_they_leave(a, jam):
    order = order_of((jam, 1))
    type(order).objects.update(date_placed=clock.now() - timedelta(days=4))
    order_of((jam, 1))
    numbers = own_orders.numbers(a)
    assert (numbers["new"], numbers["late"]) == (2, 1)
    actions.send(order, a, pieces(order, a, 1))
    numbers = own_orders.numbers(a)
    assert (numbers["new"], numbers["sent"], numbers["late"]) == (1, 1, 0)


def test_what_staff_sent_in_the_dashboard_counts(a, order):
    kind = get_model("order", "ShippingEventType").objects.get_or_create(name="Shipped")[0]
    EventHandler(None).handle_shipping_event(order, kind, [line_of(order, a)], [2], reference="VNPOST 7")
    assert states_of(order) == ("Being processed", ["Shipped", "Pending"])
    with pytest.raises(NotSoMany):
        actions.send(order, a, pieces(order, a, 1))
