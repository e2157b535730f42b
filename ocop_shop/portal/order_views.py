"""The orders of a producer: its own lines, packed, sent and cancelled. For members who may see orders, and staff."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ocop_shop.core import text
from ocop_shop.fulfilment import actions, own_orders, own_parts, packing_slip
from ocop_shop.fulfilment.stages import WAITING, Stage
from ocop_shop.ordering.exceptions import OrderError
from ocop_shop.producers.roles import Right

from .access import AtThePortal
from .order_forms import CARRIERS, CancelForm, SendForm
from .order_words import stage_names

PAGE = 25


class OrdersView(AtThePortal):
    """The orders with goods of the producer, stage by stage. For members who may see orders."""

    right = Right.ORDERS

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """One stage; the first in which something waits when none is named."""
        numbers = own_orders.numbers(self.work.producer)
        stage = _stage(request.GET.get("stage", "")) or next((one for one in WAITING if numbers[one]), Stage.NEW)
        # What waits is worked off from the oldest on; what is done is looked up from the newest.
        found = own_orders.orders_of(self.work.producer).filter(own_stage=stage).select_related("shipping_address")
        order = ("date_placed", "pk") if stage in WAITING else ("-date_placed", "-pk")
        page = Paginator(found.order_by(*order), PAGE).get_page(request.GET.get("page"))
        context = {
            "stage": stage,
            "stages": [(one, name, numbers[one]) for one, name in stage_names()],
            "late": numbers["late"],
            "page": page,
            "parts": own_parts.of_list(page.object_list, self.work.producer),
        }
        return self.page(request, "orders.html", context)

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Accept all new orders that were on the page."""
        if request.POST.get("do") == "accept":
            shown = [number for number in request.POST.getlist("order")[:PAGE] if "\x00" not in number]
            orders = own_orders.orders_of(self.work.producer).filter(number__in=shown)
            accepted = actions.accept_all(orders, self.work.producer, actor=request.user)
            told = ngettext("%(number)d order is accepted.", "%(number)d orders are accepted.", accepted)
            messages.success(request, told % {"number": accepted})
        return redirect("ocop:portal-orders", self.work.producer.slug)


class OrderView(AtThePortal):
    """One order, as far as it is the producer's. For members who may see orders; cancelling for editors and owners."""

    right = Right.ORDERS

    def get(self, request: HttpRequest, number: str, **_kwargs: Any) -> HttpResponse:
        """The page, or with `?format=pdf` the slip for the parcel."""
        order = self._order(number)
        part = own_parts.of_order(order, self.work.producer)
        if request.GET.get("format") != "pdf":
            return self._page(request, order, part)
        answer = HttpResponse(packing_slip.pdf(part, self.work.producer), content_type="application/pdf")
        answer["Content-Disposition"] = f'inline; filename="{text.slug(order.number) or "order"}.pdf"'
        return answer

    def post(self, request: HttpRequest, number: str, **_kwargs: Any) -> HttpResponse:
        """One step; each may be sent twice."""
        doing = {"accept": self._accept, "pack": self._pack, "send": self._send, "cancel": self._cancel}
        act = doing.get(request.POST.get("do", ""))
        order = self._order(number)
        if act is None:
            return self._page(request, order, own_parts.of_order(order, self.work.producer), status=422)
        try:
            answer = act(request, order)
        except OrderError as problem:
            messages.error(request, str(problem))
            answer = None
        return answer or redirect("ocop:portal-order", self.work.producer.slug, order.number)

    def _accept(self, request: HttpRequest, order: Any) -> None:
        if actions.accept(order, self.work.producer, actor=request.user):
            messages.success(request, _("Accepted. Now pack it."))

    def _pack(self, request: HttpRequest, order: Any) -> None:
        if actions.pack(order, self.work.producer, actor=request.user):
            messages.success(request, _("Packed. Print the slip, and hand the parcel over."))

    def _send(self, request: HttpRequest, order: Any) -> HttpResponse | None:
        part = own_parts.of_order(order, self.work.producer)
        form = SendForm(part, request.POST)
        if not form.is_valid():
            return self._page(request, order, part, send=form, status=422)
        said = form.cleaned_data
        actions.send(
            order,
            self.work.producer,
            form.pieces,
            carrier=said["carrier"],
            tracking=said["tracking"],
            number=said["number"],
            actor=request.user,
        )
        messages.success(request, _("The parcel is on its way."))
        return None

    def _cancel(self, request: HttpRequest, order: Any) -> HttpResponse | None:
        if not self.work.may(Right.CANCEL):
            raise PermissionDenied
        part = own_parts.of_order(order, self.work.producer)
        form = CancelForm(part, request.POST)
        if not form.is_valid():
            return self._page(request, order, part, cancel=form, status=422)
        said = form.cleaned_data
        actions.cancel(order, self.work.producer, said["lines"], actor=request.user, reason=said["reason"])
        messages.success(request, _("Cancelled. The goods are on sale again, and the shop is told."))
        return None

    def _page(
        self,
        request: HttpRequest,
        order: Any,
        part: own_parts.OwnPart,
        *,
        send: SendForm | None = None,
        cancel: CancelForm | None = None,
        status: int = 200,
    ) -> HttpResponse:
        following = own_parts.next_number(order, self.work.producer) if part.to_send else 1
        may_cancel = self.work.may(Right.CANCEL) and bool(part.to_cancel)
        context = {
            "part": part,
            "send": send or (SendForm(part, initial={"number": following}) if part.to_send else None),
            "cancel": (cancel or CancelForm(part)) if may_cancel else None,
            "carriers": CARRIERS,
        }
        return self.page(request, "order.html", context, status=status)

    def _order(self, number: str) -> Any:
        """An order with own lines; of others it is as if there were none."""
        rows = own_orders.orders_of(self.work.producer).select_related("shipping_address")
        found = rows.filter(number=number).first() if "\x00" not in number else None
        if found is None:
            raise Http404
        return found


def _stage(said: str) -> Stage | None:
    return next((stage for stage in Stage if stage == said), None)
