"""The queue of doubted badges at `/cms/`: who has which case, until when, and what is answered."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ocop_shop.certification.certificate_wording import NAMES
from ocop_shop.certification.status import CertificateState
from ocop_shop.core import clock
from ocop_shop.oversight import doubt_queue, doubts
from ocop_shop.oversight.doubt_forms import AnswerForm
from ocop_shop.oversight.exceptions import OversightError
from ocop_shop.oversight.rights import Right

from .pages import ReadersPage, ReadersViewSet

_INDEX = "ocop_doubts:index"
_CASE = "ocop_doubts:case"
_PAGE_SIZE = 50
_WORDS = {
    "open": gettext_lazy("open"),
    "late": gettext_lazy("overdue"),
    "mine": gettext_lazy("mine"),
    "answered": gettext_lazy("answered"),
}


class QueueView(ReadersPage):
    """The cases within one's remit, those that are due first before others."""

    rights = doubt_queue.READING
    page_title = gettext_lazy("Doubted badges")
    header_icon = "help"
    template_name = "ocop_shop/cms/doubts/index.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """One page of the queue, as it was narrowed."""
        user = self.request.user
        shown = self.request.GET.get("show", "open")
        shown = shown if shown in doubt_queue.FILTERS else "open"
        cases = doubt_queue.cases_for(user, *self.rights)
        tallies = doubt_queue.tallies(cases, user)
        page = Paginator(doubt_queue.narrowed(cases, shown, user), _PAGE_SIZE).get_page(self.request.GET.get("p"))
        return super().get_context_data(
            tabs=[(name, _WORDS[name], tallies[name], name == shown) for name in doubt_queue.FILTERS],
            page_obj=page,
            query=f"show={shown}",
            today=clock.today(),
            **kwargs,
        )


class CaseView(ReadersPage):
    """One case: what was shown, what the register says now, and the answer."""

    rights: tuple[Right, ...] = doubt_queue.READING
    header_icon = "help"
    trail = ((_INDEX, gettext_lazy("Doubted badges")),)
    template_name = "ocop_shop/cms/doubts/case.html"

    def get_page_title(self) -> str:
        """The case by its number."""
        return str(self.kwargs["number"])

    def case(self, *rights: Right) -> Any:
        """The case of this address, within the remit of this person; else there is none."""
        return get_object_or_404(doubt_queue.cases_for(self.request.user, *rights), number=self.kwargs["number"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The case with both claims, and the form for whoever may answer."""
        case = kwargs.pop("case", None) or self.case(*self.rights)
        may_answer = doubt_queue.cases_for(self.request.user, Right.ANSWER).filter(pk=case.pk).exists()
        form = AnswerForm.of(case) if may_answer and not case.answered_at else None
        return super().get_context_data(
            case=case,
            claims=_claims(case.shown, doubt_queue.now(case)),
            may_answer=may_answer,
            is_mine=case.owner_id == self.request.user.pk,
            is_late=case.answered_at is None and case.due_on < clock.today(),
            **{"form": form, **kwargs},
        )


class TakeView(CaseView):
    """Make oneself the owner of a case."""

    rights = (Right.ANSWER,)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """There is nothing to look at here."""
        return redirect(_CASE, self.case(Right.ANSWER).number)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take the case. Taking over from somebody else is allowed and on record."""
        case = self.case(Right.ANSWER)
        try:
            doubts.take(case, request.user)
        except OversightError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("Case %(number)s is yours.") % {"number": case.number})
        return redirect(_CASE, case.number)


class AnswerView(CaseView):
    """Close a case with a finding and an answer."""

    rights = (Right.ANSWER,)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """There is nothing to look at here."""
        return redirect(_CASE, self.case(Right.ANSWER).number)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Record the answer; the reporter reads it on the page of the case."""
        case = self.case(Right.ANSWER)
        form = AnswerForm(request.POST)
        if form.is_valid():
            try:
                doubts.answer(case, **form.cleaned_data, actor=request.user)
            except OversightError as error:
                form.add_error(None, str(error))
            else:
                messages.success(request, _("Case %(number)s is answered.") % {"number": case.number})
                return redirect(_INDEX)
        return self.render_to_response(self.get_context_data(form=form, case=case))


class DoubtsViewSet(ReadersViewSet):
    """The queue of doubted badges."""

    name = "ocop_doubts"
    url_prefix = "ocop/doubts"
    icon = "help"
    menu_label = gettext_lazy("Doubted badges")
    menu_order = 30
    rights = doubt_queue.READING

    def get_urlpatterns(self) -> list[URLPattern]:
        """The queue, a case, taking and answering it."""
        return [
            path("", self.construct_view(QueueView), name="index"),
            path("<slug:number>/", self.construct_view(CaseView), name="case"),
            path("<slug:number>/take/", self.construct_view(TakeView), name="take"),
            path("<slug:number>/answer/", self.construct_view(AnswerView), name="answer"),
        ]


def _claims(shown: dict[str, Any], now: dict[str, Any]) -> list[tuple[str, Any, Any, bool]]:
    """The claim as it was shown and as it is now, line by line: (what, then, now, whether they differ)."""
    then_lines, now_lines = _lines(shown), _lines(now)
    return [
        (label, then, today, then != today)
        for (label, then), (_label, today) in zip(then_lines, now_lines, strict=True)
    ]


def _lines(claim: dict[str, Any]) -> list[tuple[str, str]]:
    """A claim as `doubts.as_shown` keeps it, in words."""
    product, certificate = claim.get("claim") or {}, claim.get("certificate") or {}
    state = certificate.get("state")
    stars = product.get("stars")
    return [
        (_("Badge on the product"), f"{stars} ★" if stars else _("none")),
        (_("Certificate"), str(NAMES[CertificateState(state)]) if state else "–"),
        (_("Since"), _day(certificate.get("since"))),
        (_("Until"), _day(certificate.get("holds_until") or product.get("expires_on"))),
        (_("Decision"), product.get("decision_no") or "–"),
        (_("Issued by"), product.get("issuer") or "–"),
    ]


def _day(iso: str | None) -> str:
    return "/".join(reversed(iso[:10].split("-"))) if iso else "–"
