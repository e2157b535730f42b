"""The goods of a producer: the list, a new product, changes of one that is there, and copies."""

from __future__ import annotations

import uuid
from typing import Any

from django.apps import apps
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from ocop_shop.producers.roles import Right
from ocop_shop.proposals.actions import listings
from ocop_shop.proposals.exceptions import ProposalError
from ocop_shop.proposals.listing import reading
from ocop_shop.proposals.listing.copying import products_of
from ocop_shop.proposals.listing.problems import on_enquiry

from . import goods_rows, goods_tasks
from .access import AtThePortal
from .goods_forms import ListingForm
from .goods_writing import WritesListings

__all__ = ["CopyView", "EditView", "GoodsView", "NewView", "goods_tasks"]


class GoodsView(AtThePortal):
    """What the producer sells, and what waits to be. For those who may list products."""

    right = Right.LISTINGS
    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """The list."""
        context = {
            "drafts": goods_rows.drafts(self.work.producer),
            "page": goods_rows.goods(self.work.producer, request.GET.get("page", "1")),
            "token": uuid.uuid4().hex,
        }
        return self.page(request, "goods.html", context)


class NewView(WritesListings):
    """The first step of a new product: photo, name, kind, price and stock. For those who may list products."""

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """The form; nothing is there until something was written."""
        return self._form(request, {}, uuid.uuid4().hex)

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Make a draft of what was written; sent twice it is one."""
        token = request.POST.get("token", "")
        values = reading.read(dict(request.POST.lists()))
        if not (any(values.values()) or request.FILES):
            messages.error(request, _("Add a photo or write the name first."))
            return self._form(request, values, token or uuid.uuid4().hex, status=422)
        try:
            proposal = listings.begin_listing(self.work.producer, token, author=request.user)
        except ProposalError as problem:
            messages.error(request, str(problem))
            return self._form(request, values, token, status=409)
        return self.written(request, proposal)

    def _form(self, request: HttpRequest, values: dict[str, Any], token: str, status: int = 200) -> HttpResponse:
        context = {"form": ListingForm(values), "token": token, "on_enquiry": on_enquiry(values)}
        return self.page(request, "goods_new.html", context, status=status)


class EditView(WritesListings):
    """Other texts and pictures for a product of the producer. For those who may list products."""

    def get(self, request: HttpRequest, product: int, **_kwargs: Any) -> HttpResponse:
        """The changes that are open, or the form with what stands there; nothing is begun by looking."""
        found = self._own(product)
        known = self._open(found)
        if known:
            return redirect(self.address("portal-draft", known.pk))
        return self.draft(request, listings.unsaved_changes(found, self.work.producer))

    def post(self, request: HttpRequest, product: int, **_kwargs: Any) -> HttpResponse:
        """Begin the changes with what was written."""
        return self.written(
            request, listings.begin_changes(self._own(product), self.work.producer, author=request.user)
        )

    def _own(self, product: int) -> Any:
        return get_object_or_404(products_of(self.work.producer), pk=product)

    def _open(self, product: Any) -> Any:
        rows = apps.get_model("ocop_proposals", "Proposal").objects
        return rows.of_producer(self.work.producer).open().filter(product=product).first()


class CopyView(WritesListings):
    """A new product like one that is there, or like another draft. For those who may list products."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, product: int = 0, draft: int = 0, **_kwargs: Any) -> HttpResponse:
        """Make the copy and open it."""
        producer = self.work.producer
        rows = apps.get_model("ocop_proposals", "Proposal").objects.of_producer(producer).filter(kind="listing")
        source = get_object_or_404(products_of(producer), pk=product) if product else get_object_or_404(rows, pk=draft)
        try:
            made = listings.copy_listing(source, producer, request.POST.get("token", ""), author=request.user)
        except ProposalError as problem:
            messages.error(request, str(problem))
            return redirect(self.address("portal-goods"))
        messages.success(request, _("This is a copy. Change the name and what is different."))
        return redirect(self.address("portal-draft", made.pk))
