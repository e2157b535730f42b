"""Letters about the people of a producer."""

from __future__ import annotations

import logging
from typing import Any

from django.core.mail import EmailMessage
from django.template.loader import render_to_string

logger = logging.getLogger(__name__)


def invite(invitation: Any, link: str) -> bool:
    """Send the link of an invitation, in the language of who invites; False where it could not be sent."""
    context = {"invitation": invitation, "link": link}
    subject = render_to_string("ocop_shop/mail/invitation_subject.txt", context)
    body = render_to_string("ocop_shop/mail/invitation.txt", context)
    try:
        return bool(EmailMessage(" ".join(subject.split()), body, to=[invitation.email]).send())
    except Exception:
        logger.exception("The invitation %s could not be sent", invitation.pk)
        return False
