"""What is wrong with the ways to pay as a shop has set them up. For `manage.py check`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from django.utils.module_loading import import_string

from ocop_shop.conf import secrets, settings

from .provider import Provider
from .stripe import client
from .vietqr.payload import Transfer

_CARD = "ocop_shop.payments.stripe.card.Card"


def of_providers() -> Iterator[str]:
    """Paths that are no provider, and codes that are there twice."""
    codes = Counter[str]()
    for path in (*settings.payment_providers, *settings.retired_providers):
        try:
            made = import_string(path)()
        except (ImportError, TypeError) as error:
            yield f"{path!r} cannot be made: {error}"
            continue
        if isinstance(made, Provider) and hasattr(made, "code"):
            codes[made.code] += 1
        else:
            yield f"{path!r} is no payments.provider.Provider with a code"
    yield from (f"two providers have the code {code!r}" for code, times in codes.items() if times > 1)


def of_account() -> Iterator[str]:
    """Why nobody could transfer to the account."""
    account = settings.vietqr
    if not account:
        return
    try:
        Transfer(str(account.get("bank", "")), str(account.get("account", "")), Decimal(1000), "OCOP")
    except ValueError as error:
        yield str(error)


def of_cards() -> Iterator[str]:
    """Why cards are switched on and cannot work."""
    if not secrets.stripe_secret_key or _CARD not in settings.payment_providers:
        return
    if not client.is_installed():
        yield "STRIPE_SECRET_KEY is set, but the library stripe is not installed"
    if not secrets.stripe_webhook_secrets:
        yield "STRIPE_SECRET_KEY is set, but STRIPE_WEBHOOK_SECRET is not: no message of Stripe would be believed"


def is_a_test() -> bool:
    """Whether the key of Stripe takes no real money."""
    return "_test_" in secrets.stripe_secret_key
