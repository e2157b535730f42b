"""Help: the list of guides, and a guide. They are the same for everybody."""

from __future__ import annotations

from typing import Any

from ocop_shop.producers.roles import Right

ROOMS = {"portal-help": Right.VIEW, "portal-guide": Right.VIEW}


def fill(producer: Any) -> tuple[dict[str, dict[str, Any]], list[str]]:
    """A guide that everybody finds at their own desk."""
    return {}, []
