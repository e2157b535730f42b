"""Asking for a quote for many of a box, for everybody."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.generic import View
from oscar.core.loading import get_model

from ocop_shop.conf import settings
from ocop_shop.core import limits
from ocop_shop.producers import origins

from . import contents, quotes
from .exceptions import BoxError
from .forms import QuoteForm

PER_ADDRESS = limits.Limit("quote", most=5, seconds=3600, writes=True)
IN_ALL = limits.Limit("quote-all", most=200, seconds=3600, writes=True)


class QuoteView(View):
    """Ask what many of a box cost. Open to everybody; 5 an hour from one address, 200 an hour in all.

    Only what would be written counts against the limits, so nobody is shut out by a mistake in the form. The answer
    shows nothing of what was written: `?sent=1` may be passed on.
    """

    http_method_names = ["get", "head", "post", "options"]

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The form; after it was sent, what happens next."""
        return self._page(request, _box(pk), QuoteForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Keep the request; nothing is written beyond the limits."""
        box, form = _box(pk), QuoteForm(request.POST)
        if not form.is_valid():
            return self._page(request, box, form, status=422)
        who = limits.visitor(request, settings.trusted_proxies)
        verdict = limits.spend_all((PER_ADDRESS, who), (IN_ALL, limits.EVERYBODY))
        if not verdict.allowed:
            return limits.too_many(request, verdict)
        try:
            quotes.ask(box, form.wish, actor=request.user if request.user.is_authenticated else None)
        except BoxError as problem:
            form.add_error(None, str(problem))
            return self._page(request, box, form, status=422)
        return redirect(f"{reverse('ocop:quote', args=[box.pk])}?sent=1")

    def _page(self, request: HttpRequest, box: Any, form: QuoteForm, status: int = 200) -> HttpResponse:
        context = {"product": box, "form": form, "is_sent": request.method == "GET" and "sent" in request.GET}
        answer = render(request, "ocop_shop/boxes/quote.html", context, status=status)
        answer["Cache-Control"] = "no-store"
        return answer


def _box(pk: int) -> Any:
    """The box with this number; 404 for what is hidden, kept off the shelf or no box."""
    product = get_model("catalogue", "Product").objects.filter(pk=pk, is_public=True).first() if pk < 2**31 else None
    if product is None or not contents.parts_of(product) or origins.kept_off_of(product):
        raise Http404("no such box")
    return product
