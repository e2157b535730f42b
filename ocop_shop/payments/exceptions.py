"""What cannot be done with a payment. `str()` is a sentence for whoever asked; nothing was written."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from .provider import PaymentProblem, ProviderAway, Refused, Untrue

__all__ = [
    "AskedBefore",
    "NothingToPay",
    "PaymentProblem",
    "ProviderAway",
    "Refused",
    "TooMuch",
    "Untrue",
    "WrongState",
]


class NothingToPay(PaymentProblem):
    """The order needs no money (any more), or not this way."""

    def __init__(self, order: Any, why: str = "") -> None:
        super().__init__(why or _("Order %(number)s does not wait for a payment.") % {"number": order.number})


class WrongState(PaymentProblem):
    """The attempt is past what was asked for."""

    def __init__(self, attempt: Any) -> None:
        values = {"state": attempt.get_state_display()}
        super().__init__(_("This cannot be done: the payment is “%(state)s”.") % values)


class AskedBefore(PaymentProblem):
    """A refund was asked for since the page was read."""

    def __init__(self) -> None:
        super().__init__(_("A refund was asked for meanwhile. Please look at it before you ask for another."))


class TooMuch(PaymentProblem):
    """More is to be given back than was received and not given back yet."""

    def __init__(self, left: Decimal, shown: str) -> None:
        super().__init__(_("At most %(left)s can be given back.") % {"left": shown})
        self.left = left
