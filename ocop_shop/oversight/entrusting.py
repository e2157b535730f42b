"""Who has which role, and taking one away without locking oneself out."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.apps import apps
from django.db import transaction
from django.utils.translation import gettext as _

from . import actions
from .exceptions import OversightError
from .models import Role


def people() -> list[tuple[Any, list[Any]]]:
    """Everybody with a role, by e-mail, with their remits. One query."""
    rows = apps.get_model("ocop_oversight", "Remit").objects.select_related("user", "place__parent")
    listed = rows.order_by("user__email", "user_id", "role", "pk")
    return [(user, list(theirs)) for user, theirs in groupby(listed, key=lambda remit: remit.user)]


@transaction.atomic
def withdraw(remit: Any, *, reason: str, actor: Any) -> None:
    """Take a role away, as `actions.withdraw`. Raises `OversightError` for the last central role of the actor."""
    own = apps.get_model("ocop_oversight", "Remit").objects.select_for_update().filter(user=actor, role=Role.CENTRAL)
    central = {row.pk for row in own}
    if central == {remit.pk}:
        raise OversightError(_("This is your own last role in the central office. Let somebody else take it away."))
    if not reason.strip():
        raise OversightError(_("Say why: this step is written down with its reason."))
    actions.withdraw(remit, reason=reason.strip(), actor=actor)
