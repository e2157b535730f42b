"""Letters: their words, from `mail/<name>_subject.txt`, `mail/<name>.txt` and `mail/<name>.html`, and sending them."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation

logger = logging.getLogger(__name__)


def written(name: str, context: Mapping[str, Any]) -> tuple[str, str]:
    """Subject, in one line, and body of the letter `name`, in the language in force."""
    values = dict(context)
    subject = render_to_string(f"ocop_shop/mail/{name}_subject.txt", values)
    return " ".join(subject.split()), render_to_string(f"ocop_shop/mail/{name}.txt", values)


def send(
    name: str,
    to: str | Callable[[], str],
    language: str,
    said: Callable[[], Mapping[str, Any]],
    *,
    about: str,
    html: bool = False,
    reply_to: Sequence[str] = (),
) -> bool:
    """Send the letter `name` to one address; False where there is none, or it could not be sent.

    `to` may be a function, for an address that could be wrong itself. `said` tells what the templates show, and is
    asked in `language`. A letter that fails holds up nobody: it is logged with what it is `about`, never with the
    address.
    """
    try:
        address = to if isinstance(to, str) else to()
        if not address:
            return False
        with translation.override(language):
            context = dict(said())
            subject, body = written(name, context)
            letter = EmailMultiAlternatives(subject, body.strip() + "\n", to=[address], reply_to=list(reply_to))
            if html:
                letter.attach_alternative(render_to_string(f"ocop_shop/mail/{name}.html", context), "text/html")
            return bool(letter.send())
    except Exception:
        logger.exception("The letter “%s” about %s could not be sent", name, about)
        return False
