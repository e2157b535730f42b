"""Cash on delivery: the order goes out at once, the money is handed to the courier."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ocop_shop.conf import settings
from ocop_shop.core import money
from ocop_shop.ordering import states

from .provider import Provider

CODE = "cash-on-delivery"


def limit() -> Decimal:
    """The largest amount that may be paid on delivery, in whole đồng."""
    return money.dong(settings.cod_limit)


class CashOnDelivery(Provider):
    """Paid to the courier, up to a limit of the shop (`OCOP_COD_LIMIT`)."""

    code = CODE
    name = gettext_lazy("Cash on delivery")
    icon = "truck-delivery"
    places_as = states.PENDING
    template = "ocop_shop/pay/cod.html"

    def description(self, total: Decimal, currency: str) -> str:
        values = {"limit": money.format_dong(limit())}
        return _("You pay the courier when the goods arrive. Possible up to %(limit)s.") % values

    def refusal(self, total: Decimal, currency: str) -> str:
        if currency != money.CURRENCY:
            return _("Only orders in đồng can be paid on delivery.")
        if total <= limit():
            return ""
        values = {"limit": money.format_dong(limit()), "total": money.format_dong(total)}
        return (
            _("This order comes to %(total)s; above %(limit)s you cannot pay on delivery. Please order less.") % values
        )
