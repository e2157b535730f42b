"""What Oscar asks for when an order moves, is paid back or is shipped, done by our verbs."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from oscar.apps.order.exceptions import InvalidOrderStatus, InvalidPaymentEvent, InvalidShippingEvent
from oscar.apps.order.processing import EventHandler as OscarEventHandler
from oscar.apps.payment.exceptions import PaymentError

from ocop_shop.core.currencies import NotAnAmount
from ocop_shop.ordering import actions as ordering
from ocop_shop.ordering import packing, sending, states
from ocop_shop.ordering.exceptions import NotPossibleAnyMore
from ocop_shop.ordering.wording import state_label
from ocop_shop.payments import actions as payments
from ocop_shop.payments.provider import PaymentProblem


class EventHandler(OscarEventHandler):
    """Oscar's, under the order's lock: cancelling gives back what was taken, refunds reach the provider."""

    @transaction.atomic
    def handle_order_status_change(self, order: Any, new_status: str, note_msg: str | None = None) -> None:
        """Move an order as it is now, not as it was when the page was read."""
        kept = ordering.locked(order)
        try:
            if new_status == states.CANCELLED:
                payments.close(order, actor=self.user)
            elif (kept.status, new_status) == (states.AWAITING_PAYMENT, states.PENDING):
                ordering.confirm(order, actor=self.user)
            else:
                kept.set_status(new_status)
        except NotPossibleAnyMore as error:
            raise InvalidOrderStatus(str(error)) from error
        order.status = new_status
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
            return super().handle_payment_event(order, event_type, amount, lines, line_quantities, **kwargs)
        attempt = order.payment_attempts.filter(received__gt=0).order_by("number").last()
        if attempt is None:
            raise InvalidPaymentEvent(_("Nothing was paid for this order."))
        try:
            return payments.carry_out(payments.ask_refund(attempt, amount, actor=self.user), actor=self.user)
        except PaymentProblem as error:
            raise PaymentError(str(error)) from error
        except NotAnAmount as error:
            raise PaymentError(_("This is no amount in %(currency)s.") % {"currency": order.currency}) from error

    @transaction.atomic
    def handle_shipping_event(
        self, order: Any, event_type: Any, lines: Any, line_quantities: Any, **kwargs: Any
    ) -> Any:
        """As Oscar's; nobody cancels the order meanwhile, and lines and order follow what was sent."""
        order.status = ordering.locked(order).status
        event = super().handle_shipping_event(order, event_type, lines, line_quantities, **kwargs)
        if event_type.name == sending.EVENT:
            sending.follow_events(order, actor=self.user)
        return event

    def create_shipping_event(
        self, order: Any, event_type: Any, lines: Any, line_quantities: Any, **kwargs: Any
    ) -> Any:
        """As Oscar's; without a reference it has an empty one, where Oscar fails."""
        kwargs["reference"] = kwargs.get("reference") or ""
        return super().create_shipping_event(order, event_type, lines, line_quantities, **kwargs)

    def validate_shipping_event(
        self, order: Any, event_type: Any, lines: Any, line_quantities: Any, **kwargs: Any
    ) -> None:
        """Nothing leaves for an order that is cancelled or not paid."""
        if order.status in {states.CANCELLED, states.AWAITING_PAYMENT}:
            raise InvalidShippingEvent(_("This order is “%(state)s”.") % {"state": state_label(order.status)})
        super().validate_shipping_event(order, event_type, lines, line_quantities, **kwargs)

    def consume_stock_allocations(self, order: Any, lines: Any = None, line_quantities: Any = None) -> None:
        """As Oscar's; the stock of a box is that of its parts."""
        others = _but_boxes(order, lines, line_quantities, sent=True)
        if others:
            super().consume_stock_allocations(order, *map(list, zip(*others, strict=True)))

    def cancel_stock_allocations(self, order: Any, lines: Any = None, line_quantities: Any = None) -> None:
        """As Oscar's; the stock of a box is that of its parts."""
        others = _but_boxes(order, lines, line_quantities, sent=False)
        if others:
            super().cancel_stock_allocations(order, *map(list, zip(*others, strict=True)))


def _but_boxes(order: Any, lines: Any, quantities: Any, *, sent: bool) -> list[tuple[Any, int]]:
    """Let go of the boxes among these lines; returns the others."""
    chosen = list(lines or order.lines.order_by("pk"))
    numbers = quantities or [line.quantity for line in chosen]
    return [(line, n) for line, n in zip(chosen, numbers, strict=False) if not packing.let_go(line, n, sent=sent)]
