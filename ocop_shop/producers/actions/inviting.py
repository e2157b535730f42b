"""Asking somebody to work for a producer, by a link that ends by itself."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.db import transaction

from ocop_shop.auditing import actions as audit
from ocop_shop.core import clock
from ocop_shop.producers.exceptions import AlreadyMember, InvitationOver, TooManyInvitations
from ocop_shop.producers.invitations import hash_of

from .membership import add_member, locked

VALID_FOR = timedelta(days=7)
MOST_OPEN = 20
_SECRET_BYTES = 24


@transaction.atomic
def invite(producer: Any, email: str, role: str, *, actor: Any = None) -> tuple[Any, str]:
    """A new invitation and the secret of its link, which is kept nowhere. Earlier ones to the same address end.

    Raises `AlreadyMember` or `TooManyInvitations`, and nothing is written.
    """
    locked(producer)
    now = clock.now()
    if producer.members.filter(user__email__iexact=email).exists():
        raise AlreadyMember
    open_ones = producer.invitations.open(now)
    open_ones.filter(email__iexact=email).update(revoked_at=now)
    if open_ones.count() >= MOST_OPEN:
        raise TooManyInvitations
    secret = secrets.token_urlsafe(_SECRET_BYTES)
    invitation = producer.invitations.create(
        email=email, role=role, secret_hash=hash_of(secret), invited_by=actor, expires_at=now + VALID_FOR
    )
    _noted("producer.member_invited", invitation, actor)
    return invitation, secret


@transaction.atomic
def accept(secret: str, user: Any) -> Any:
    """The membership that an invitation gives to who holds its link; it works once. Raises `InvitationOver`.

    Who is a member already keeps the role there is, and the link ends all the same.
    """
    rows = apps.get_model("ocop_producers", "Invitation").objects.open(clock.now()).with_secret(secret)
    seen = rows.select_related("producer").first()
    if seen is None:
        raise InvitationOver
    locked(seen.producer)
    invitation = rows.first()
    if invitation is None:
        raise InvitationOver
    invitation.accepted_at = clock.now()
    invitation.save(update_fields=["accepted_at"])
    return add_member(invitation.producer, user, invitation.role, actor=user)


@transaction.atomic
def revoke(invitation: Any, *, actor: Any = None) -> bool:
    """Take an invitation back; False when it was over already."""
    rows = type(invitation).objects.open(clock.now())
    if not rows.filter(pk=invitation.pk).update(revoked_at=clock.now()):
        return False
    _noted("producer.invitation_revoked", invitation, actor)
    return True


def _noted(act: str, invitation: Any, actor: Any) -> None:
    after = {"invitation": invitation.pk, "role": invitation.role}
    audit.record(act, f"producer:{invitation.producer_id}", actor=actor, after=after)
