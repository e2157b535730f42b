"""What is kept off the shelf. For staff who may change products, or decide on proposals; who may only look, looks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.apps import apps
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from oscar.core.loading import get_model

from ocop_shop.core import text
from ocop_shop.core.keys import key_in
from ocop_shop.discovery import freshness, terms
from ocop_shop.producers import actions
from ocop_shop.producers.abstract_models import OffReason
from ocop_shop.producers.actions.shelf import MOST_NOTE
from ocop_shop.producers.exceptions import NothingSaid
from ocop_shop.producers.off_the_shelf import Off, off_of

from .access import AtTheDesk, may_keep_off, may_look_at_shelf

PAGE = 50
SHOWN = 50


class ShelfForm(forms.Form):
    """Why a product is not sold here."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Why it is not sold here"),
        choices=OffReason.choices,
        widget=forms.RadioSelect(attrs={"class": "form-check-input"}),
    )
    note = forms.CharField(
        label=gettext_lazy("In your words"),
        help_text=gettext_lazy("Buyers and the producer read it: what is missing, where it can be had."),
        max_length=MOST_NOTE,
        required=False,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 3, "aria-describedby": "note-help"}),
    )


class ShelfAtTheDesk(AtTheDesk, View):
    """A view of what is kept off. For staff who may change or see products, or decide on proposals."""

    def test_func(self) -> bool:
        return may_look_at_shelf(self.request.user)


class ShelfView(ShelfAtTheDesk):
    """All that is kept off, and looking for a product. For staff who may change or see products."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """The list, and what was looked for."""
        words = text.clean(request.GET.get("q", ""))[:100]
        kept = apps.get_model("ocop_producers", "Provenance").objects.kept_off()
        page = Paginator(kept.select_related("product", "producer", "kept_off_by"), PAGE).get_page(
            request.GET.get("page")
        )
        context = {
            "rows": [(one, Off(one.kept_off, one.kept_off_note)) for one in page],
            "page_obj": page,
            "paginator": page.paginator,
            "words": words,
            "found": [(product, off_of(product)) for product in _found(words)] if words else [],
            "most": SHOWN,
        }
        return render(request, "ocop_shop/desk/shelf.html", context)


class ShelfProductView(ShelfAtTheDesk):
    """One product: keep it off, or let it back. For staff who may change products, or decide on proposals."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What stands there now."""
        product = _product(pk)
        origin = getattr(product, "ocop_provenance", None)
        known = {"reason": origin.kept_off, "note": origin.kept_off_note} if origin else {}
        return self._page(request, product, ShelfForm(initial=known))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Keep it off or let it back, as the button says."""
        if not may_keep_off(request.user):
            raise PermissionDenied
        product = _product(pk)
        if request.POST.get("do") == "back":
            if actions.let_back(product, actor=request.user):
                messages.success(request, _("It may be bought again."))
            return redirect("ocop:desk-shelf-product", product.pk)
        form = ShelfForm(request.POST)
        if not form.is_valid():
            return self._page(request, product, form, status=422)
        try:
            actions.keep_off(product, form.cleaned_data["reason"], form.cleaned_data["note"], actor=request.user)
        except NothingSaid as problem:
            form.add_error("note", str(problem))
            return self._page(request, product, form, status=422)
        messages.success(request, _("Nobody can buy it here now. Its page says why."))
        return redirect("ocop:desk-shelf-product", product.pk)

    def _page(self, request: HttpRequest, product: Any, form: ShelfForm, status: int = 200) -> HttpResponse:
        origin = getattr(product, "ocop_provenance", None)
        context = {
            "product": product,
            "origin": origin,
            "off": off_of(product),
            "kept_off": origin if origin and origin.kept_off else None,
            "form": form,
            "may_change": may_keep_off(request.user),
        }
        return render(request, "ocop_shop/desk/shelf_product.html", context, status=status)


def _listed() -> Any:
    """Products with a page of their own: what holds for one of them holds for its variants."""
    products = get_model("catalogue", "Product").objects.exclude(structure="child")
    return products.select_related("parent", "ocop_provenance__producer", "ocop_provenance__kept_off_by")


def _found(words: str) -> Any:
    """Products by words of their name, with or without marks, or by a code: their own, a seller's, or of a variant."""
    freshness.ensure_true()
    code = Q(upc__iexact=words) | Q(stockrecords__partner_sku__iexact=words)
    code |= Q(children__upc__iexact=words) | Q(children__stockrecords__partner_sku__iexact=words)
    number = key_in(words.removeprefix("#"))
    named = Q(title__icontains=words) | Q(pk=number if number and number < 2**31 else 0)
    bare = " ".join(terms.plain_words(words))
    if bare:
        named |= Q(ocop_listing__title_key__contains=bare)
    return _listed().filter(named | code).distinct().order_by("title", "pk")[:SHOWN]


def _product(pk: int) -> Any:
    return get_object_or_404(_listed(), pk=pk if pk < 2**31 else 0)
