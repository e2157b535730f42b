"""What a buyer is told about the money of an order."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _


def called_off(order: Any) -> str:
    """After the buyer let go of `order`: what becomes of money that came, if any did."""
    if order.payment_attempts.filter(received__gt=0).exists():
        return _("The order is cancelled. What you paid is given back.")
    return _("The order is cancelled. Nothing has to be paid.")
