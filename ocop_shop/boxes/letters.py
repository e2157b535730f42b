"""Letters about requests for a quote. One that cannot be sent is logged: the desk has the request."""

from __future__ import annotations

from typing import Any

from django.conf import settings as django_settings

from ocop_shop.conf import settings
from ocop_shop.core.letters import send


def tell_staff(request: Any) -> bool:
    """Tell the shop (`OCOP_SHOP_EMAIL`) in its language that somebody asks; False where no letter was sent."""
    reply = [request.email] if request.email else []
    return _send(request, "quote_asked", django_settings.LANGUAGE_CODE, settings.shop_email, reply)


def tell_asker(request: Any) -> bool:
    """Send the answer to who asked, in their language; False where no letter was sent."""
    reply = [settings.shop_email] if settings.shop_email else []
    return _send(request, "quote_answered", request.language, request.email, reply)


def _send(request: Any, name: str, language: str, to: str, reply_to: list[str]) -> bool:
    said = {"request": request, "shop": getattr(django_settings, "OSCAR_SHOP_NAME", "")}
    return send(name, to, language, lambda: said, about=f"request {request.pk}", reply_to=reply_to)
