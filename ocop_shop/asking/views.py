"""Asking about a product and reading what was asked, for everybody."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.generic import View
from oscar.core.loading import get_model

from ocop_shop.conf import settings
from ocop_shop.core import limits

from . import actions
from .exceptions import AskingError
from .forms import QuestionForm

PER_ADDRESS = limits.Limit("question", most=5, seconds=3600, writes=True)
IN_ALL = limits.Limit("question-all", most=200, seconds=3600, writes=True)
PAGE = 20


class QuestionsView(View):
    """All questions about a product, and asking one. Open to everybody; 5 an hour from one address, 200 in all.

    Only what would be written counts against the limits, so nobody is shut out by a mistake in the form.
    """

    http_method_names = ["get", "head", "post", "options"]

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What was asked, and the form."""
        return self._page(request, _product(pk), QuestionForm(user=request.user))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Keep the question; nothing is written beyond the limits."""
        product, form = _product(pk), QuestionForm(request.POST, user=request.user)
        if not form.is_valid():
            return self._page(request, product, form, status=422)
        who = limits.visitor(request, settings.trusted_proxies)
        verdict = limits.spend_all((PER_ADDRESS, who), (IN_ALL, limits.EVERYBODY))
        if not verdict.allowed:
            return limits.too_many(request, verdict)
        author = request.user if request.user.is_authenticated else None
        try:
            actions.ask(product, form.cleaned_data["words"], form.cleaned_data["name"], author=author)
        except AskingError as problem:
            form.add_error(None, str(problem))
            return self._page(request, product, form, status=422)
        return redirect(f"{reverse('ocop:questions', args=[product.pk])}?sent=1")

    def _page(self, request: HttpRequest, product: Any, form: QuestionForm, status: int = 200) -> HttpResponse:
        shown = apps.get_model("ocop_asking", "Question").objects.shown(product)
        context = {
            "product": product,
            "form": form,
            "page": Paginator(shown, PAGE).get_page(request.GET.get("page")),
            "is_sent": request.method == "GET" and "sent" in request.GET,
            "is_looked_at": bool(settings.moderate_questions),
        }
        answer = render(request, "ocop_shop/asking/questions.html", context, status=status)
        answer["Cache-Control"] = "no-store"
        return answer


def _product(pk: int) -> Any:
    """The product with this number; 404 for what is hidden."""
    products = get_model("catalogue", "Product").objects.filter(is_public=True)
    product = products.select_related("parent").filter(pk=pk).first() if pk < 2**31 else None
    if product is None:
        raise Http404("no such product")
    return product
