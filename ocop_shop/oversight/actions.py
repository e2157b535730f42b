"""Every change of the programme staff's tables: who may act where. More verbs stand beside this module."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.utils.translation import gettext as _

from ocop_shop.auditing import actions as audit
from ocop_shop.core import clock

from .exceptions import OversightError
from .models import Role

GROUP = "OCOP"
_LEVELS = {Role.PROVINCE: "province", Role.COMMUNE: "commune"}


@transaction.atomic
def entrust(user: Any, role: str, *, place: Any = None, actor: Any = None) -> Any:
    """Give `user` a role for `place` (None: the whole country) and entry to the staff's pages; returns the remit.

    Repeating it changes nothing. Raises `OversightError` for a role without the place it needs.
    """
    level = _LEVELS.get(Role(role))
    if level and (place is None or place.level != level):
        raise OversightError(_("A provincial office is given a province, a commune a commune."))
    remit, created = apps.get_model("ocop_oversight", "Remit").objects.get_or_create(
        user=user, role=role, place=place, defaults={"given_at": clock.now()}
    )
    user.groups.add(_group())
    if created:
        after = {"user": user.pk, "role": role, "place": place.pk if place else None}
        audit.record("remit.given", f"remit:{remit.pk}", actor=actor, after=after)
    return remit


@transaction.atomic
def withdraw(remit: Any, *, reason: str = "", actor: Any = None) -> None:
    """Take a role away; with the last one goes the entry to the staff's pages. Repeating it changes nothing."""
    remits = apps.get_model("ocop_oversight", "Remit").objects
    known = remits.select_for_update().filter(pk=remit.pk).first()
    if known is None:
        return
    before = {"user": known.user_id, "role": known.role, "place": known.place_id}
    key, user = known.pk, known.user
    known.delete()
    if not remits.filter(user=user).exists():
        user.groups.remove(_group())
    audit.record("remit.withdrawn", f"remit:{key}", actor=actor, before=before, reason=reason)


def _group() -> Group:
    """The group whose members may open the staff's pages; what they see there follows from their remits."""
    group, _created = Group.objects.get_or_create(name=GROUP)
    group.permissions.add(Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"))
    return group
