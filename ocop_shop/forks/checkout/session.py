"""What every step of the checkout stands on: lines fetched at once, and an address that exists today."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from oscar.apps.checkout.exceptions import FailedPreCondition
from oscar.apps.checkout.session import CheckoutSessionMixin as OscarCheckoutSessionMixin

from ocop_shop.ordering import destinations, makers

from . import parcels, rows


class CheckoutSessionMixin(OscarCheckoutSessionMixin):
    """Oscar's, with the basket's lines fetched in a fixed number of queries and shown maker by maker."""

    step = 2

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        makers.prepare(request.basket.all_lines())
        return super().dispatch(request, *args, **kwargs)  # type: ignore[no-any-return]

    def check_a_valid_shipping_address_is_captured(self) -> None:
        """Sends the buyer back when the address names a commune that has ended since it was written."""
        super().check_a_valid_shipping_address_is_captured()
        address = self.get_shipping_address(basket=self.request.basket)
        if not destinations.exists(address.state, address.line4):
            raise FailedPreCondition(
                url=reverse("checkout:shipping-address"),
                message=_("The commune of this address does not exist any more. Please choose today's commune."),
            )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["step"] = self.step
        groups = rows.of_basket(self.request.basket.all_lines())
        context["groups"] = parcels.with_sendings(groups, context.get("shipping_method"))
        context["sending_charge"] = parcels.charge_of(context.get("shipping_method"), self.request.basket)
        return context
