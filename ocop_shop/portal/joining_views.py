"""Joining as a producer: what it takes, for everybody; one's own application, step by step, once signed in."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.generic import View

from ocop_shop.conf import settings
from ocop_shop.core import clock, limits
from ocop_shop.core.keys import key_in
from ocop_shop.core.papers import download
from ocop_shop.producers import selling
from ocop_shop.proposals import actions, joining
from ocop_shop.proposals.exceptions import EditedMeanwhile, NotReady, ProposalError
from ocop_shop.proposals.joining_fields import LABELS, NEW, PAPERS, required_papers
from ocop_shop.proposals.registry import subject_of

from .access import version_of
from .joining_access import BEGINNINGS, FILES, SENDS, OfAnApplication, own_applications
from .joining_forms import GROUPS, PaperForm, WhoForm


class JoinView(View):
    """What joining takes. For everybody; beginning an application is for who is signed in."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """What is asked for, and one's own applications."""
        user: Any = request.user
        own = list(own_applications(user)[:20]) if user.is_authenticated else []
        context = {
            "applications": own,
            "open": next((one for one in own if one.is_open), None),
            "producers_sell": selling.producers_sell(),
            "sign_in": f"{reverse('customer:login')}?next={reverse('ocop:portal-join')}",
        }
        answer = render(request, "ocop_shop/portal/join/intro.html", context)
        add_never_cache_headers(answer)
        return answer

    def post(self, request: HttpRequest) -> HttpResponse:
        """Begin an application, or go on with the one that is open."""
        user: Any = request.user
        if not user.is_authenticated:
            return redirect(f"{reverse('customer:login')}?next={reverse('ocop:portal-join')}")
        subject = f"joining:user:{user.pk}"
        if not own_applications(user).open().exists():
            verdict = limits.spend(BEGINNINGS, f"user:{user.pk}")
            if not verdict.allowed:
                return limits.too_many(request, verdict)
        known = {"email": user.email, "representative": user.get_full_name()}
        begun = actions.begin("joining", subject, values=known, author=user)
        return redirect("ocop:portal-join-who", begun.pk)


class WhoView(OfAnApplication):
    """Who applies: the first step. For the author, and staff who assist."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The form, with what was written so far."""
        if not self.proposal.is_writable:
            return redirect("ocop:portal-join-send", self.proposal.pk)
        return self._form(request, WhoForm(initial=self.proposal.values))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Keep what is right of it; go on when all is."""
        form = WhoForm(request.POST)
        try:
            self.proposal = actions.save(self.proposal, form.values(), version=version_of(request), actor=request.user)
        except EditedMeanwhile as problem:
            self.proposal = problem.proposal
            return self._form(request, form, status=409, meanwhile=self._meanwhile(form))
        except ProposalError as problem:
            messages.error(request, str(problem))
            return redirect("ocop:portal-join-send", self.proposal.pk)
        if form.is_choosing:
            return redirect(f"{reverse('ocop:portal-join-who', args=[self.proposal.pk])}#id_commune_field")
        if not form.is_valid():
            return self._form(request, form, status=422)
        following = "portal-join-known" if self._may_be_known() else "portal-join-papers"
        return redirect(f"ocop:{following}", self.proposal.pk)

    def _may_be_known(self) -> bool:
        return not self.proposal.values.get("claim") and bool(joining.candidates(self.proposal.values))

    def _meanwhile(self, form: WhoForm) -> list[tuple[str, str]]:
        """The fields in which what stands there now is not what was just sent, with what stands there."""
        subject, now = subject_of(self.proposal), self.proposal.values
        differs = [name for name, value in form.values().items() if value != (now.get(name) or "")]
        return [(str(LABELS[name]), subject.shown(name, now.get(name)) or "–") for name in differs]

    def _form(self, request: HttpRequest, form: WhoForm, status: int = 200, meanwhile: Any = ()) -> HttpResponse:
        whys = self.proposal.reasons
        groups = [
            (title, "bank" in names, [(form[name], whys.get(name, "")) for name in names]) for title, names in GROUPS
        ]
        context = {
            "form": form,
            "groups": groups,
            "meanwhile": meanwhile,
            "producers_sell": selling.producers_sell(),
            "step": "who",
        }
        return self.page(request, "who.html", context, status=status)


class KnownView(OfAnApplication):
    """Which producer of the register it is, if any. For the author, and staff who assist."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Those that it may be."""
        if not self.proposal.is_writable:
            return redirect("ocop:portal-join-send", self.proposal.pk)
        context = {
            "candidates": joining.candidates(self.proposal.values),
            "claim": self.proposal.values.get("claim", ""),
            "new": NEW,
            "step": "who",
        }
        return self.page(request, "known.html", context)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Keep the choice: only one of those that were offered, or none of them."""
        said = request.POST.get("claim", "")
        offered = {str(one.producer.pk) for one in joining.candidates(self.proposal.values) if not one.has_people}
        if said not in offered | {NEW}:
            messages.error(request, _("Choose one of them, or say that none of them is yours."))
            return redirect("ocop:portal-join-known", self.proposal.pk)
        try:
            actions.save(self.proposal, {"claim": said}, version=version_of(request), actor=request.user)
        except ProposalError as problem:
            messages.error(request, str(problem))
            return redirect("ocop:portal-join-known", self.proposal.pk)
        return redirect("ocop:portal-join-papers", self.proposal.pk)


class PapersView(OfAnApplication):
    """The papers: the second step. For the author, and staff who assist."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """What is there, and a form for one more."""
        if not self.proposal.is_writable:
            return redirect("ocop:portal-join-send", self.proposal.pk)
        return self._page(request, PaperForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Add a paper, or take one off."""
        try:
            answer = self._remove(request) if request.POST.get("do") == "remove" else self._add(request)
        except ProposalError as problem:
            messages.error(request, str(problem))
            answer = None
        return answer or redirect("ocop:portal-join-papers", self.proposal.pk)

    def _add(self, request: HttpRequest) -> HttpResponse | None:
        # Before the paper is looked at, which is what costs.
        verdict = limits.spend(FILES, f"user:{request.user.pk}")
        if not verdict.allowed:
            return limits.too_many(request, verdict)
        form = PaperForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._page(request, form, status=422)
        said = form.cleaned_data
        actions.add_file(
            self.proposal, said["field"], said["paper"], actor=request.user, title=form.name, is_picture=False
        )
        messages.success(request, _("The paper is kept."))
        return None

    def _remove(self, request: HttpRequest) -> HttpResponse | None:
        key = key_in(request.POST.get("file"))
        if key is None or not actions.remove_file(self.proposal, key, actor=request.user):
            raise Http404
        messages.success(request, _("The paper is taken off."))
        return None

    def _page(self, request: HttpRequest, form: PaperForm, status: int = 200) -> HttpResponse:
        files = papers_of(self.proposal)
        wanted = required_papers(self.proposal.values.get("kind", ""))
        context = {
            "files": files,
            "form": form,
            "step": "papers",
            "wanted": [PAPERS[name] for name in wanted],
            "enough": any(one.field in wanted for one, _label, _url in files),
            "why": self.proposal.reasons.get("papers", ""),
        }
        return self.page(request, "papers.html", context, status=status)


class SendView(OfAnApplication):
    """All of it, and handing it in: the last step; afterwards, how it stands. For the author, and staff who assist."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The whole application with what is missing."""
        return self._page(request)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Hand it in, take it back, or drop it."""
        doing = {"submit": self._submit, "take_back": self._take_back, "discard": self._discard}
        act = doing.get(request.POST.get("do", ""))
        if act is None:
            return self._page(request, status=422)
        try:
            return act(request)
        except NotReady as problem:
            return self._page(request, status=422, lacks_consent="consent" in problem.problems)
        except ProposalError as problem:
            messages.error(request, str(problem))
            return redirect("ocop:portal-join-send", self.proposal.pk)

    def _submit(self, request: HttpRequest) -> HttpResponse:
        verdict = limits.spend(SENDS, f"user:{request.user.pk}")
        if not verdict.allowed:
            return limits.too_many(request, verdict)
        with transaction.atomic():
            agreed = {"consent": "", "consented_at": ""}
            if request.POST.get("consent"):
                agreed = {"consent": terms_version(), "consented_at": clock.now().isoformat()}
            saved = self.proposal
            if self.proposal.is_writable:
                saved = actions.save(self.proposal, agreed, version=version_of(request), actor=request.user)
            actions.submit(saved, version=saved.version, actor=request.user)
        messages.success(request, _("Sent. The shop looks at it and writes to you."))
        return redirect("ocop:portal-join-send", self.proposal.pk)

    def _take_back(self, request: HttpRequest) -> HttpResponse:
        actions.take_back(self.proposal, actor=request.user)
        messages.success(request, _("Taken back. Change it and send it again."))
        return redirect("ocop:portal-join-send", self.proposal.pk)

    def _discard(self, request: HttpRequest) -> HttpResponse:
        actions.discard(self.proposal, actor=request.user)
        messages.success(request, _("The application is dropped, and its papers are deleted."))
        return redirect("ocop:desk-join" if self.assisted else "ocop:portal-join")

    def _page(self, request: HttpRequest, status: int = 200, *, lacks_consent: bool = False) -> HttpResponse:
        subject = joining.JoiningSubject()
        problems = dict(subject.problems(self.proposal)) if self.proposal.is_writable else {}
        told = subject.summary(self.proposal)
        rows = [
            (name, label, told[name], problems.get(name, ()), self.proposal.reasons.get(name))
            for name, label in LABELS.items()
            if name not in {"papers", "consent"}
        ]
        context = {
            "rows": rows,
            "files": papers_of(self.proposal),
            "problems": {name: told for name, told in problems.items() if name != "consent"},
            "paper_problems": problems.get("papers", ()),
            "number_of_problems": len(problems.keys() - {"consent"}) + lacks_consent,
            "lacks_consent": lacks_consent,
            "is_refused": status == HTTPStatus.UNPROCESSABLE_ENTITY,
            "terms_url": settings.seller_terms.get("url", ""),
            "step": "send",
        }
        return self.page(request, "send.html", context, status=status)


class PaperView(OfAnApplication):
    """A paper of an application. For the author, and staff who assist."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, file: int) -> HttpResponse:
        """The paper, as a download."""
        found = get_object_or_404(self.proposal.files, pk=file)
        try:
            return download(found.file, found.title or f"{found.field}-{found.pk}")
        except FileNotFoundError as error:
            raise Http404 from error


def papers_of(proposal: Any, name: str = "portal-join-paper", *of: Any) -> list[tuple[Any, str, str]]:
    """The papers of a proposal, each with what it is and where it is; `name` and `of` say under which address."""
    arguments = of or (proposal.pk,)
    return [
        (one, str(PAPERS.get(one.field, one.field)), reverse(f"ocop:{name}", args=[*arguments, one.pk]))
        for one in proposal.files.all()
    ]


def terms_version() -> str:
    """The version of the terms that producers agree to now."""
    return str(settings.seller_terms.get("version") or "1")[:30]
