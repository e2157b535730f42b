"""Orders as their buyers see them later, with what each line was sold as.

The account's pages are for the signed-in buyer of the order; the guest's page needs the signed link and the e-mail
address of the order (Oscar checks both).
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from oscar.apps.customer.views import AnonymousOrderDetailView as OscarAnonymousOrderDetailView
from oscar.apps.customer.views import OrderDetailView as OscarOrderDetailView
from oscar.apps.customer.views import OrderLineView as OscarOrderLineView
from oscar.core.loading import get_model

from ocop_shop.asking.thanks_views import thankable
from ocop_shop.core import text
from ocop_shop.forks.checkout import parcels, receipt, rows
from ocop_shop.ordering import again, calling_off, returning
from ocop_shop.ordering.exceptions import OrderError
from ocop_shop.payments import actions as payments
from ocop_shop.payments import wording
from ocop_shop.payments.finding import last_attempt


class OrderDetailView(OscarOrderDetailView):
    """An order of the signed-in buyer."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**_shown(self.object), **kwargs)  # type: ignore[no-any-return]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page, or with `?format=pdf` the receipt."""
        if request.GET.get("format") == "pdf":
            return _receipt(self.get_object())
        return super().get(request, *args, **kwargs)  # type: ignore[no-any-return]

    def do_reorder(self, order: Any) -> None:
        """The goods of it, into the basket once more."""
        self.response = _reorder(self.request, order)

    def do_call_off(self, order: Any) -> None:
        """The buyer lets go of it."""
        _call_off(self.request, order)
        self.response = redirect("customer:order", order_number=order.number)

    def do_return(self, order: Any) -> None:
        """The buyer wants to send something back."""
        _ask_return(self.request, order)
        self.response = redirect("customer:order", order_number=order.number)


class AnonymousOrderDetailView(OscarAnonymousOrderDetailView):
    """An order of a guest."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**_shown(self.object), **kwargs)  # type: ignore[no-any-return]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page, or with `?format=pdf` the receipt."""
        if request.GET.get("format") == "pdf":
            return _receipt(self.get_object())
        return super().get(request, *args, **kwargs)  # type: ignore[no-any-return]

    def post(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        """Let go of the order, or put its goods into the basket again."""
        order = self.get_object()
        if request.POST.get("action") == "reorder":
            return _reorder(request, order)
        if request.POST.get("action") == "call_off":
            _call_off(request, order)
        if request.POST.get("action") == "return":
            _ask_return(request, order)
        return redirect(request.path)


class OrderLineView(OscarOrderLineView):
    """Buying one line of an own order again; a line that is not there is a 404, where Oscar fails."""

    def get_object(self, queryset: Any = None) -> Any:
        try:
            return super().get_object(queryset)
        except get_model("order", "Line").DoesNotExist as error:
            raise Http404 from error

    def do_reorder(self, line: Any) -> None:
        """The goods of it, into the basket once more."""
        self.response = _reorder(self.request, line.order, line)


def _reorder(request: Any, order: Any, line: Any = None) -> HttpResponse:
    for problem in again.fill(request.basket, order, line=line):
        messages.warning(request, problem)
    return redirect("basket:summary")


def _receipt(order: Any) -> HttpResponse:
    answer = HttpResponse(receipt.pdf(order), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{text.slug(order.number) or "order"}.pdf"'
    answer["Cache-Control"] = "no-store"
    return answer


def _shown(order: Any) -> dict[str, Any]:
    return {
        "groups": parcels.with_parcels(rows.of_order(order), order),
        "attempt": last_attempt(order),
        "may_call_off": calling_off.is_possible(order),
        "may_return": returning.may_ask(order),
        "return_asked": returning.asked(order),
        "thankable": thankable(order),
    }


def _ask_return(request: HttpRequest, order: Any) -> None:
    actor = request.user if request.user.is_authenticated else None
    try:
        returning.ask(order, request.POST.get("words", ""), actor=actor)
    except OrderError as problem:
        messages.warning(request, str(problem))
    else:
        messages.success(request, _("The shop will answer you about what you want to send back."))


def _call_off(request: HttpRequest, order: Any) -> None:
    actor = request.user if request.user.is_authenticated else None
    try:
        payments.call_off(order, actor=actor)
    except OrderError as problem:
        messages.warning(request, str(problem))
    else:
        messages.success(request, wording.called_off(order))
