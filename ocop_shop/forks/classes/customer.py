"""Orders as their buyers see them later, with what each line was sold as.

The account's pages are for the signed-in buyer of the order; the guest's page needs the signed link and the e-mail
address of the order (Oscar checks both).
"""

from __future__ import annotations

from typing import Any

from django.http import Http404
from oscar.apps.customer.views import AnonymousOrderDetailView as OscarAnonymousOrderDetailView
from oscar.apps.customer.views import OrderDetailView as OscarOrderDetailView
from oscar.apps.customer.views import OrderLineView as OscarOrderLineView
from oscar.core.loading import get_model

from ocop_shop.forks.checkout import parcels, rows


class OrderDetailView(OscarOrderDetailView):
    """An order of the signed-in buyer."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(groups=parcels.with_parcels(rows.of_order(self.object), self.object), **kwargs)  # type: ignore[no-any-return]


class AnonymousOrderDetailView(OscarAnonymousOrderDetailView):
    """An order of a guest."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(groups=parcels.with_parcels(rows.of_order(self.object), self.object), **kwargs)  # type: ignore[no-any-return]


class OrderLineView(OscarOrderLineView):
    """Buying one line of an own order again; a line that is not there is a 404, where Oscar fails."""

    def get_object(self, queryset: Any = None) -> Any:
        try:
            return super().get_object(queryset)
        except get_model("order", "Line").DoesNotExist as error:
            raise Http404 from error
