"""Money at the shop's desk: what has to be done is listed, done by the same verbs, and open to shop staff alone."""

from decimal import Decimal

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from ocop_shop.importing.messages import FILE_MESSAGES
from ocop_shop.payments import actions, registry
from ocop_shop.payments.provider import News
from tests.payments.paying import order_of, stock_of, transferred

from .staff import client_with

BANK = "bank-transfer"
DESK = "/dashboard/money/"

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


@pytest.fixture
def clerk(db):
    return client_with("change_order")


def money_of(order):
    return reverse("ocop:desk-order-money", args=[order.number])


@pytest.mark.parametrize("who", [{"rights": ()}, {"rights": ("change_order",), "is_staff": False}])
def test_only_staff_who_may_change_orders_get_in(who):
    order = order_of()
    client = client_with(*who.pop("rights"), **who)
    said = {"attempt": order.payment_attempts.get().pk, "do": "collect"}
    for path in (DESK, f"{DESK}statement/", money_of(order)):
        assert client.get(path).status_code == 403
        assert client.post(path, said).status_code == 403
    order.refresh_from_db()
    assert order.status == "Awaiting payment"


def test_who_is_not_signed_in_is_asked_to():
    assert Client().get(DESK).url.startswith(reverse("dashboard:login"))


def test_what_has_to_be_done_is_listed(clerk):
    on_delivery, awaited, part = order_of(provider=registry.known("cash-on-delivery")), order_of(), order_of()
    actions.take(BANK, transferred(part.payment_attempts.get(), 5_000))
    actions.take(BANK, News("FT7", "paid", amount=Decimal(77_000), currency="VND", text="la ai"))
    content = clerk.get(DESK).content.decode()
    for text in (on_delivery.number, awaited.number, part.number, "77.000\u00a0₫", "la ai"):
        assert text in content


def test_the_lists_cost_the_same_for_one_and_for_twenty(clerk, django_assert_max_num_queries):
    for number in range(20):
        actions.take(BANK, transferred(order_of().payment_attempts.get(), 5_000, key=f"FT{number}"))
        order_of(provider=registry.known("cash-on-delivery"))
    clerk.get(DESK)
    with django_assert_max_num_queries(16):
        clerk.get(DESK)


def test_staff_say_whose_money_it_is(clerk):
    order = order_of()
    actions.take(BANK, News("FT7", "paid", amount=Decimal(125_000), currency="VND", text="chuyen tien"))
    message = apps.get_model("ocop_payments", "Notification").objects.get()
    clerk.post(DESK, {"message": message.pk, "do": "assign", "number": f" {order.number.lower()} "})
    order.refresh_from_db()
    assert (order.status, order.payment_attempts.get().state) == ("Pending", "paid")
    assert f"la ai {order.number}" not in clerk.get(DESK).content.decode()


@pytest.mark.parametrize("number", ["", "NOSUCHONE1", "\x00", "x" * 300])
def test_an_order_that_is_not_there_gets_no_money(clerk, number):
    actions.take(BANK, News("FT7", "paid", amount=Decimal(125_000), currency="VND"))
    message = apps.get_model("ocop_payments", "Notification").objects.get()
    assert clerk.post(DESK, {"message": message.pk, "do": "assign", "number": number}).status_code == 302
    message.refresh_from_db()
    assert message.outcome == "unmatched"


def test_what_was_seen_is_not_listed_any_more(clerk):
    order = order_of()
    actions.take(BANK, transferred(order.payment_attempts.get(), 130_000))
    message = apps.get_model("ocop_payments", "Notification").objects.get()
    assert "130.000\u00a0₫" in clerk.get(DESK).content.decode()
    clerk.post(DESK, {"message": message.pk, "do": "seen"})
    assert "130.000\u00a0₫" not in clerk.get(DESK).content.decode()


def test_an_order_on_delivery_is_called_and_paid(clerk):
    order = order_of(provider=registry.known("cash-on-delivery"))
    attempt = order.payment_attempts.get()
    for do in ("call", "collect", "collect"):
        assert clerk.post(money_of(order), {"attempt": attempt.pk, "do": do}).url == money_of(order)
    attempt.refresh_from_db()
    assert (attempt.state, attempt.called_at is None) == ("paid", False)
    assert clerk.get(money_of(order)).status_code == 200


def test_a_parcel_that_is_refused_goes_back(clerk):
    order = order_of(provider=registry.known("cash-on-delivery"))
    clerk.post(money_of(order), {"attempt": order.payment_attempts.get().pk, "do": "refuse"})
    order.refresh_from_db()
    assert (order.status, stock_of(order)) == ("Cancelled", (10, 0))


def test_a_transfer_is_given_back_with_a_reason(clerk):
    order = order_of()
    attempt = order.payment_attempts.get()
    actions.take(BANK, transferred(attempt))
    said = {"attempt": attempt.pk, "do": "refund", "amount": "25000", "reason": "one jar broken", "number": "1"}
    for _time in range(2):
        clerk.post(money_of(order), said)
    refund = attempt.refunds.get()
    assert (refund.amount, refund.state, refund.reason, refund.asked_by) == (
        25_000,
        "done",
        "one jar broken",
        clerk.user,
    )


@pytest.mark.parametrize("written", ["5.000", "5,000", "5 000", "5.000 ₫", "5000"])
def test_five_thousand_are_not_five(clerk, written):
    order = order_of()
    attempt = order.payment_attempts.get()
    actions.take(BANK, transferred(attempt))
    clerk.post(
        money_of(order), {"attempt": attempt.pk, "do": "refund", "amount": written, "reason": "x", "number": "1"}
    )
    assert attempt.refunds.get().amount == 5_000


@pytest.mark.parametrize(
    "said",
    [
        {"amount": "1e999999999", "reason": "x"},
        {"amount": "125001", "reason": "x"},
        {"amount": "0", "reason": "x"},
        {"amount": "-1", "reason": "x"},
        {"amount": "1.5", "reason": "x"},
        {"amount": "NaN", "reason": "x"},
        {"amount": "viel", "reason": "x"},
        {"amount": "", "reason": ""},
        {"amount": "5", "reason": ""},
    ],
)
def test_what_cannot_be_given_back_is_said_and_not_done(clerk, said):
    order = order_of()
    attempt = order.payment_attempts.get()
    actions.take(BANK, transferred(attempt))
    assert clerk.post(money_of(order), {"attempt": attempt.pk, "do": "refund", "number": "1", **said}).status_code in {
        302,
        422,
    }
    attempt.refresh_from_db()
    assert (attempt.refunded, attempt.refunds.count()) == (0, 0)


def test_an_attempt_of_another_order_is_not_touched(clerk):
    one, other = order_of(), order_of(provider=registry.known("cash-on-delivery"))
    said = {"attempt": other.payment_attempts.get().pk, "do": "collect"}
    assert clerk.post(money_of(one), said).status_code == 404
    assert other.payment_attempts.get().state == "open"


@pytest.mark.parametrize("said", [{}, {"attempt": "x"}, {"attempt": "9" * 30, "do": "call"}, {"attempt": "-1"}])
def test_nonsense_is_not_found(clerk, said):
    assert clerk.post(money_of(order_of()), said).status_code == 404


def rows(*orders, amount="125.000"):
    head = "Ngày giao dịch;Số tham chiếu;Phát sinh nợ;Phát sinh có;Nội dung"
    lines = [
        f"29/11/2026;FT{number};;{amount};MBVCB.OCOP {order.payment_attempts.get().code}.CT tu 0123"
        for number, order in enumerate(orders)
    ]
    return "\n".join(["SAO KE TAI KHOAN;;;;", head, *lines, "29/11/2026;FT90;50.000;;Phi dich vu"])


def test_a_statement_is_shown_first_and_changes_nothing(clerk):
    order = order_of()
    sent = SimpleUploadedFile("saoke.csv", rows(order).encode())
    content = clerk.post(f"{DESK}statement/", {"file": sent}).content.decode()
    assert order.number in content
    assert "FT90" not in content
    order.refresh_from_db()
    assert order.status == "Awaiting payment"


def test_what_was_shown_is_applied_once(clerk):
    one, two = order_of(), order_of()
    shown = clerk.post(f"{DESK}statement/", {"rows": rows(one, two)})
    again = {"rows": shown.context["rows"], "apply": "1"}
    for _time in range(2):
        assert clerk.post(f"{DESK}statement/", again).url == DESK
    for order in (one, two):
        order.refresh_from_db()
        assert (order.status, order.payment_attempts.get().received) == ("Pending", 125_000)


def test_a_transfer_that_names_no_order_stays_out_of_the_books(clerk):
    clerk.post(f"{DESK}statement/", {"rows": "Amount;Description;Reference\n5000;luong thang 11;FT1", "apply": "1"})
    assert apps.get_model("ocop_payments", "Notification").objects.count() == 0


def test_another_amount_is_shown_before_it_is_taken(clerk):
    order = order_of()
    content = clerk.post(f"{DESK}statement/", {"rows": rows(order, amount="100.000")}).content.decode()
    assert "125.000\u00a0₫" in content


@pytest.mark.parametrize(
    "said",
    [{}, {"rows": "nothing like a table"}, {"rows": "\x00"}, {"rows": "A;B\n1;2"}, {"rows": "  "}],
)
def test_what_is_no_statement_is_said_so(clerk, said):
    answer = clerk.post(f"{DESK}statement/", said)
    assert answer.status_code == 422
    assert answer.context["form"].non_field_errors()


@pytest.mark.parametrize("content", [b"%PDF-1.7", b"\x89PNG\r\n", b"", b"PK\x03\x04 no workbook"])
def test_a_file_of_another_kind_is_refused(clerk, content):
    answer = clerk.post(f"{DESK}statement/", {"file": SimpleUploadedFile("s.xlsx", content)})
    assert answer.status_code == 422
    if content:
        assert answer.context["form"].non_field_errors() == [str(FILE_MESSAGES["file_unreadable"])]


def test_the_desk_stands_in_oscars_navigation_for_who_works_there():
    with_right = client_with("change_order", is_superuser=True)
    assert DESK in with_right.get(reverse("dashboard:index")).content.decode()


def test_a_row_without_a_reference_does_not_pay_a_second_time(clerk):
    """Half of it came by the feed; the statement that tells of the same transfer calls it otherwise."""
    order = order_of()
    attempt = order.payment_attempts.get()
    actions.take(BANK, transferred(attempt, 62_500))
    content = f"Ngày;Số tiền;Nội dung\n29/11/2026;62.500;OCOP {attempt.code}"
    shown = clerk.post(f"{DESK}statement/", {"rows": content})
    assert [line.is_doubtful for line in shown.context["lines"]] == [True]
    clerk.post(f"{DESK}statement/", {"rows": content, "apply": "1"})
    attempt.refresh_from_db()
    assert attempt.received == 62_500


def test_a_purpose_with_quotes_and_commas_comes_through_the_second_step(clerk):
    one, two = order_of(), order_of()
    codes = [order.payment_attempts.get().code for order in (one, two)]
    content = "Ngày;Tham chiếu;Số tiền;Nội dung\n" + "\n".join(
        f'29/11/2026;FT{n};125.000;"""a"", b, c, OCOP {code}"' for n, code in enumerate(codes)
    )
    shown = clerk.post(f"{DESK}statement/", {"rows": content})
    clerk.post(f"{DESK}statement/", {"rows": shown.context["rows"], "apply": "1"})
    assert [order.payment_attempts.get().state for order in (one, two)] == ["paid", "paid"]


@pytest.mark.parametrize("amount", ["100.000.000.000", "9999999999999"])
def test_an_amount_that_no_order_has_is_named_and_nothing_fails(clerk, amount):
    answer = clerk.post(f"{DESK}statement/", {"rows": f"Số tiền;Nội dung;Tham chiếu\n{amount};OCOP;FT1"})
    assert answer.status_code == 200
    assert clerk.get(DESK).status_code == 200
