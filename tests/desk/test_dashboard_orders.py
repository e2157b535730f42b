"""Orders in Oscar's dashboard: staff who may change orders move them by our verbs; everybody else only reads."""

import csv

import pytest
from django.core import mail
from django.urls import reverse
from oscar.apps.order.exceptions import InvalidOrderStatus
from oscar.core.loading import get_model

from ocop_shop.forks.classes.processing import EventHandler
from ocop_shop.ordering import sending
from ocop_shop.payments import actions, registry
from ocop_shop.test import factories
from tests.fulfilment import bought
from tests.payments.paying import basket_of, order_of, place, stock_of, transferred

from .staff import client_with

COD = "cash-on-delivery"

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(db):
    return client_with("view_order", "change_order")


def page_of(order):
    return reverse("dashboard:order-detail", args=[order.number])


def moved(client, order, status):
    client.post(page_of(order), {"order_action": "change_order_status", "new_status": status})
    order.refresh_from_db()
    return order.status


def test_an_order_is_moved_along(clerk):
    order = order_of(provider=registry.known(COD))
    assert moved(clerk, order, "Being processed") == "Being processed"
    assert order.lines.get().status == "Being processed"


def test_cancelling_gives_back_stock_and_asks_for_a_refund(clerk):
    order = order_of(quantity=3)
    actions.take("bank-transfer", transferred(order.payment_attempts.get()))
    assert moved(clerk, order, "Cancelled") == "Cancelled"
    assert (stock_of(order), order.payment_attempts.get().refunds.get().amount) == ((10, 0), 375_000)


def test_an_order_that_staff_say_is_paid_is_confirmed_like_any_other(clerk, django_capture_on_commit_callbacks):
    maker = factories.make_producer("HTX a", email="htx-a@example.com")
    order = order_of(factories.make_product(stock=10, producer=maker))
    with django_capture_on_commit_callbacks(execute=True):
        assert moved(clerk, order, "Pending") == "Pending"
    assert [letter.to for letter in mail.outbox] == [["htx-a@example.com"]]
    with django_capture_on_commit_callbacks(execute=True):
        moved(clerk, order, "Cancelled")
    assert len(mail.outbox) == 2, "the maker must not pack it"


def test_a_page_that_was_read_before_the_buyer_cancelled_moves_nothing(clerk):
    order = order_of(provider=registry.known(COD))
    old = type(order).objects.get(pk=order.pk)
    actions.call_off(order)
    with pytest.raises(InvalidOrderStatus, match="Being processed"):
        EventHandler(clerk.user).handle_order_status_change(old, "Being processed")
    order.refresh_from_db()
    assert order.status == "Cancelled"


def test_goods_are_sent_by_an_event(clerk):
    order = order_of(quantity=2, provider=registry.known(COD))
    kind = get_model("order", "ShippingEventType").objects.create(name="Shipped")
    line = order.lines.get()
    said = {
        "line_action": "create_shipping_event",
        "shipping_event_type": kind.code,
        "selected_line": line.pk,
        f"selected_line_qty_{line.pk}": 2,
    }
    assert clerk.post(page_of(order), said).status_code == 302
    assert order.shipping_events.get().line_quantities.get().quantity == 2


def test_nothing_is_sent_for_an_order_that_is_not_paid(clerk):
    order = order_of()
    kind = get_model("order", "ShippingEventType").objects.create(name="Shipped")
    line = order.lines.get()
    said = {"line_action": "create_shipping_event", "shipping_event_type": kind.code, "selected_line": line.pk}
    clerk.post(page_of(order), {**said, f"selected_line_qty_{line.pk}": 1})
    assert order.shipping_events.count() == 0


def test_a_payment_event_of_another_kind_is_noted(clerk):
    order = order_of(provider=registry.known(COD))
    kind = get_model("order", "PaymentEventType").objects.create(name="Deposit")
    said = {"order_action": "create_order_payment_event", "amount": "5000", "payment_event_type": kind.code}
    assert clerk.post(page_of(order), said).status_code == 302
    assert order.payment_events.get().amount == 5_000


def lines_moved(client, order, line, status):
    said = {"line_action": "change_line_statuses", "new_status": status, "selected_line": line.pk}
    client.post(page_of(order), {**said, f"selected_line_qty_{line.pk}": line.quantity})
    line.refresh_from_db()
    return line.status


def test_an_order_of_which_something_left_is_not_cancelled_as_a_whole(clerk):
    jam, rice = (factories.make_product(price=100_000, stock=10) for _number in range(2))
    order = place(basket_of((jam, 2), (rice, 1)), registry.known("bank-transfer"))
    actions.take("bank-transfer", transferred(order.payment_attempts.get()))
    gone, staying = order.lines.order_by("pk")
    sending.send(order, {gone.pk: 1})
    assert moved(clerk, order, "Cancelled") == "Being processed"
    assert (stock_of(order), order.payment_attempts.get().refunds.count()) == ((10, 2), 0)
    assert lines_moved(clerk, order, staying, "Cancelled") == "Cancelled"
    assert order.payment_attempts.get().refunds.get().amount == 100_000


@pytest.mark.parametrize(("written", "amounts"), [("5.000", [5_000]), ("", []), ("NaN", []), ("1e999999999", [])])
def test_an_amount_is_read_as_people_write_it(clerk, written, amounts):
    order = order_of()
    kind = get_model("order", "PaymentEventType").objects.create(name="Called")
    said = {"order_action": "create_order_payment_event", "amount": written, "payment_event_type": kind.code}
    assert clerk.post(page_of(order), said).status_code == 302
    assert [event.amount for event in order.payment_events.all()] == amounts


def test_a_line_that_is_cancelled_gives_its_stock_back(clerk):
    goods = [factories.make_product(stock=10) for _number in range(2)]
    order = place(basket_of(*[(product, 2) for product in goods]), registry.known(COD))
    assert lines_moved(clerk, order, order.lines.first(), "Cancelled") == "Cancelled"
    assert [product.stockrecords.get().num_allocated for product in goods] == [0, 2]


def test_with_the_last_line_of_a_maker_its_sending_is_not_paid_either(clerk):
    mine, theirs = factories.make_producer("HTX a"), factories.make_producer("HTX b")
    jam, rice, tea = bought.goods_of(mine), bought.goods_of(mine), bought.goods_of(theirs)
    order = bought.order_of((jam, 1), (rice, 1), (tea, 1), way=COD)
    attempt, (first, second, _other) = order.payment_attempts.get(), order.lines.order_by("pk")
    lines_moved(clerk, order, first, "Cancelled")
    attempt.refresh_from_db()
    assert attempt.amount == 260_000
    lines_moved(clerk, order, second, "Cancelled")
    attempt.refresh_from_db()
    assert attempt.amount == 100_000 + bought.SENDING


@pytest.mark.parametrize("status", ["Shipped", "Being processed", "Cancelled", "", "nonsense"])
def test_lines_of_an_order_that_is_not_paid_stay_where_they_are(clerk, status):
    order = order_of()
    assert lines_moved(clerk, order, order.lines.get(), status) == "Pending"


def attempts_on(client, order):
    """Everything that changes an order in the dashboard."""
    line = order.lines.get()
    yield client.post(page_of(order), {"order_action": "change_order_status", "new_status": "Cancelled"})
    yield client.post(
        reverse("dashboard:order-list"),
        {"action": "change_order_statuses", "selected_order": order.pk, "new_status": "Cancelled"},
    )
    yield client.post(page_of(order), {"line_action": "change_line_statuses", "selected_line": line.pk})
    yield client.post(reverse("dashboard:order-shipping-address", args=[order.number]), {"line1": "elsewhere"})


@pytest.mark.parametrize("who", ["partner", "looks only"])
def test_who_may_only_look_changes_nothing(who):
    order = order_of(provider=registry.known(COD))
    if who == "partner":
        client = client_with("dashboard_access", is_staff=False)
        order.lines.get().partner.users.add(client.user)
    else:
        client = client_with("view_order")
    assert {answer.status_code for answer in attempts_on(client, order)} <= {302, 403, 404}
    order.refresh_from_db()
    assert (order.status, stock_of(order), order.lines.get().status) == ("Pending", (10, 1), "Pending")


def test_several_orders_are_moved_at_once_and_what_cannot_move_is_said(clerk):
    one, other = order_of(provider=registry.known(COD)), order_of()
    said = {"action": "change_order_statuses", "selected_order": [one.pk, other.pk], "new_status": "Being processed"}
    assert clerk.post(reverse("dashboard:order-list"), said).status_code == 302
    for order in (one, other):
        order.refresh_from_db()
    assert (one.status, other.status) == ("Being processed", "Awaiting payment")


@pytest.mark.parametrize(
    "said",
    [
        {"action": "change_order_statuses"},
        {"action": "change_order_statuses", "selected_order": "x", "new_status": "Cancelled"},
        {"action": "download_selected_orders", "selected_order": "\x00"},
        {"order_action": "change_order_status"},
        {"order_action": "create_order_payment_event"},
        {"line_action": "create_shipping_event"},
        {"line_action": "create_payment_event", "selected_line": "x"},
    ],
)
def test_a_form_with_holes_is_answered_in_words(clerk, said):
    order = order_of()
    line = {"selected_line": order.lines.get().pk, f"selected_line_qty_{order.lines.get().pk}": 1}
    page = reverse("dashboard:order-list") if "action" in said else page_of(order)
    assert clerk.post(page, {"selected_order": order.pk, **line, **said}).status_code in {200, 302}
    order.refresh_from_db()
    assert (order.status, order.shipping_events.count(), order.payment_events.count()) == ("Awaiting payment", 0, 0)


def test_tables_to_download_hold_no_formula():
    client = client_with(is_superuser=True)
    user = factories.make_user("=1+1@example.com", first_name="@SUM(A1)")
    order = place(basket_of((factories.make_product(stock=3), 1)), registry.known(COD), user=user)
    chosen = {"action": "download_selected_orders", "selected_order": order.pk}
    report = {"report_type": "order_report", "date_from": "2020-01-01", "date_to": "2100-01-01", "download": "on"}
    tables = [
        client.post(reverse("dashboard:order-list"), chosen).content.decode(),
        client.get(reverse("dashboard:reports-index"), report).content.decode(),
    ]
    for table in tables:
        assert "1+1@example.com" in table
        assert not [cell for line in csv.reader(table.splitlines()) for cell in line if cell[:1] in {"=", "@"}]


@pytest.mark.pages
def test_every_table_of_an_order_scrolls_in_a_box_with_a_name(clerk):
    order = order_of(provider=registry.known(COD))
    for address in (page_of(order), reverse("dashboard:order-list")):
        told = clerk.get(address).content.decode()
        assert 'class="table-responsive desk-scrolling" tabindex="0" role="region" aria-label="' in told
        assert 'aria-label=""' not in told
        assert "ocop_shop/desk.css" in told
