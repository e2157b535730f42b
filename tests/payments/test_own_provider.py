"""A provider of the shop's own, as docs/how-to/add-a-payment-provider.md tells, against a wallet over real HTTP."""

import hashlib
import hmac
import json
import re
import sys
import threading
import types
from datetime import timedelta
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from django.test import Client
from oscar.core.loading import get_model

from ocop_shop.core import clock
from ocop_shop.payments import actions, registry
from ocop_shop.payments.exceptions import ProviderAway, Refused
from ocop_shop.test import factories
from ocop_shop.test.clock import frozen
from tests.checkout.conftest import Buyer

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGE = DOCS / "how-to" / "add-a-payment-provider.md"
CODE = re.search(r"^```python\n(# myshop/wallet\.py\n.*?)^```$", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL)[1]

pytestmark = pytest.mark.django_db


class Wallet(BaseHTTPRequestHandler):
    """The other side: payments by key, refunds by key, no more back than came."""

    def log_message(self, *_args):
        pass

    def do_GET(self):
        self._send(200, self.server.payments[self.path.split("/")[2]])

    def do_POST(self):
        said = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.server.is_down:
            self.connection.close()
            return
        parts, key = self.path.strip("/").split("/"), self.headers["Idempotency-Key"]
        if len(parts) == 1:
            made = {
                "id": f"w{len(self.server.payments)}",
                "state": "open",
                "amount": said["amount"],
                "page": "http://w/1",
            }
            made = self.server.keys.setdefault(key, made)
            self._send(200, self.server.payments.setdefault(made["id"], made))
            return
        payment = self.server.payments[parts[1]]
        if parts[2] == "close":
            payment["state"] = "closed" if payment["state"] == "open" else payment["state"]
            self._send(200, payment)
        elif payment["state"] != "paid":
            self._send(400, {})
        else:
            self._send(200, self.server.keys.setdefault(key, {"id": f"r{len(self.server.keys)}", **said}))

    def _send(self, status, answer):
        written = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(written)))
        self.end_headers()
        self.wfile.write(written)


@pytest.fixture
def wallet(monkeypatch, settings):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Wallet)
    server.payments, server.keys, server.is_down = {}, {}, False
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    monkeypatch.setenv("WALLET_BASE", f"http://127.0.0.1:{server.server_port}")
    monkeypatch.setenv("WALLET_SECRET", "vi-lang")
    module = types.ModuleType("myshop_wallet")
    exec(compile(CODE, str(PAGE), "exec"), module.__dict__)
    monkeypatch.setitem(sys.modules, "myshop_wallet", module)
    settings.OCOP_PAYMENT_PROVIDERS = ["ocop_shop.payments.cod.CashOnDelivery", "myshop_wallet.Wallet"]
    yield server
    server.shutdown()
    server.server_close()


def ordered(wallet):
    goods = factories.make_product("Mật hoa dừa", price=125_000, stock=10)
    answer = Buyer().ready(goods, 2).place(pay_with="wallet")
    order = get_model("order", "Order").objects.get()
    return answer, order, order.payment_attempts.get()


def notify(payment, secret="vi-lang"):
    body = json.dumps(payment).encode()
    signature = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    return Client().post(
        "/pay/hooks/wallet/", body, content_type="application/json", headers={"X-Wallet-Signature": signature}
    )


def test_the_class_has_sixty_lines_at_most():
    assert len([line for line in CODE.splitlines() if line.strip() and not line.startswith("#")]) <= 60


def test_it_is_offered_when_it_is_set_up(wallet, monkeypatch):
    assert [provider.code for provider in registry.offered()] == ["cash-on-delivery", "wallet"]
    monkeypatch.delenv("WALLET_SECRET")
    assert [provider.code for provider in registry.offered()] == ["cash-on-delivery"]


def test_a_buyer_pays_and_the_notification_counts_once(wallet):
    answer, order, attempt = ordered(wallet)
    (payment,) = wallet.payments.values()
    assert (answer.url, payment["amount"]) == ("http://w/1", 280_000)
    payment["state"] = "paid"
    assert notify(payment, secret="x").status_code == 400
    assert [notify(payment).json()["outcomes"] for _time in range(2)] == [["confirmed"], ["again"]]
    order.refresh_from_db()
    attempt.refresh_from_db()
    assert (order.status, attempt.received) == ("Pending", 280_000)


def test_another_amount_is_no_payment(wallet):
    _answer, order, _attempt = ordered(wallet)
    (payment,) = wallet.payments.values()
    assert notify({**payment, "state": "paid", "amount": 280}).json() == {"outcomes": ["mismatch"]}
    order.refresh_from_db()
    assert order.status == "Awaiting payment"


def test_what_nobody_pays_is_closed_on_both_sides(wallet):
    _answer, order, _attempt = ordered(wallet)
    with frozen(clock.now() + timedelta(minutes=16)):
        assert actions.expire_due()["cancelled"] == 1
    order.refresh_from_db()
    assert (order.status, [p["state"] for p in wallet.payments.values()]) == ("Cancelled", ["closed"])


def test_money_is_given_back_once_and_not_before_it_came(wallet):
    _answer, _order, attempt = ordered(wallet)
    (payment,) = wallet.payments.values()
    payment["state"] = "paid"
    notify(payment)
    attempt.refresh_from_db()
    refund = actions.ask_refund(attempt, Decimal(80_000), actor=None)
    wallet.is_down = True
    with pytest.raises(ProviderAway):
        actions.carry_out(refund)
    wallet.is_down = False
    assert actions.carry_out(refund).state == "done"
    payment["state"] = "disputed"
    with pytest.raises(Refused):
        actions.carry_out(actions.ask_refund(attempt, Decimal(80_000), actor=None))
    attempt.refresh_from_db()
    assert attempt.refunded == 80_000
