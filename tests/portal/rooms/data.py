"""Data: what is held of a producer, for its owners alone."""

from __future__ import annotations

from typing import Any

from ocop_shop.producers.roles import Right

ROOMS = {"portal-data": Right.DATA}


def fill(producer: Any) -> tuple[dict[str, dict[str, Any]], list[str]]:
    """Nothing of its own: the rooms it tells of are filled already."""
    return {}, []
