"""Messages of a bank-feed service: believed with a fresh signature alone, and taken notice of once."""

import json

import pytest
from django.apps import apps
from django.test import Client

from ocop_shop.core import clock
from ocop_shop.payments.vietqr import feed

from .paying import order_of

SECRET = "mot-bi-mat-dai"
HOOK = "/pay/hooks/bank-transfer/"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def secret(monkeypatch):
    monkeypatch.setenv("OCOP_BANK_FEED_SECRET", SECRET)


def send(said, *, secret=SECRET, seconds=0, body=None):
    body = body if body is not None else json.dumps(said).encode()
    at = int(clock.now().timestamp()) - seconds
    headers = {"X-Ocop-Timestamp": str(at), "X-Ocop-Signature": feed.sign(body, at, secret)}
    return Client(enforce_csrf_checks=True).post(HOOK, body, content_type="application/json", headers=headers)


def message(order, **more):
    return {"id": "FT26333", "amount": 125_000, "content": f"MBVCB.OCOP {order.payment_attempts.get().code}.CT", **more}


def test_a_transfer_pays_its_order():
    order = order_of()
    answer = send(message(order))
    assert (answer.status_code, answer.json()) == (200, {"outcomes": ["confirmed"]})
    order.refresh_from_db()
    assert order.status == "Pending"
    assert send(message(order)).json() == {"outcomes": ["again"]}


@pytest.mark.parametrize("account", ["", "0000000000", "0000 000 000"])
def test_a_transfer_to_the_shops_account_pays_however_it_is_written(account):
    assert send(message(order_of(), account=account)).json() == {"outcomes": ["confirmed"]}


@pytest.mark.parametrize("account", ["9999999999", "12345", 12345, ["0000000000", "1"], {"a": 1}])
def test_a_transfer_to_another_account_pays_nothing(account):
    order = order_of()
    assert send(message(order, account=account)).json() == {"outcomes": ["ignored"]}
    order.refresh_from_db()
    assert order.status == "Awaiting payment"


@pytest.mark.parametrize("how", [{"secret": "another"}, {"seconds": 301}, {"seconds": -301}, {"secret": ""}])
def test_a_message_without_a_fresh_signature_changes_nothing(how):
    order = order_of()
    assert send(message(order), **how).status_code == 400
    order.refresh_from_db()
    assert order.status == "Awaiting payment"
    assert apps.get_model("ocop_payments", "Notification").objects.count() == 0


def test_without_a_secret_nobody_is_believed(monkeypatch):
    monkeypatch.delenv("OCOP_BANK_FEED_SECRET")
    order = order_of()
    assert send(message(order), secret="").status_code == 400


def test_a_signature_is_for_one_body_alone():
    order = order_of()
    body = json.dumps(message(order)).encode()
    at = int(clock.now().timestamp())
    headers = {"X-Ocop-Timestamp": str(at), "X-Ocop-Signature": feed.sign(body, at, SECRET)}
    other = body.replace(b"125000", b"925000")
    answer = Client().post(HOOK, other, content_type="application/json", headers=headers)
    assert (answer.status_code, answer.json()) == (400, {"error": "wrong signature"})


@pytest.mark.parametrize(
    "body",
    [
        *(b"", b"[]", b"null", b"{", b"\xff", b"{}", b"[" * 100_000),
        *(b'{"id": "1"}', b'{"id": "1", "amount": "viel"}', b'{"id": "1", "amount": NaN}'),
        *(b'{"id": "1", "amount": 1e400}', b'{"id": "", "amount": 5}', b'{"id": "\\ud800", "amount": 5}'),
    ],
)
def test_what_is_no_message_is_refused_and_nothing_is_kept(body):
    assert send(None, body=body).status_code == 400
    assert apps.get_model("ocop_payments", "Notification").objects.count() == 0


@pytest.mark.parametrize("amount", [-125_000, 0, 125_000.5])
def test_money_that_left_and_fractions_lead_to_nothing(amount):
    order = order_of()
    assert send(message(order, amount=amount)).json() == {"outcomes": ["ignored"]}
    order.refresh_from_db()
    assert order.status == "Awaiting payment"


def test_a_transfer_that_names_two_orders_is_left_to_staff():
    one, two = order_of(), order_of()
    codes = [order.payment_attempts.get().code for order in (one, two)]
    said = {"id": "FT1", "amount": 250_000, "content": f"OCOP {codes[0]} OCOP {codes[1]}"}
    assert send(said).json() == {"outcomes": ["unmatched"]}


def test_an_unknown_provider_has_no_address():
    assert Client().post("/pay/hooks/other/", b"{}", content_type="application/json").status_code == 404
    assert Client().get(HOOK).status_code == 405


@pytest.mark.parametrize("said", ["\ud800", "\x00", "x" * 9_000])
def test_no_words_of_a_bank_break_the_hook(said):
    answer = send(message(order_of(), id=f"a{said[:9]}b", content=said, currency=said))
    assert answer.status_code == 200
    assert "\x00" not in apps.get_model("ocop_payments", "Notification").objects.get().key


def test_a_message_that_is_too_large_is_not_read():
    assert send(None, body=b" " * 300_000).status_code == 413
