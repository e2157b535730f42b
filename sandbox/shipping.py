"""How the demo shop sends its goods: one price to every commune, free from a certain amount."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from oscar.apps.shipping.methods import Base
from oscar.apps.shipping.repository import Repository as OscarRepository
from oscar.core.prices import Price

from ocop_shop.core import money

CHARGE = Decimal(30_000)
FREE_FROM = Decimal(500_000)


class FlatRate(Base):
    """30.000 ₫ to every commune, free from 500.000 ₫."""

    code = "flat-rate"
    name = gettext_lazy("Home delivery")

    @property
    def description(self) -> str:
        """The rule in words, for the basket and the last look."""
        values = {"charge": money.format_dong(CHARGE), "limit": money.format_dong(FREE_FROM)}
        return _("%(charge)s to every commune, free from %(limit)s") % values

    def calculate(self, basket: Any) -> Price:
        charge = CHARGE if basket.total_incl_tax < FREE_FROM else Decimal(0)
        return Price(currency=basket.currency, excl_tax=charge, tax=Decimal(0))


class Repository(OscarRepository):
    """The one way of sending."""

    methods = (FlatRate(),)
