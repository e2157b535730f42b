"""Who works for a producer: joining it, another role, leaving. What was taken away is gone with the next request."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import transaction

from ocop_shop.auditing import actions as audit
from ocop_shop.producers.exceptions import LastOwner
from ocop_shop.producers.roles import OWNER


@transaction.atomic
def add_member(producer: Any, user: Any, role: str, *, actor: Any = None) -> Any:
    """The membership of `user`; who is a member already keeps the role there is."""
    locked(producer)
    member, created = _members().get_or_create(producer=producer, user=user, defaults={"role": role})
    if created:
        _noted("producer.member_added", member, actor, after={"user": user.pk, "role": role})
    return member


@transaction.atomic
def change_role(member: Any, role: str, *, actor: Any = None) -> bool:
    """Give a member another role; False when it is theirs already. Raises `LastOwner`, and nothing is changed."""
    kept = _kept(member)
    if kept is None or kept.role == role:
        return False
    _leave_an_owner(kept)
    before, kept.role = kept.role, role
    kept.save(update_fields=["role"])
    who = {"user": kept.user_id}
    _noted("producer.member_role", kept, actor, before=who | {"role": before}, after=who | {"role": role})
    return True


@transaction.atomic
def remove(member: Any, *, actor: Any = None) -> bool:
    """End a membership; one who leaves does the same. False when it was over. Raises `LastOwner`."""
    kept = _kept(member)
    if kept is None:
        return False
    _leave_an_owner(kept)
    _noted("producer.member_removed", kept, actor, before={"user": kept.user_id, "role": kept.role})
    kept.delete()
    return True


def locked(producer: Any) -> Any:
    """`producer` as it is now, locked until the transaction ends: its people change one at a time."""
    return apps.get_model("ocop_producers", "Producer").objects.select_for_update().get(pk=producer.pk)


def _kept(member: Any) -> Any | None:
    locked(member.producer)
    return _members().filter(pk=member.pk).first()


def _leave_an_owner(member: Any) -> None:
    owners = _members().filter(producer=member.producer_id, role=OWNER)
    if member.role == OWNER and not owners.exclude(pk=member.pk).exists():
        raise LastOwner


def _members() -> Any:
    return apps.get_model("ocop_producers", "Member").objects


def _noted(act: str, member: Any, actor: Any, **values: Any) -> None:
    audit.record(act, f"producer:{member.producer_id}", actor=actor, **values)
