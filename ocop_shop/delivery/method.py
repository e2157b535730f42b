"""The one shipping method that Oscar sees: the sum of what every maker's way costs."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy
from oscar.core.loading import get_class
from oscar.core.prices import Price

from .quotes import Sending

Base = get_class("shipping.methods", "Base")

CODE = "by-maker"


class ByMaker(Base):  # type: ignore[misc, valid-type]
    """Each maker sends its own goods; the charge is the sum."""

    code = CODE
    name = gettext_lazy("Delivery")

    def __init__(self, sendings: Sequence[Sending]) -> None:
        self.sendings = list(sendings)

    @property
    def stuck(self) -> list[Sending]:
        """Makers whose goods cannot be sent to the address."""
        return [sending for sending in self.sendings if sending.taken is None]

    def calculate(self, basket: Any) -> Price:
        """The sum of the charges, in whole đồng, without tax."""
        charge = sum((sending.taken.charge for sending in self.sendings if sending.taken), Decimal(0))
        return Price(currency=basket.currency, excl_tax=charge, tax=Decimal(0))
