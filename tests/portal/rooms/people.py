"""The door, the first page, and the people."""

from __future__ import annotations

from typing import Any

from ocop_shop.producers import actions
from ocop_shop.producers.roles import Right

ROOMS = {
    "portal": None,
    "portal-invitation": None,
    "portal-home": Right.VIEW,
    "portal-leave": Right.VIEW,
    "portal-members": Right.MEMBERS,
}


def fill(producer: Any) -> tuple[dict[str, dict[str, Any]], list[str]]:
    """An open invitation."""
    email = f"moi-{producer.slug}@example.com"
    actions.invite(producer, email, "editor")
    return {"portal-invitation": {"secret": "khong-co"}}, [email]
