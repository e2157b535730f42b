"""A draft of a listing: writing on it, looking at it as a buyer would, its pictures."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from ocop_shop.producers.roles import Right
from ocop_shop.proposals import actions, states
from ocop_shop.proposals.exceptions import ProposalError
from ocop_shop.proposals.listing.pictures import pictures_of
from ocop_shop.proposals.listing.trying import tried
from ocop_shop.proposals.registry import subject_of
from ocop_shop.proposals.showing import picture

from .access import AtThePortal
from .goods_writing import WritesListings


class DraftView(WritesListings):
    """One listing: written on while it is a draft, read while the shop looks at it. For those who may list products."""

    def get(self, request: HttpRequest, draft: int, **_kwargs: Any) -> HttpResponse:
        """The form, or what was sent."""
        proposal = own_listing(self.work.producer, draft)
        if proposal.is_writable:
            return self.draft(request, proposal)
        subject = subject_of(proposal)
        told = [
            (label, subject.shown(name, proposal.values.get(name))) for name, label in subject.labels(proposal).items()
        ]
        context = {
            "proposal": proposal,
            "title": subject.title(proposal),
            "told": [(label, words) for label, words in told if words],
            "pictures": pictures_of(proposal),
        }
        return self.page(request, "goods_waiting.html", context)

    def post(self, request: HttpRequest, draft: int, **_kwargs: Any) -> HttpResponse:
        """Save it, submit it, take it back, or let it be."""
        proposal = own_listing(self.work.producer, draft)
        doing = {"take-back": self._take_back, "discard": self._discard}
        act = doing.get(request.POST.get("do", ""))
        if act is None:
            return self.written(request, proposal)
        try:
            return act(request, proposal)
        except ProposalError as problem:
            messages.error(request, str(problem))
            return redirect(self.address("portal-goods"))

    def _take_back(self, request: HttpRequest, proposal: Any) -> HttpResponse:
        actions.take_back(proposal, actor=request.user)
        messages.success(request, _("Taken back. You can write on it again."))
        return redirect(self.address("portal-draft", proposal.pk))

    def _discard(self, request: HttpRequest, proposal: Any) -> HttpResponse:
        if actions.discard(proposal, actor=request.user):
            messages.success(request, _("Deleted. What is in the shop stays as it is."))
        return redirect(self.address("portal-goods"))


class DraftPreviewView(WritesListings):
    """A draft in the page that buyers would see. For those who may list products."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, draft: int, **_kwargs: Any) -> HttpResponse:
        """The page, made as if it were published; nothing is."""
        proposal = own_listing(self.work.producer, draft)
        with tried(proposal) as product:
            shown = pictures_of(proposal)
            context = {"work": self.work, "proposal": proposal, "product": product, "previewed": shown}
            answer = TemplateResponse(request, "ocop_shop/portal/goods_preview.html", context)
            # Now, while the product is there.
            return answer.render()


class DraftPictureView(AtThePortal):
    """A picture of a draft. For those who may list products."""

    right = Right.LISTINGS
    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, draft: int, file: int, **_kwargs: Any) -> HttpResponse:
        """The picture, small where that is enough."""
        rows = apps.get_model("ocop_proposals", "ProposalFile").objects
        found = get_object_or_404(rows.filter(proposal=own_listing(self.work.producer, draft)), pk=file)
        return picture(found, small="small" in request.GET)


def own_listing(producer: Any, key: int) -> Any:
    """A listing of `producer`; not found for one of another, and for one that was deleted."""
    rows = apps.get_model("ocop_proposals", "Proposal").objects.of_producer(producer).filter(kind="listing")
    found = rows.exclude(state=states.WITHDRAWN).select_related("producer", "product").filter(pk=key).first()
    if found is None:
        raise Http404
    return found
