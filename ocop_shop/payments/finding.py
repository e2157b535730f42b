"""Which attempt is meant."""

from __future__ import annotations

from typing import Any

from django.apps import apps

from .provider import News


def last_attempt(order: Any) -> Any | None:
    """The last attempt to pay `order`: the one that counts for whoever asks how its money stands."""
    return order.payment_attempts.order_by("number").last()


def attempt_of(provider: str, news: News) -> Any | None:
    """The attempt that `news` names by its code, the provider's reference or the payment; None where none does."""
    attempts = apps.get_model("ocop_payments", "Attempt").objects.filter(provider=provider)
    for field, value in (("code", news.code), ("reference", news.reference), ("payment", news.payment)):
        if value and (found := attempts.filter(**{field: value}).first()):
            return found
    return None
