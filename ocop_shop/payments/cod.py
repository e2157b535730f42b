"""Cash on delivery: the order goes out at once, the money is handed to whoever hands over the goods."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Self

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ocop_shop.conf import settings
from ocop_shop.core import money
from ocop_shop.ordering import states

from .handing import Handing, of_order
from .provider import Provider

CODE = "cash-on-delivery"


def limit() -> Decimal:
    """The largest amount that may be paid on delivery, in whole đồng."""
    return money.dong(settings.cod_limit)


class CashOnDelivery(Provider):
    """Paid to the courier, or to the maker who is visited, up to a limit of the shop (`OCOP_COD_LIMIT`)."""

    code = CODE
    name = gettext_lazy("Cash on delivery")
    icon = "truck-delivery"
    places_as = states.PENDING
    template = "ocop_shop/pay/cod.html"
    handing = Handing.BROUGHT

    def at(self, handing: Handing) -> Self | None:
        if handing == Handing.NOTHING:
            return None  # nobody meets the buyer with the goods in one hand and open for money with the other
        made = type(self)()
        made.handing = handing
        if handing == Handing.FETCHED:
            made.name, made.icon = gettext_lazy("Pay when you fetch it"), "map-pin"
        return made

    def description(self, total: Decimal, currency: str) -> str:
        values = {"limit": money.format_dong(limit())}
        if self.handing == Handing.FETCHED:
            return _("You pay the maker in cash when you fetch the goods. Possible up to %(limit)s.") % values
        if self.handing == Handing.BOTH:
            return _("You pay in cash when the goods arrive or you fetch them. Possible up to %(limit)s.") % values
        return _("You pay the courier when the goods arrive. Possible up to %(limit)s.") % values

    def context(self, attempt: Any) -> dict[str, Any]:
        return {"handing": of_order(attempt.order)}

    def refusal(self, total: Decimal, currency: str) -> str:
        if currency != money.CURRENCY:
            return _("Only orders in đồng can be paid on delivery.")
        if total <= limit():
            return ""
        values = {"limit": money.format_dong(limit()), "total": money.format_dong(total)}
        return (
            _("This order comes to %(total)s; above %(limit)s you cannot pay on delivery. Please order less.") % values
        )
