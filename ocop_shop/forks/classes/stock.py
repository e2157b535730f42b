"""The dashboard's form for price and stock, in whole đồng and never below zero. For shop staff only."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from oscar.apps.dashboard.catalogue.forms import StockRecordForm as OscarStockRecordForm

from ocop_shop.core import money


class StockRecordForm(OscarStockRecordForm):
    """Oscar's, which would take a negative price, any currency, and fractions of a đồng."""

    def clean_price(self) -> Decimal | None:
        price: Decimal | None = self.cleaned_data.get("price")
        if price is not None and price < 0:
            raise forms.ValidationError(_("A price cannot be below zero."))
        return price

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        price = cleaned.get("price")
        if cleaned.get("price_currency") == money.CURRENCY and price is not None and price != price.to_integral_value():
            self.add_error("price", _("A price is a whole number of đồng."))
        return cleaned
