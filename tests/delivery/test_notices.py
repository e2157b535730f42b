"""Makers are told of an order when it may be packed: their own lines, where they go, and nothing else."""

import pytest
from django.apps import apps
from django.core import mail
from oscar.core.loading import get_model

from ocop_shop.payments import actions
from ocop_shop.test import factories
from tests.checkout.conftest import Buyer
from tests.payments.paying import transferred

Order = get_model("order", "Order")

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


def bought(*makers, way):
    buyer = Buyer()
    for number, maker in enumerate(makers):
        buyer.add(factories.make_product(f"Hàng số {number}", price=77_000, stock=9, producer=maker), number + 1)
    buyer.identify()
    buyer.send_to()
    buyer.review()
    buyer.place(pay_with=way)
    return Order.objects.get()


def to_makers():
    return {letter.to[0]: letter for letter in mail.outbox if letter.to[0].startswith("htx")}


@pytest.fixture
def two():
    return [factories.make_producer(f"HTX {name}", email=f"htx-{name}@example.com") for name in "ab"]


def test_each_maker_reads_its_own_lines(two, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        order = bought(*two, way="cash-on-delivery")
    letters = to_makers()
    assert set(letters) == {"htx-a@example.com", "htx-b@example.com"}
    first = letters["htx-a@example.com"]
    assert order.number in first.subject
    assert "1 × Hàng số 0" in first.body
    assert "Hàng số 1" not in first.body
    assert "Xã Tam Ngãi, Vĩnh Long" in first.body


def test_nothing_else_of_the_buyer_and_no_money_is_told(two, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        bought(*two, way="cash-on-delivery")
    for letter in to_makers().values():
        for secret in ("Nguyễn Thị Hoa", "912", "hoa@example.com", "ấp Cây Hẹ", "77.000", "231.000"):
            assert secret not in letter.body


def test_makers_are_told_when_the_money_is_there_and_not_before(two, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        order = bought(*two, way="bank-transfer")
    assert to_makers() == {}
    for _time in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            actions.take("bank-transfer", transferred(order.payment_attempts.get()))
    assert sorted(letter.to[0] for letter in mail.outbox if letter.to[0].startswith("htx")) == [
        "htx-a@example.com",
        "htx-b@example.com",
    ]


def test_a_maker_without_an_address_holds_up_nobody(django_capture_on_commit_callbacks, monkeypatch):
    silent = factories.make_producer("HTX c")
    with django_capture_on_commit_callbacks(execute=True):
        order = bought(silent, way="cash-on-delivery")
    assert (order.status, to_makers()) == ("Pending", {})


def test_a_mail_server_that_is_away_holds_up_nobody(two, django_capture_on_commit_callbacks, monkeypatch):
    def away(*_args, **_values):
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", away)
    with django_capture_on_commit_callbacks(execute=True):
        order = bought(*two, way="cash-on-delivery")
    assert order.status == "Pending"
    assert apps.get_model("ocop_delivery", "AgreedParcel").objects.count() == 2
