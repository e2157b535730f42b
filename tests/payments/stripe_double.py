"""A double of Stripe over real HTTP on loopback: sessions, refunds, idempotency keys, signed webhooks, outages.

It checks every request against the SDK's own types. What it cannot show is listed in docs/how-to/try-stripe.md.
"""

from __future__ import annotations

import itertools
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import stripe

from ocop_shop.core import clock

from . import stripe_contract

SECRET = "whsec_double"
VERSION = "2026-10-28.endive"


class Double:
    """The account at Stripe: what a test sees of it, and what a buyer and an outage do to it."""

    def __init__(self) -> None:
        self.sessions: dict[str, dict[str, Any]] = {}
        self.refunds: dict[str, dict[str, Any]] = {}
        self.requests: list[tuple[str, str, dict[str, Any]]] = []
        self.kept: dict[str, tuple[Any, int, dict[str, Any]]] = {}
        self.faults: list[str] = []
        self.outage = ""
        """"down": nothing is done and nobody answers; "deaf": it is done, and the answer is lost; "busy": 503."""
        self.base = ""
        self._numbers = itertools.count(1)
        self._lock = threading.RLock()

    # What a buyer does

    def pay(self, session: dict[str, Any], **changes: Any) -> dict[str, Any]:
        """The buyer pays on Stripe's page; returns the session, with `changes` where it is not as it was asked for."""
        session |= {"status": "complete", "payment_status": "paid", "payment_intent": f"pi_{session['id']}", **changes}
        return session

    def promise(self, session: dict[str, Any]) -> dict[str, Any]:
        """The buyer uses a way that is decided days later."""
        session |= {"status": "complete", "payment_status": "unpaid", "payment_intent": f"pi_{session['id']}"}
        return session

    def run_out(self, session: dict[str, Any]) -> dict[str, Any]:
        """The buyer never came."""
        session |= {"status": "expired"}
        return session

    def only(self) -> dict[str, Any]:
        """The one session that there is."""
        (session,) = self.sessions.values()
        return session

    # What Stripe says

    def event(self, kind: str, said: dict[str, Any], *, secret: str = SECRET, seconds: int = 0) -> tuple[bytes, str]:
        """The body and the signature of an event about an object."""
        at = int(clock.now().timestamp()) - seconds
        body = {
            "id": f"evt_{next(self._numbers)}",
            "object": "event",
            "api_version": VERSION,
            "created": at,
            "type": kind,
        }
        written = json.dumps({**body, "data": {"object": said}})
        return written.encode(), stripe.WebhookSignature.generate_signature_header(written, secret, at)

    # What it is asked

    def answer(self, method: str, path: str, given: dict[str, Any], key: str) -> tuple[int, dict[str, Any]]:
        with self._lock:
            self.requests.append((method, path, given))
            if key and key in self.kept:
                before, status, answer = self.kept[key]
                if before != (path, given):
                    return 400, _error(
                        "idempotency_error", "Keys for idempotent requests can only be used for the same"
                    )
                return status, answer
            status, answer = self._do(method, path, given)
            if key and status < 500:
                self.kept[key] = ((path, given), status, json.loads(json.dumps(answer)))
            return status, answer

    def _do(self, method: str, path: str, given: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        parts = path.strip("/").split("/")[1:]
        if method == "POST" and parts == ["checkout", "sessions"]:
            return self._create(given)
        if method == "POST" and parts == ["refunds"]:
            return self._refund(given)
        session = self.sessions.get(parts[2]) if parts[:2] == ["checkout", "sessions"] and len(parts) > 2 else None
        if session is None:
            return 404, _error("invalid_request_error", f"No such object: {path}")
        if parts[3:] == ["expire"] and method == "POST":
            if session["status"] != "open":
                return 400, _error(
                    "invalid_request_error", "Only Checkout Sessions with a status in [open] can be expired"
                )
            session["status"] = "expired"
        return 200, session

    def _create(self, given: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        if wrong := stripe_contract.faults("sessions.create", given):
            self.faults += wrong
            return 400, _error("invalid_request_error", "; ".join(wrong))
        left = int(given["expires_at"]) - int(clock.now().timestamp())
        if not 30 * 60 <= left <= 24 * 3600:
            return 400, _error("invalid_request_error", "expires_at must be between 30 minutes and 24 hours from now")
        (line,) = given["line_items"]
        name = f"cs_test_{next(self._numbers)}"
        self.sessions[name] = {
            "id": name,
            "object": "checkout.session",
            "status": "open",
            "payment_status": "unpaid",
            "payment_intent": None,
            "url": f"{self.base}/pay/{name}",
            "client_reference_id": given["client_reference_id"],
            "amount_total": int(line["price_data"]["unit_amount"]) * int(line["quantity"]),
            "currency": line["price_data"]["currency"],
            "metadata": given["metadata"],
        }
        return 200, self.sessions[name]

    def _refund(self, given: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        if wrong := stripe_contract.faults("refunds.create", given):
            self.faults += wrong
            return 400, _error("invalid_request_error", "; ".join(wrong))
        session = next(
            (one for one in self.sessions.values() if one["payment_intent"] == given["payment_intent"]), None
        )
        if session is None or session["payment_status"] != "paid":
            return 400, _error("invalid_request_error", "This PaymentIntent has no successful charge")
        before = sum(one["amount"] for one in self.refunds.values() if one["payment_intent"] == given["payment_intent"])
        if before + int(given["amount"]) > session["amount_total"]:
            return 400, _error("invalid_request_error", "Refund amount is greater than unrefunded amount on charge")
        name = f"re_{next(self._numbers)}"
        self.refunds[name] = {
            "id": name,
            "object": "refund",
            "amount": int(given["amount"]),
            "currency": session["currency"],
            "payment_intent": given["payment_intent"],
            "status": "succeeded",
        }
        return 200, self.refunds[name]


def _error(kind: str, words: str) -> dict[str, Any]:
    return {"error": {"type": kind, "message": words, "code": kind}}


@contextmanager
def running() -> Iterator[Double]:
    """A double that listens on a free port of loopback."""
    double = Double()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_args: Any) -> None:
            pass

        def do_GET(self) -> None:
            self._answer("GET")

        def do_POST(self) -> None:
            self._answer("POST")

        def _answer(self, method: str) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            if double.outage == "down":
                self.connection.close()
                return
            if double.outage == "busy":
                self._send(503, _error("api_error", "busy"))
                return
            if self.headers.get("Stripe-Version") != VERSION or "sk_" not in self.headers.get("Authorization", ""):
                double.faults.append("another version, or no key")
            path = self.path.partition("?")[0]
            status, answer = double.answer(
                method, path, stripe_contract.nested(body), self.headers.get("Idempotency-Key", "")
            )
            if double.outage == "deaf":
                self.connection.close()
                return
            self._send(status, answer)

        def _send(self, status: int, answer: dict[str, Any]) -> None:
            written = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(written)))
            self.send_header("Request-Id", "req_double")
            self.end_headers()
            self.wfile.write(written)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    double.base = f"http://127.0.0.1:{server.server_port}"
    # It is ended as soon as it is asked to be, not after half a second.
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield double
    finally:
        server.shutdown()
        server.server_close()
