"""Orders in Oscar's dashboard, for shop staff.

Oscar would let a partner's user, and staff who may only look, cancel whole orders, post refunds, ship other partners'
lines and change addresses there: whoever may not change orders (`desk.access`) only reads. Producers work in their own
portal.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from oscar.apps.dashboard.orders.views import OrderDetailView as OscarOrderDetailView
from oscar.apps.dashboard.orders.views import OrderListView as OscarOrderListView
from oscar.apps.dashboard.orders.views import ShippingAddressUpdateView as OscarShippingAddressUpdateView
from oscar.apps.order.exceptions import InvalidStatus

from ocop_shop.core.keys import key_in
from ocop_shop.core.spreadsheets import neutral_in_csv
from ocop_shop.desk.access import may_work
from ocop_shop.fulfilment import actions as fulfilment
from ocop_shop.ordering import actions as ordering
from ocop_shop.ordering.exceptions import OrderError
from ocop_shop.ordering.states import CANCELLED
from ocop_shop.payments import amounts


class _ChangedByStaff:
    """Posts of whoever may not change orders are refused."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_work(request.user):
            raise PermissionDenied
        _fill_in(request)
        return super().post(request, *args, **kwargs)  # type: ignore[misc, no-any-return]


class OrderListView(_ChangedByStaff, OscarOrderListView):
    """All orders; several may be moved at once."""

    def change_order_status(self, request: HttpRequest, order: Any) -> None:
        """One of them; what cannot move is said, where Oscar fails."""
        try:
            super().change_order_status(request, order)
        except InvalidStatus as problem:
            messages.error(request, str(problem))

    def get_row_values(self, order: Any) -> dict[str, Any]:
        """A line of the table to download; what a buyer wrote begins no formula."""
        row: dict[str, Any] = super().get_row_values(order)
        return {name: neutral_in_csv(value) if isinstance(value, str) else value for name, value in row.items()}


class ShippingAddressUpdateView(_ChangedByStaff, OscarShippingAddressUpdateView):
    """Where an order goes."""


class OrderDetailView(_ChangedByStaff, OscarOrderDetailView):
    """One order."""

    def get_handler(self, user: Any = None) -> Any:
        """The handler for who is signed in; Oscar forgets to say who it is."""
        return super().get_handler(user=user or self.request.user)

    def create_order_payment_event(self, request: HttpRequest, order: Any) -> HttpResponse:
        """As Oscar's, for an amount as people write it; Oscar takes "5.000" for five."""
        _read_amount(request, order)
        return super().create_order_payment_event(request, order)  # type: ignore[no-any-return]

    def create_payment_event(self, request: HttpRequest, order: Any, lines: Any, quantities: Any) -> HttpResponse:
        """The same for some lines; without an amount it is theirs."""
        if request.POST.get("amount"):
            _read_amount(request, order)
        return super().create_payment_event(request, order, lines, quantities)  # type: ignore[no-any-return]

    def change_line_statuses(self, request: HttpRequest, order: Any, lines: Any, quantities: Any) -> HttpResponse:
        """Move lines; of one that is cancelled stock and money are given back."""
        status = request.POST.get("new_status", "").strip()
        try:
            if status == CANCELLED:
                fulfilment.cancel_for_shop(order, lines, actor=request.user)
            else:
                ordering.move_lines(order, lines, status, actor=request.user)
        except (OrderError, InvalidStatus) as problem:
            messages.error(request, str(problem))
        return self.reload_page()  # type: ignore[no-any-return]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["attempts"] = self.object.payment_attempts.order_by("number")
        boxes = self.object.lines.filter(ocop_box_parts__isnull=False).distinct().order_by("pk")
        context["boxes"] = boxes.prefetch_related("ocop_box_parts")
        return context


def _fill_in(request: Any) -> None:
    """Leave out keys that are none, and let what is missing be empty: Oscar has words for that, and fails without."""
    request.POST = request.POST.copy()
    for name in {"selected_order", "selected_line"} & set(request.POST):
        request.POST.setlist(name, [key for key in request.POST.getlist(name) if key_in(key) is not None])
    for name in ("new_status", "shipping_event_type", "payment_event_type"):
        request.POST.setdefault(name, "")


def _read_amount(request: Any, order: Any) -> None:
    """Put the amount in `request` as Oscar reads it; Oscar complains about what is none."""
    amount = amounts.read(request.POST.get("amount", ""), order.currency)
    request.POST = request.POST.copy()
    request.POST["amount"] = "" if amount is None else f"{amount:f}"
