"""Whether a buyer may still let go of an order."""

from __future__ import annotations

from typing import Any

from .states import AWAITING_PAYMENT, CANCELLED, PENDING

_UNTOUCHED = {AWAITING_PAYMENT, PENDING}


def is_possible(order: Any) -> bool:
    """Whether nothing of `order` was packed or sent yet, leaving out what was cancelled. Two queries at most."""
    if order.status not in _UNTOUCHED:
        return False
    if order.lines.exclude(status__in={*_UNTOUCHED, CANCELLED}).exists():
        return False
    return not order.shipping_events.exists()
