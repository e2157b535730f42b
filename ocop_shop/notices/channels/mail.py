"""Notices by e-mail, to each of a producer's people at the address of their account."""

from __future__ import annotations

from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.utils.translation import gettext_lazy as _

from ocop_shop.notices.channel import Channel, Message

# So that no answering machine answers (RFC 3834).
_HEADERS = {"Auto-Submitted": "auto-generated"}


class Mail(Channel):
    """A letter for what goes out alone, and one for all that was gathered."""

    code = "email"
    name = _("E-mail")

    def reaches(self, member: Any) -> bool:
        """Whether the account has an address."""
        return bool(member.user.email)

    def send(self, message: Message) -> None:
        """Send the letter; raises what the mail server's library raises."""
        letter = EmailMultiAlternatives(message.subject, message.text, to=[message.member.user.email], headers=_HEADERS)
        if message.html:
            letter.attach_alternative(message.html, "text/html")
        letter.send()
