"""Deciding on what producers propose. For staff with the right `ocop_proposals.decide_proposal`; others are refused."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import View

from ocop_shop.core.keys import version_in
from ocop_shop.core.papers import download
from ocop_shop.discovery import profile_pages
from ocop_shop.proposals import actions
from ocop_shop.proposals.exceptions import NotReady, ProposalError
from ocop_shop.proposals.profile_drafts import Draft
from ocop_shop.proposals.registry import subject_of
from ocop_shop.proposals.showing import picture

from . import comparing
from .access import AtTheDesk, may_decide

SHOWN = 100


class AtTheReview(AtTheDesk, View):
    """A view of the review: for staff who may decide on proposals."""

    http_method_names = ["get", "head", "post", "options"]

    def test_func(self) -> bool:
        return may_decide(self.request.user)


class ProposalsView(AtTheReview):
    """What waits for a decision, the oldest first."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The list."""
        waiting = _proposals().waiting().select_related("producer", "product", "author")[:SHOWN]
        rows = [(one, subject_of(one).title(one)) for one in waiting]
        return render(request, "ocop_shop/desk/proposals.html", {"rows": rows})


class ProposalView(AtTheReview):
    """One proposal beside what stands there now, and the decision on it."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The comparison."""
        return self._page(request, _found(pk))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Accept it or send it back, as it stood when the page was read."""
        proposal = _found(pk)
        number = version_in(request.POST.get("version"))
        try:
            if request.POST.get("do") == "accept":
                decision = subject_of(proposal).decided(proposal, request.POST)
                actions.accept(proposal, version=number, actor=request.user, decision=decision)
                messages.success(request, _("Accepted and published."))
            else:
                self._send_back(request, proposal, number)
                messages.success(request, _("Sent back with your reasons."))
        except ProposalError as problem:
            problems = problem.problems if isinstance(problem, NotReady) else {}
            messages.error(request, str(problem))
            return self._page(request, _found(pk), problems=problems, status=409)
        return redirect("ocop:desk-proposals")

    def _send_back(self, request: HttpRequest, proposal: Any, version: int) -> None:
        reasons = {name: request.POST.get(f"why-{name}", "")[:1000] for name in subject_of(proposal).labels(proposal)}
        reason = request.POST.get("reason", "")[:2000]
        actions.send_back(proposal, reason, version=version, actor=request.user, reasons=reasons)

    def _page(self, request: HttpRequest, proposal: Any, status: int = 200, problems: Any = None) -> HttpResponse:
        subject = subject_of(proposal)
        context = {
            "proposal": proposal,
            "subject": subject,
            # After a refusal, what was answered stands there still.
            "review": {
                **subject.review(proposal),
                **(subject.decided(proposal, request.POST) if status != 200 else {}),
            },
            "title": subject.title(proposal),
            "rows": comparing.rows(subject, proposal, request.POST, problems or {}),
            "files": [(file, subject.file_name(file)) for file in proposal.files.all()],
            "problems": problems or {},
            "reason": request.POST.get("reason", ""),
        }
        answer = render(request, "ocop_shop/desk/proposal.html", context, status=status)
        answer["Cache-Control"] = "no-store"
        return answer


class ProposalFileView(AtTheReview):
    """A picture or paper of a proposal."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, pk: int, file: int) -> HttpResponse:
        """The file, as a download."""
        found = get_object_or_404(apps.get_model("ocop_proposals", "ProposalFile"), pk=file, proposal=pk)
        try:
            return download(found.file, found.title or f"{found.field}-{found.pk}")
        except FileNotFoundError as error:
            raise Http404 from error


class ProposalPictureView(AtTheReview):
    """A picture of a proposal inside of the review's page. For staff who may decide on proposals."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, pk: int, file: int) -> HttpResponse:
        """The picture, small where that is enough."""
        found = get_object_or_404(apps.get_model("ocop_proposals", "ProposalFile"), pk=file, proposal=pk)
        return picture(found, small="small" in request.GET)


class ProposalPreviewView(AtTheReview):
    """The public page as a proposal about a profile would make it."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The page, with the pictures of the draft."""
        proposal = _found(pk)
        if proposal.kind != "profile" or not proposal.is_open:
            raise Http404
        source = Draft(proposal.producer, proposal).source(lambda key: _file_url(pk, key))
        return profile_pages.preview(request, proposal.producer, source, reverse("ocop:desk-proposal", args=[pk]))


def _file_url(pk: int, key: int) -> str:
    return reverse("ocop:desk-proposal-picture", args=[pk, key])


def _proposals() -> Any:
    return apps.get_model("ocop_proposals", "Proposal").objects


def _found(pk: int) -> Any:
    return get_object_or_404(_proposals().select_related("producer", "product", "author", "decided_by"), pk=pk)
