"""Letters to a buyer about money, in the language of the order. A letter that fails holds up nobody."""

from __future__ import annotations

import logging
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation

from .cod import CODE as ON_DELIVERY

logger = logging.getLogger(__name__)


def tell_paid(attempt: Any) -> bool:
    """The money has come; False where no letter was sent. Who pays the courier needs no letter about it."""
    return attempt.provider != ON_DELIVERY and _send(attempt, "paid")


def tell_expired(attempt: Any) -> bool:
    """The order was cancelled because it was not paid in time; False where no letter was sent."""
    return _send(attempt, "expired")


def _send(attempt: Any, name: str) -> bool:
    order = attempt.order
    if not order.email:
        return False
    try:
        with translation.override(attempt.language or settings.LANGUAGE_CODE):
            context = {
                "attempt": attempt,
                "order": order,
                "site": order.site,
                "pay_url": attempt.back.removesuffix("return/"),
            }
            subject = render_to_string(f"ocop_shop/pay/mail_{name}_subject.txt", context)
            body = render_to_string(f"ocop_shop/pay/mail_{name}.txt", context)
            letter = EmailMultiAlternatives(" ".join(subject.split()), body, to=[order.email])
            letter.attach_alternative(render_to_string(f"ocop_shop/pay/mail_{name}.html", context), "text/html")
            return bool(letter.send())
    except Exception:
        logger.exception("The letter “%s” about order %s could not be sent", name, order.number)
        return False
