"""An order in Oscar's dashboard, for shop staff.

Oscar would let a partner's user cancel whole orders, post refunds and ship other partners' lines there: whoever is not
staff only reads. Producers work in their own portal.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from oscar.apps.dashboard.orders.views import OrderDetailView as OscarOrderDetailView


class OrderDetailView(OscarOrderDetailView):
    """An order in the dashboard. Staff with the rights that Oscar asks for; others of them read only."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_staff:
            raise PermissionDenied
        return super().post(request, *args, **kwargs)  # type: ignore[no-any-return]

    def get_handler(self, user: Any = None) -> Any:
        """The handler for who is signed in; Oscar forgets to say who it is."""
        return super().get_handler(user=user or self.request.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["attempts"] = self.object.payment_attempts.order_by("number")
        return context
