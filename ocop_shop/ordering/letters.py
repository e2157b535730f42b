"""Letters to the shop's own staff about orders. A letter that fails holds up nobody: the order says the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings as django_settings
from django.urls import reverse

from ocop_shop.conf import settings
from ocop_shop.core.addresses import in_letters
from ocop_shop.core.letters import send


def tell_return_asked(order: Any, note: Any) -> bool:
    """The buyer of `order` asks to send something back, for the reason in `note`. In the shop's language.

    An answer to the letter goes to the buyer. False where no letter was sent, as without `OCOP_SHOP_EMAIL`.
    """
    return _tell(order, "return_asked", {"note": note})


def tell_lines_cancelled(order: Any, producer: Any, lines: Sequence[Any], reason: str) -> bool:
    """A producer cannot send these lines of `order`, for this reason. As `tell_return_asked`."""
    return _tell(order, "lines_cancelled", {"producer": producer, "lines": lines, "reason": reason})


def _tell(order: Any, name: str, said: Mapping[str, Any]) -> bool:
    def told() -> dict[str, Any]:
        link = in_letters(reverse("dashboard:order-detail", args=[order.number]))
        return {"order": order, "link": link, "site": order.site, **said}

    reply_to, language = [order.email] if order.email else [], django_settings.LANGUAGE_CODE
    return send(name, lambda: settings.shop_email, language, told, about=f"order {order.number}", reply_to=reply_to)
