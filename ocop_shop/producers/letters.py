"""Letters about the people of a producer."""

from __future__ import annotations

import logging
from typing import Any

from django.core.mail import EmailMessage

from ocop_shop.core.letters import written

logger = logging.getLogger(__name__)


def invite(invitation: Any, link: str) -> bool:
    """Send the link of an invitation, in the language of who invites; False where it could not be sent."""
    context = {"invitation": invitation, "link": link}
    subject, body = written("invitation", context)
    try:
        return bool(EmailMessage(subject, body, to=[invitation.email]).send())
    except Exception:
        logger.exception("The invitation %s could not be sent", invitation.pk)
        return False
