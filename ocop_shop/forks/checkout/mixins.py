"""Placing an order: stock held, order written, claims frozen and payment promised in one transaction, or nothing."""

from __future__ import annotations

import logging
from typing import Any

from django.db import transaction
from oscar.apps.checkout.mixins import OrderPlacementMixin as OscarOrderPlacementMixin

from ocop_shop.auditing import actions as audit
from ocop_shop.certification.sold import freeze_claims
from ocop_shop.ordering.holding import hold
from ocop_shop.ordering.numbers import new_number
from ocop_shop.payments import cod

from . import rows

logger = logging.getLogger(__name__)


class OrderPlacementMixin(OscarOrderPlacementMixin):
    """Oscar's, made safe against selling more than there is and against placing a basket twice."""

    def generate_order_number(self, basket: Any) -> str:
        return new_number()

    def place(self, order_number: str, user: Any, basket: Any, **submission: Any) -> Any:
        """The order of `basket`, written whole; raises `OrderError`, and then nothing is written."""
        with transaction.atomic():
            hold(basket)
            order = self.place_order(order_number, user, basket, **submission)
            freeze_claims(order)
            cod.promise(order)
            basket.submit()
            audit.record("order.placed", f"order:{order.pk}", actor=user if user.is_authenticated else None)
        return order

    def handle_order_placement(self, order_number: str, user: Any, basket: Any, **submission: Any) -> Any:
        """Place the order and tell the buyer; raises as `place` does."""
        return self.handle_successful_order(self.place(order_number, user, basket, **submission))

    def send_order_placed_email(self, order: Any) -> None:
        """The order stands whether or not the mail can be written and sent."""
        try:
            super().send_order_placed_email(order)
        except Exception:  # shop staff edit the templates of this mail
            logger.exception("The confirmation of order %s could not be sent", order.number)

    def get_message_context(self, order: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_message_context(order)
        context["groups"] = rows.of_order(order)
        context["status_url"] = self.request.build_absolute_uri(context["status_path"])
        return context
