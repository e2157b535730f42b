"""Who the producer is before the law: what the shop knows and has checked, and asking for a change of it."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from ocop_shop.conf import settings
from ocop_shop.core import clock, limits
from ocop_shop.core.keys import key_in
from ocop_shop.core.papers import download
from ocop_shop.producers import selling
from ocop_shop.producers.abstract_identity_models import Fact
from ocop_shop.producers.roles import Right
from ocop_shop.proposals import actions
from ocop_shop.proposals.exceptions import EditedMeanwhile, NotReady, ProposalError
from ocop_shop.proposals.identity import IdentitySubject, first_values, identity_of, in_words, subject_for, values_of

from .access import AtThePortal, version_of
from .identity_forms import GROUPS, IdentityForm
from .joining_access import FILES, SAVES, SENDS
from .joining_forms import CHOOSE, PaperForm
from .joining_views import papers_of, terms_version


class IdentityView(AtThePortal):
    """The identity, and a change of it until staff have decided. For owners of the producer, and staff who assist."""

    right = Right.IDENTITY

    def get(self, request: HttpRequest) -> HttpResponse:
        """What holds, what was checked, and the change that is being written or looked at."""
        proposal = self._proposal()
        form = IdentityForm(initial=proposal.values) if proposal and proposal.is_writable else None
        return self._page(request, proposal, form)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Begin a change, save it, add or take off a paper, hand it in, take it back, or drop it."""
        verdict = limits.spend(SAVES, f"user:{request.user.pk}")
        if not verdict.allowed:
            return limits.too_many(request, verdict)
        doing = {"save": self._save, "add": self._add, "remove": self._remove, "submit": self._submit}
        doing |= {"begin": self._begin, "take_back": self._take_back, "discard": self._discard}
        do = "save" if CHOOSE in request.POST else request.POST.get("do", "")
        proposal = self._proposal()
        if do not in doing or (proposal is None and do != "begin"):
            messages.error(request, _("Nothing was chosen."))
            return self._again()
        try:
            return doing[do](request, proposal)
        except NotReady as problem:
            form = IdentityForm.marked(proposal.values, problem.problems)
            return self._page(request, proposal, form, status=422, lacks=problem.problems)
        except ProposalError as problem:
            messages.error(request, str(problem))
            return self._again()

    def _begin(self, request: HttpRequest, proposal: Any) -> HttpResponse:
        values = values_of(identity_of(self.work.producer))
        told = {
            "values": values or first_values(self.work.producer),
            "base": values,
            "author": request.user,
            "producer": self.work.producer,
        }
        actions.begin("identity", subject_for(self.work.producer), **told)
        return self._again("change")

    def _save(self, request: HttpRequest, proposal: Any) -> HttpResponse:
        form = IdentityForm(request.POST)
        try:
            actions.save(proposal, form.values(), version=version_of(request), actor=request.user)
        except EditedMeanwhile as problem:
            # What was written stands in the form; what somebody else has written, below it.
            messages.error(request, str(problem))
            return self._page(request, self._proposal(), form, status=409)
        if form.is_choosing:
            return self._again("id_commune_field")
        if not form.is_valid():
            return self._page(request, self._proposal(), form, status=422)
        messages.success(request, _("Saved. Add the papers and send it to the shop."))
        return self._again("papers")

    def _add(self, request: HttpRequest, proposal: Any) -> HttpResponse:
        # Before the paper is looked at, which is what costs.
        verdict = limits.spend(FILES, f"user:{request.user.pk}")
        if not verdict.allowed:
            return limits.too_many(request, verdict)
        paper = PaperForm(request.POST, request.FILES)
        if not paper.is_valid():
            form = IdentityForm(initial=proposal.values) if proposal.is_writable else None
            return self._page(request, proposal, form, paper=paper, status=422)
        told: dict[str, Any] = {"actor": request.user, "title": paper.name, "is_picture": False}
        actions.add_file(proposal, paper.cleaned_data["field"], paper.cleaned_data["paper"], **told)
        return self._again("papers")

    def _remove(self, request: HttpRequest, proposal: Any) -> HttpResponse:
        key = key_in(request.POST.get("file"))
        if key is None or not actions.remove_file(proposal, key, actor=request.user):
            raise Http404
        messages.success(request, _("The paper is taken off."))
        return self._again("papers")

    def _submit(self, request: HttpRequest, proposal: Any) -> HttpResponse:
        verdict = limits.spend(SENDS, f"user:{request.user.pk}")
        if not verdict.allowed:
            return limits.too_many(request, verdict)
        with transaction.atomic():
            saved = proposal
            if proposal.is_writable:
                agreed = {"consent": "", "consented_at": ""}
                if request.POST.get("consent"):
                    agreed = {"consent": terms_version(), "consented_at": clock.now().isoformat()}
                saved = actions.save(proposal, agreed, version=version_of(request), actor=request.user)
            actions.submit(saved, version=saved.version, actor=request.user)
        messages.success(request, _("Sent. The shop looks at it and writes to you. Until then all stays as it is."))
        return self._again()

    def _take_back(self, request: HttpRequest, proposal: Any) -> HttpResponse:
        actions.take_back(proposal, actor=request.user)
        messages.success(request, _("Taken back. Change it and send it again."))
        return self._again("change")

    def _discard(self, request: HttpRequest, proposal: Any) -> HttpResponse:
        actions.discard(proposal, actor=request.user)
        messages.success(request, _("Dropped. All stays as it is."))
        return self._again()

    def _proposal(self) -> Any:
        rows = apps.get_model("ocop_proposals", "Proposal").objects.of_producer(self.work.producer).open()
        found = rows.filter(kind="identity").prefetch_related("files").first()
        if found:
            found.producer = self.work.producer
        return found

    def _again(self, part: str = "") -> HttpResponse:
        answer = redirect("ocop:portal-identity", self.work.producer.slug)
        answer["Location"] += f"#{part}" if part else ""
        return answer

    def _page(
        self, request: HttpRequest, proposal: Any, form: Any, paper: Any = None, status: int = 200, lacks: Any = None
    ) -> HttpResponse:
        subject, identity = IdentitySubject(), identity_of(self.work.producer)
        if proposal:
            subject.remember(proposal, identity)
        context = {
            "identity": identity,
            "facts": in_words(identity),
            "checks": _checks(identity),
            "producers_sell": selling.producers_sell(),
            "proposal": proposal,
            "is_refused": lacks is not None,
            "lacks_consent": "consent" in (lacks or {}),
        }
        if proposal:
            context |= _change(subject, proposal)
        if form and proposal:  # somebody else may have dropped it meanwhile
            whys = proposal.reasons
            groups = [(title, [(form[name], whys.get(name, "")) for name in names]) for title, names in GROUPS]
            context |= {"form": form, "groups": groups, "paper_form": paper or PaperForm()}
        return self.page(request, "identity.html", context, status=status)


class IdentityPaperView(AtThePortal):
    """A paper of a change. For owners of the producer, and staff who assist."""

    right = Right.IDENTITY
    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, file: int) -> HttpResponse:
        """The paper, as a download."""
        rows = apps.get_model("ocop_proposals", "ProposalFile").objects.filter(proposal__kind="identity")
        found = get_object_or_404(rows, pk=file, proposal__producer=self.work.producer)
        try:
            return download(found.file, found.title or f"{found.field}-{found.pk}")
        except FileNotFoundError as error:
            raise Http404 from error


def _checks(identity: Any) -> list[tuple[str, str, Any]]:
    """What of the identity was checked, each with its moment; None for what was not, as it stands now."""
    if identity is None:
        return []
    verified = selling.verified(identity)
    return [(fact.value, str(fact.label), verified.get(fact.value)) for fact in Fact]


def _change(subject: IdentitySubject, proposal: Any) -> dict[str, Any]:
    """What a change wants, what is wrong with it, and its papers."""
    problems = subject.problems(proposal) if proposal.is_writable else {}
    changed = subject.changed(proposal)
    labels = subject.labels(proposal)
    return {
        "changed": [(labels[name], subject.shown(name, proposal.values[name])) for name in changed],
        "problems": [(name, labels.get(name, ""), told) for name, told in problems.items() if name != "consent"],
        "files": papers_of(proposal, "portal-identity-paper", proposal.producer.slug),
        "why_papers": proposal.reasons.get("papers", ""),
        "terms_url": settings.seller_terms.get("url", ""),
    }
