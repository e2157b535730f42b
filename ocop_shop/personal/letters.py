"""Letters about personal data. One that cannot be sent is logged and holds up nobody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings as django_settings
from django.urls import reverse
from django.utils import translation

from ocop_shop.conf import settings
from ocop_shop.core.addresses import in_letters
from ocop_shop.core.letters import send

from . import requests


def send_link(email: str, link: str) -> bool:
    """Send the link under which the data left under an address can be seen; in the language in force."""
    return _send("data_link", [email], translation.get_language() or "", {"link": link})


def tell_shop(request: Any) -> bool:
    """Tell the shop (`OCOP_SHOP_EMAIL`) that a request waits."""
    link = in_letters(reverse("ocop:desk-data-request", args=[request.pk]))
    return _send("data_asked", [settings.shop_email], django_settings.LANGUAGE_CODE, {"request": request, "link": link})


def tell_erased(request: Any, email: str, language: str) -> bool:
    """Confirm an erasure to the address that was known until then."""
    return _send("data_erased", [email], language, {"became": _kept(request, language)})


def tell_closed(request: Any, name: str, emails: Sequence[str], language: str) -> bool:
    """Confirm to its owners that a producer was closed."""
    return _send("producer_closed", emails, language, {"producer": name, "became": _kept(request, language)})


def _kept(request: Any, language: str) -> list[requests.Became]:
    with translation.override(language or django_settings.LANGUAGE_CODE):
        return [became for became in requests.told(request.outcome) if became.kept or became.anonymised]


def _send(name: str, to: Sequence[str], language: str, context: Mapping[str, Any]) -> bool:
    def said() -> dict[str, Any]:
        return {"shop": getattr(django_settings, "OSCAR_SHOP_NAME", ""), **context}

    read = language or django_settings.LANGUAGE_CODE
    # One letter for each: nobody learns who else reads it.
    sent = [send(name, address, read, said, about="personal data") for address in to if address]
    return bool(sent) and all(sent)
