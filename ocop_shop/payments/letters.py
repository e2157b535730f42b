"""Letters to a buyer about money, in the language of the order. A letter that fails holds up nobody."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from ocop_shop.core.letters import send

from .cod import CODE as ON_DELIVERY


def tell_paid(attempt: Any) -> bool:
    """The money has come; False where no letter was sent. Who pays the courier needs no letter about it."""
    return attempt.provider != ON_DELIVERY and _send(attempt, "order_paid")


def tell_expired(attempt: Any) -> bool:
    """The order was cancelled because it was not paid in time; False where no letter was sent."""
    return _send(attempt, "order_expired")


def _send(attempt: Any, name: str) -> bool:
    order = attempt.order

    def said() -> dict[str, Any]:
        pay_url = attempt.back.removesuffix("return/")
        return {"attempt": attempt, "order": order, "site": order.site, "pay_url": pay_url}

    language = attempt.language or settings.LANGUAGE_CODE
    return send(name, order.email, language, said, about=f"order {order.number}", html=True)
