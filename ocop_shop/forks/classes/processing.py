"""What Oscar asks for when an order moves, is paid back or is shipped, done by our verbs."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from oscar.apps.order.exceptions import InvalidOrderStatus, InvalidPaymentEvent, InvalidShippingEvent
from oscar.apps.order.processing import EventHandler as OscarEventHandler
from oscar.apps.payment.exceptions import PaymentError

from ocop_shop.core.currencies import NotAnAmount
from ocop_shop.ordering import states
from ocop_shop.ordering.exceptions import NotPossibleAnyMore
from ocop_shop.payments import actions as payments
from ocop_shop.payments.provider import PaymentProblem


class EventHandler(OscarEventHandler):
    """Oscar's, whose cancelling gives back what was taken, and whose refunds reach the provider."""

    def handle_order_status_change(self, order: Any, new_status: str, note_msg: str | None = None) -> None:
        """Move an order; cancelling gives back stock, vouchers and offers and closes the open payment."""
        if new_status != states.CANCELLED:
            super().handle_order_status_change(order, new_status, note_msg)
            return
        try:
            payments.close(order, actor=self.user)
        except NotPossibleAnyMore as error:
            raise InvalidOrderStatus(str(error)) from error
        if note_msg:
            self.create_note(order, note_msg)

    def handle_payment_event(
        self,
        order: Any,
        event_type: Any,
        amount: Decimal,
        lines: Any = None,
        line_quantities: Any = None,
        **kwargs: Any,
    ) -> Any:
        """A refund is carried out by the provider of the payment; other events are noted as Oscar does."""
        if event_type.name != "Refund":
            return super().handle_payment_event(order, event_type, amount, *lines, **kwargs)
        attempt = order.payment_attempts.filter(received__gt=0).order_by("number").last()
        if attempt is None:
            raise InvalidPaymentEvent(_("Nothing was paid for this order."))
        try:
            return payments.carry_out(payments.ask_refund(attempt, amount, actor=self.user), actor=self.user)
        except (PaymentProblem, NotAnAmount) as error:
            raise PaymentError(str(error)) from error

    def create_shipping_event(
        self, order: Any, event_type: Any, lines: Any, line_quantities: Any, **kwargs: Any
    ) -> Any:
        """As Oscar's; without a reference it has an empty one, where Oscar fails."""
        kwargs["reference"] = kwargs.get("reference") or ""
        return super().create_shipping_event(order, event_type, *lines, **kwargs)

    def validate_shipping_event(
        self, order: Any, event_type: Any, lines: Any, line_quantities: Any, **kwargs: Any
    ) -> None:
        """Nothing leaves for an order that is cancelled or not paid."""
        if order.status in {states.CANCELLED, states.AWAITING_PAYMENT}:
            raise InvalidShippingEvent(_("This order is “%(state)s”.") % {"state": _(order.status)})
        super().validate_shipping_event(order, event_type, *lines, **kwargs)
