"""Placing an order: stock held, order written, claims frozen and payment promised in one transaction, or nothing."""

from __future__ import annotations

import logging
from typing import Any

from django.db import transaction
from django.urls import reverse
from oscar.apps.checkout.mixins import OrderPlacementMixin as OscarOrderPlacementMixin
from oscar.core.loading import get_class

from ocop_shop.auditing import actions as audit
from ocop_shop.certification.sold import freeze_claims
from ocop_shop.delivery import actions as delivery
from ocop_shop.ordering import actions as ordering
from ocop_shop.ordering import states
from ocop_shop.ordering.holding import hold
from ocop_shop.ordering.numbers import new_number
from ocop_shop.payments import actions as payments
from ocop_shop.payments import registry
from ocop_shop.payments.finding import last_attempt
from ocop_shop.payments.handing import Handing
from ocop_shop.payments.provider import Provider

from . import parcels, rows

logger = logging.getLogger(__name__)

UnableToPlaceOrder = get_class("order.exceptions", "UnableToPlaceOrder")


def _first_for(total: Any, handing: Handing) -> Provider:
    offered = registry.offered_at(handing)
    found = next((one for one in offered if not one.refusal(total.incl_tax, total.currency)), None)
    if found is None:
        raise UnableToPlaceOrder(offered[0].refusal(total.incl_tax, total.currency) if offered else "")
    return found


class OrderPlacementMixin(OscarOrderPlacementMixin):
    """Oscar's, made safe against selling more than there is and against placing a basket twice."""

    def generate_order_number(self, basket: Any) -> str:
        return new_number()

    def place(self, order_number: str, user: Any, basket: Any, *, provider: Provider, **submission: Any) -> Any:
        """The order of `basket`, written whole, with an open attempt to pay it by `provider`; no money moves yet.

        Raises `OrderError`, and then nothing is written. An order that costs nothing waits for no money.
        """
        actor = user if user.is_authenticated else None
        is_free = submission["order_total"].incl_tax <= 0
        status = states.PENDING if is_free else provider.places_as
        with transaction.atomic():
            hold(basket)
            order = self.place_order(order_number, user, basket, **{"status": status, **submission})
            freeze_claims(order)
            if not is_free:
                payments.open_with_order(order, provider, actor=actor)
            delivery.agree(order, parcels.sendings_of(submission["shipping_method"]))
            basket.submit()
            if order.status == states.PENDING:
                ordering.announce(order)
            audit.record("order.placed", f"order:{order.pk}", actor=actor)
        return order

    def handle_order_placement(
        self,
        order_number: str,
        user: Any,
        basket: Any,
        shipping_address: Any,
        shipping_method: Any,
        shipping_charge: Any,
        billing_address: Any,
        order_total: Any,
        surcharges: Any = None,
        **kwargs: Any,
    ) -> Any:
        """Place the order by the first way to pay that takes it, and tell the buyer; raises as `place` does.

        Oscar's own signature, for a shop's views that call it. Raises `UnableToPlaceOrder` where no way takes it.
        """
        provider = kwargs.pop("provider", None) or _first_for(order_total, parcels.handing_of(shipping_method, basket))
        order = self.place(
            order_number,
            user,
            basket,
            provider=provider,
            shipping_address=shipping_address,
            shipping_method=shipping_method,
            shipping_charge=shipping_charge,
            billing_address=billing_address,
            order_total=order_total,
            surcharges=surcharges,
            **kwargs,
        )
        return self.handle_successful_order(order)

    def send_order_placed_email(self, order: Any) -> None:
        """The order stands whether or not the mail can be written and sent."""
        try:
            super().send_order_placed_email(order)
        except Exception:  # shop staff edit the templates of this mail
            logger.exception("The confirmation of order %s could not be sent", order.number)

    def get_message_context(self, order: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_message_context(order)
        context["groups"] = parcels.with_parcels(rows.of_order(order), order)
        context["status_url"] = self.request.build_absolute_uri(context["status_path"])
        attempt = last_attempt(order)
        if attempt is not None:
            path = reverse("ocop:pay", args=[attempt.token])
            provider = registry.known(attempt.provider)
            context |= provider.context(attempt) if provider and provider.is_ready else {}
            context |= {"attempt": attempt, "pay_url": self.request.build_absolute_uri(path)}
        return context
