"""Letters about proposals: staff hear of a new one, its author of the decision. A letter that fails holds up nobody."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.conf import settings as django_settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation

from ocop_shop.conf import settings
from ocop_shop.core.addresses import in_letters
from ocop_shop.core.letters import send
from ocop_shop.producers import letters

from .registry import subject_of


def tell_submitted(proposal: Any) -> bool:
    """Staff have to decide on it. In the shop's language; False without `OCOP_SHOP_EMAIL`."""
    path = partial(reverse, "ocop:desk-proposal", args=[proposal.pk])
    return _send(proposal, "proposal_submitted", settings.shop_email, django_settings.LANGUAGE_CODE, path)


def tell_decided(proposal: Any) -> bool:
    """It was accepted, or sent back with reasons. To its author, in the language in which it was begun."""
    to = getattr(proposal.author, "email", "")
    language = proposal.language or django_settings.LANGUAGE_CODE
    return _send(proposal, f"proposal_{proposal.state}", to, language, partial(subject_of(proposal).link, proposal))


def invite_after_commit(invitation: Any, secret: str, language: str = "") -> None:
    """Send the link of an invitation when it is certain that there is one."""

    def invite() -> None:
        with translation.override(language or django_settings.LANGUAGE_CODE):
            letters.invite(invitation, in_letters(reverse("ocop:portal-invitation", args=[secret])))

    transaction.on_commit(invite, robust=True)


def _send(proposal: Any, name: str, to: str, language: str, path: Any) -> bool:
    def said() -> dict[str, Any]:
        subject = subject_of(proposal)
        labels = subject.labels(proposal)
        return {
            "proposal": proposal,
            "title": subject.title(proposal),
            "reasons": [(labels.get(field, field), why) for field, why in proposal.reasons.items()],
            "link": in_letters(path()),
        }

    return send(name, to, language, said, about=f"proposal {proposal.pk}")
