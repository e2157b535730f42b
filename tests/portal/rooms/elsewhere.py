"""The lines that show a producer's goods on other sites."""

from __future__ import annotations

from typing import Any

from ocop_shop.producers.roles import Right

ROOMS = {"portal-elsewhere": Right.LISTINGS}


def fill(producer: Any) -> tuple[dict[str, dict[str, Any]], list[str]]:
    """Nothing of its own: what it shows is public."""
    return {}, []
