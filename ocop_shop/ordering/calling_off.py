"""Whether a buyer may still let go of an order."""

from __future__ import annotations

from typing import Any

from .states import AWAITING_PAYMENT, PENDING

_UNTOUCHED = {AWAITING_PAYMENT, PENDING}


def is_possible(order: Any) -> bool:
    """Whether nothing of `order` was packed or sent yet. Two queries at most."""
    if order.status not in _UNTOUCHED:
        return False
    if order.lines.exclude(status__in=_UNTOUCHED).exists():
        return False
    return not order.shipping_events.exists()
