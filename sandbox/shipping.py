"""How the demo shop sends its goods: one price to every commune, free from a certain amount."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _
from oscar.apps.shipping.methods import Base
from oscar.apps.shipping.repository import Repository as OscarRepository
from oscar.core.prices import Price

CHARGE = Decimal(30_000)
FREE_FROM = Decimal(500_000)


class FlatRate(Base):
    """30.000 ₫ to every commune, free from 500.000 ₫."""

    code = "flat-rate"
    name = _("Home delivery")
    description = _("30.000 ₫ to every commune, free from 500.000 ₫")

    def calculate(self, basket: Any) -> Price:
        charge = CHARGE if basket.total_incl_tax < FREE_FROM else Decimal(0)
        return Price(currency=basket.currency, excl_tax=charge, tax=Decimal(0))


class Repository(OscarRepository):
    """The one way of sending."""

    methods = (FlatRate(),)
