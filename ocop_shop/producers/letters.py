"""Letters about the people of a producer."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation import get_language

from ocop_shop.core.letters import send


def invite(invitation: Any, link: str) -> bool:
    """Send the link of an invitation, in the language of who invites; False where it could not be sent."""
    said = {"invitation": invitation, "link": link}
    language = get_language() or settings.LANGUAGE_CODE
    return send("invitation", invitation.email, language, lambda: said, about=f"invitation {invitation.pk}")
