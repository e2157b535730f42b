"""Paying by card on Stripe's own page: no card number ever reaches the shop."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.conf import settings as django_settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ocop_shop.conf import secrets, settings
from ocop_shop.core import clock, currencies
from ocop_shop.payments.provider import Kind, News, Provider, ProviderAway, Refused, Started, Untrue

from . import client, messages

if TYPE_CHECKING:
    from stripe.params.checkout import SessionCreateParams

CODE = "card"
SHORTEST, LONGEST = 30, 24 * 60
"""Minutes for which Stripe keeps a session open."""
LEAST = {"VND": 15_000}
"""The smallest amount in smallest units: Stripe wants what half a US dollar is worth."""
_LANGUAGES = {"vi", "en"}


class Card(Provider):
    """A card from anywhere, by Stripe Checkout. Offered where `STRIPE_SECRET_KEY` is in the environment."""

    code = CODE
    name = gettext_lazy("Card (Visa, Mastercard)")
    icon = "credit-card"
    gives_back = True

    @property
    def is_ready(self) -> bool:
        return bool(secrets.stripe_secret_key) and client.is_installed()

    @property
    def hold(self) -> timedelta | None:
        # A few minutes longer than Stripe asks for, so that a second try to begin is in time.
        return timedelta(minutes=min(max(settings.card_minutes, SHORTEST + 10), LONGEST - 10))

    def description(self, total: Decimal, currency: str) -> str:
        return _("You pay on the page of Stripe, for cards from all over the world.")

    def refusal(self, total: Decimal, currency: str) -> str:
        try:
            units = currencies.to_minor(total, currency)
        except currencies.NotAnAmount:
            return _("This amount cannot be paid by card.")
        return _("This amount is too small to be paid by card.") if units < LEAST.get(currency, 1) else ""

    def start(self, attempt: Any, back: str) -> Started:
        if attempt.ends_at - clock.now() < timedelta(minutes=SHORTEST):
            raise ProviderAway(_("The time for this payment is nearly over. Please choose again how you pay."))
        return _made(attempt, back)

    def news(self, body: bytes, headers: Mapping[str, str]) -> Iterable[News]:
        signature = headers.get("Stripe-Signature", "")
        if not client.is_installed():
            raise Untrue("cards are not set up")
        return messages.read(body, signature, secrets.stripe_webhook_secrets, clock.now())

    def ask(self, attempt: Any) -> News | None:
        if not attempt.reference:
            return None
        with client.asking():
            session = client.client().v1.checkout.sessions.retrieve(attempt.reference)
        return _decided(session.to_dict())

    def end(self, attempt: Any) -> News | None:
        """Let the session expire at Stripe, which refuses where it was paid just before."""
        if not attempt.back:
            return None  # Stripe never heard of it
        reference = attempt.reference or _lost(attempt)
        if not reference:
            return None
        try:
            with client.asking():
                client.client().v1.checkout.sessions.expire(reference)
        except Refused:
            with client.asking():
                session = client.client().v1.checkout.sessions.retrieve(reference).to_dict()
            if session.get("status") == "complete" and session.get("payment_status") == "unpaid":
                # The bank decides in some days: until then nobody knows.
                raise ProviderAway(_("Your bank is still deciding about this payment. Please wait.")) from None
            return _decided(session)
        return None

    def refund(self, refund: Any) -> str:
        attempt = refund.attempt
        with client.asking():
            given_back = client.client().v1.refunds.create(
                {
                    "payment_intent": attempt.payment,
                    "amount": currencies.to_minor(refund.amount, attempt.currency),
                    "metadata": {"order": attempt.order.number, "refund": str(refund.number)},
                },
                {"idempotency_key": f"ocop-refund-{attempt.code}-{attempt.number}-{refund.number}"},
            )
        if given_back.status == "failed":
            raise Refused(_("The card service could not give the money back."))
        return given_back.id


def _made(attempt: Any, back: str) -> Started:
    """The session of an attempt, made once: Stripe knows it again by its key."""
    with client.asking():
        session = client.client().v1.checkout.sessions.create(
            session_of(attempt, back), {"idempotency_key": f"ocop-pay-{attempt.code}-{attempt.number}"}
        )
    return Started(session.id, session.url or "")


def _lost(attempt: Any) -> str:
    """The name of a session whose answer was lost; empty where Stripe says that it never made one."""
    try:
        return _made(attempt, attempt.back).reference
    except Refused:
        return ""


def session_of(attempt: Any, back: str) -> SessionCreateParams:
    """What Stripe is asked for. The same attempt asks for the same each time, or Stripe would not know it again."""
    named = {"order": attempt.order.number, "attempt": str(attempt.number)}
    with translation.override(attempt.language or django_settings.LANGUAGE_CODE):
        name = _("Order %(number)s") % {"number": attempt.order.number}
    return {
        "mode": "payment",
        "client_reference_id": attempt.code,
        "line_items": [
            {
                "quantity": 1,
                "price_data": {
                    "currency": attempt.currency.lower(),
                    "unit_amount": currencies.to_minor(attempt.amount, attempt.currency),
                    "product_data": {"name": name},
                },
            }
        ],
        "metadata": named,
        "payment_intent_data": {"metadata": named, "description": name},
        "success_url": back,
        "cancel_url": back,
        "expires_at": int(attempt.ends_at.timestamp()),
        "locale": "vi" if attempt.language == "vi" else "en" if attempt.language in _LANGUAGES else "auto",
    }


def _decided(session: Mapping[str, Any]) -> News | None:
    if session.get("status") == "open":
        return None
    kind = Kind.ENDED if session.get("status") == "expired" else None
    news = messages.of_session(f"asked:{session.get('id')}:{session.get('payment_status')}", session, kind)
    return news if news.kind is not Kind.OTHER else None
