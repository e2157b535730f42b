"""Letters to the shop's own staff about orders. A letter that fails holds up nobody: the order says the same."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings as django_settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import translation

from ocop_shop.conf import settings
from ocop_shop.core.addresses import in_letters
from ocop_shop.core.letters import written

logger = logging.getLogger(__name__)


def tell_return_asked(order: Any, note: Any) -> bool:
    """The buyer of `order` asks to send something back, for the reason in `note`. In the shop's language.

    An answer to the letter goes to the buyer. False where no letter was sent, as without `OCOP_SHOP_EMAIL`.
    """
    return _tell(order, "return_asked", {"note": note})


def tell_lines_cancelled(order: Any, producer: Any, lines: Sequence[Any], reason: str) -> bool:
    """A producer cannot send these lines of `order`, for this reason. As `tell_return_asked`."""
    return _tell(order, "lines_cancelled", {"producer": producer, "lines": lines, "reason": reason})


def _tell(order: Any, name: str, said: Mapping[str, Any]) -> bool:
    try:
        if not settings.shop_email:
            return False
        with translation.override(django_settings.LANGUAGE_CODE):
            return bool(_letter(order, name, said, settings.shop_email).send())
    except Exception:
        logger.exception("The shop could not be told by “%s” of order %s", name, order.number)
        return False


def _letter(order: Any, name: str, said: Mapping[str, Any], to: str) -> EmailMessage:
    link = in_letters(reverse("dashboard:order-detail", args=[order.number]))
    context = {"order": order, "link": link, "site": order.site, **said}
    subject, body = written(name, context)
    return EmailMessage(subject, body, to=[to], reply_to=[order.email] if order.email else None)
