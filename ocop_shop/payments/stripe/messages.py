"""What Stripe says of a checkout session, a refund or a dispute, as news for us."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from ocop_shop.core import currencies
from ocop_shop.payments import signed
from ocop_shop.payments.provider import Kind, News, Untrue

_OF_SESSIONS = {
    "checkout.session.completed": None,  # its payment_status says what it is
    "checkout.session.async_payment_succeeded": Kind.PAID,
    "checkout.session.async_payment_failed": Kind.FAILED,
    "checkout.session.expired": Kind.ENDED,
}


def read(body: bytes, signature: str, secrets: list[str], now: datetime) -> Iterator[News]:
    """The news in a webhook request; raises `Untrue` for a wrong signature, an old time, or what is no event."""
    event = _verified(body, signature, secrets, now)
    kind, said = str(event.get("type", "")), (event.get("data") or {}).get("object")
    if not isinstance(said, Mapping) or not event.get("id"):
        raise Untrue("no event")
    key = str(event["id"])
    if kind in _OF_SESSIONS:
        yield of_session(key, said, _OF_SESSIONS[kind])
    elif kind.startswith("refund."):
        yield _of_refund(key, said, kind)
    elif kind == "charge.dispute.created":
        yield News(key, Kind.DISPUTED, payment=_text(said, "payment_intent"), text=f"Stripe: {_text(said, 'reason')}")


def of_session(key: str, session: Mapping[str, Any], kind: Kind | None = None) -> News:
    """What a checkout session says; one of another program on the same account says nothing to us."""
    if kind is None or kind is Kind.PAID:
        kind = Kind.PAID if session.get("payment_status") == "paid" else Kind.OTHER
    code = _text(session, "client_reference_id")
    amount, currency = _amount(session, "amount_total")
    return News(
        key,
        kind if code else Kind.OTHER,
        code=code,
        reference=_text(session, "id"),
        payment=_text(session, "payment_intent"),
        amount=amount,
        currency=currency,
    )


def _of_refund(key: str, refund: Mapping[str, Any], event: str) -> News:
    amount, currency = _amount(refund, "amount")
    payment, name, status = (_text(refund, field) for field in ("payment_intent", "id", "status"))
    if event == "refund.failed" or status == "failed":
        return News(key, Kind.DISPUTED, payment=payment, text=f"Stripe: refund {name} failed")
    kind = Kind.REFUNDED if status == "succeeded" else Kind.OTHER
    return News(key, kind, payment=payment, refund=name, amount=amount, currency=currency)


def _verified(body: bytes, signature: str, secrets: list[str], now: datetime) -> Mapping[str, Any]:
    import stripe

    if not signature.isascii():
        raise Untrue("wrong signature")

    for secret in secrets:
        try:
            stripe.WebhookSignature.verify_header(body, signature, secret, None)
        except (stripe.SignatureVerificationError, UnicodeDecodeError):
            continue
        stamp = next((part[2:] for part in signature.split(",") if part.startswith("t=")), "0")
        signed.require_fresh(int(stamp), now)
        return signed.json_object(body)
    raise Untrue("wrong signature")


def _amount(said: Mapping[str, Any], field: str) -> tuple[Decimal | None, str]:
    units, currency = said.get(field), _text(said, "currency").upper()
    if not isinstance(units, int) or isinstance(units, bool):
        return None, currency
    try:
        return currencies.from_minor(units, currency), currency
    except currencies.NotAnAmount:
        return None, currency


def _text(said: Mapping[str, Any], field: str) -> str:
    value = said.get(field)
    return value if isinstance(value, str) else ""
