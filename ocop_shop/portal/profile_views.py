"""A producer's profile: what is public, what waits, what is worth adding. For members who look after the profile."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from ocop_shop.core.papers import download
from ocop_shop.discovery import profile_pages
from ocop_shop.producers import completeness
from ocop_shop.producers.completeness_wording import WORDS
from ocop_shop.producers.roles import Right
from ocop_shop.proposals import actions
from ocop_shop.proposals.exceptions import NotReady, ProposalError
from ocop_shop.proposals.profile import LABELS
from ocop_shop.proposals.profile_drafts import Draft
from ocop_shop.proposals.profile_problems import problems

from .access import AtThePortal, version_of
from .profile_parts import PARTS, summary


def file_url(producer: Any, key: int) -> str:
    """Where the people of a producer see a picture of its draft."""
    return reverse("ocop:portal-profile-file", args=[producer.slug, key])


class ProfileView(AtThePortal):
    """The profile part by part, and handing it in. For members who look after the profile, and staff who assist."""

    right = Right.PROFILE

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """The overview."""
        return self._overview(request, Draft.of(self.work.producer))

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Hand the draft in, take it back, or let it be."""
        draft = Draft.of(self.work.producer)
        doing = {"submit": self._submit, "take_back": self._take_back, "discard": self._discard}
        act = doing.get(request.POST.get("do", ""))
        if act is None or draft.proposal is None:
            return self._overview(request, draft, status=422)
        try:
            messages.success(request, act(request, draft))
        except NotReady as problem:
            messages.error(request, str(problem))
            return self._overview(request, Draft.of(self.work.producer), status=422)
        except ProposalError as problem:
            messages.error(request, str(problem))
        return redirect("ocop:portal-profile", self.work.producer.slug)

    def _submit(self, request: HttpRequest, draft: Draft) -> str:
        actions.submit(draft.proposal, version=version_of(request), actor=request.user)
        return _("Handed in. The shop looks at it; you can go on reading, and take it back to change something.")

    def _take_back(self, request: HttpRequest, draft: Draft) -> str:
        actions.take_back(draft.proposal, actor=request.user)
        return _("You can write in it again.")

    def _discard(self, request: HttpRequest, draft: Draft) -> str:
        actions.discard(draft.proposal, actor=request.user)
        return _("Your changes are gone. What is public stays as it is.")

    def _overview(self, request: HttpRequest, draft: Draft, status: int = 200) -> HttpResponse:
        wrong = problems(self.work.producer, draft.values, draft.own) if draft.own else {}
        report = completeness.report(completeness.facts_of(draft.values))
        context = {
            "draft": draft,
            "report": report,
            "missing": [(item, WORDS[item.key], _room(self.work.producer, item.part)) for item in report.missing],
            "rows": [_row(self.work.producer, part, draft, wrong) for part in PARTS.values()],
            "is_ready": draft.proposal and not wrong,
        }
        return self.page(request, "profile.html", context, status=status)


class ProfilePreviewView(AtThePortal):
    """The public page as the draft would make it. For members who look after the profile, and staff who assist."""

    right = Right.PROFILE
    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """The page, which nobody else sees and no search engine keeps."""
        producer = self.work.producer
        back = reverse("ocop:portal-profile", args=[producer.slug])
        source = Draft.of(producer).source(partial(file_url, producer))
        return profile_pages.preview(request, producer, source, back)


class ProfileFileView(AtThePortal):
    """A picture of the draft. For members who look after the profile, and staff who assist."""

    right = Right.PROFILE
    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, file: int, **_kwargs: Any) -> HttpResponse:
        """The picture."""
        found = Draft.of(self.work.producer).files.get(f"file:{file}")
        if found is None:
            raise Http404
        try:
            return download(found.file, found.title or f"{found.field}-{found.pk}")
        except FileNotFoundError as error:
            raise Http404 from error


def _room(producer: Any, part: str) -> str:
    return reverse(f"ocop:portal-profile-{part}", args=[producer.slug])


def _row(producer: Any, part: Any, draft: Draft, wrong: Any) -> dict[str, Any]:
    """A part as the overview lists it: what there is, whether it was changed, what is wrong or was sent back."""
    reasons = draft.proposal.reasons if draft.proposal else {}
    return {
        "part": part,
        "url": _room(producer, part.name),
        "summary": summary(part, draft.values),
        "is_changed": any(draft.own.get(name, draft.public[name]) != draft.public[name] for name in part.fields),
        "problems": [told for name in part.fields for told in wrong.get(name, ())],
        "reasons": [(LABELS[name], reasons[name]) for name in part.fields if reasons.get(name)],
    }
