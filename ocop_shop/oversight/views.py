"""Doubting a badge, for everybody: report it, and read later what came of it."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.generic import View

from ocop_shop.certification import checking
from ocop_shop.certification.views import unknown
from ocop_shop.conf import settings
from ocop_shop.core import clock, limits

from . import doubts
from .forms import DoubtForm
from .models import Finding

PER_ADDRESS = limits.Limit("doubt", most=5, seconds=3600, writes=True)
IN_ALL = limits.Limit("doubt-all", most=200, seconds=3600, writes=True)


class DoubtView(View):
    """Report the badge of a certificate. Open to everybody; 5 an hour from one address, 200 an hour in all.

    Only what would be written counts against the limits, so nobody is shut out by a mistake in the form.
    """

    http_method_names = ["get", "head", "post", "options"]

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        """The empty form."""
        certificate = checking.by_code(code)
        return self._page(request, certificate, DoubtForm()) if certificate else unknown(request, code)

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        """Open a case and lead to its page; nothing is written beyond the limits."""
        certificate = checking.by_code(code)
        if certificate is None:
            return unknown(request, code)
        form = DoubtForm(request.POST)
        if not form.is_valid():
            return self._page(request, certificate, form)
        who = limits.visitor(request, settings.trusted_proxies)
        verdict = limits.spend_all((PER_ADDRESS, who), (IN_ALL, limits.EVERYBODY))
        if not verdict.allowed:
            return limits.too_many(request, verdict)
        case = doubts.report(certificate, form.cleaned_data["words"], form.cleaned_data["contact"])
        return redirect("ocop:case", case.number)

    def _page(self, request: HttpRequest, certificate: Any, form: DoubtForm) -> HttpResponse:
        context = {"certificate": certificate, "form": form, "days": settings.doubt_days}
        answer = render(request, "ocop_shop/check/doubt.html", context)
        answer["Cache-Control"] = "no-store"
        return answer


class CaseView(View):
    """What became of a report, for whoever has its number: days, finding and answer.

    Neither what the reporter wrote nor how to reach them is shown: a number may be passed on. An appeal has no page
    for everybody; its producer reads the answer at its desk.
    """

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, number: str) -> HttpResponse:
        """The page of the case; 404 for a number that is not on record."""
        cases = (
            apps.get_model("ocop_oversight", "DoubtReport").objects.filter(producer=None).select_related("certificate")
        )
        case = cases.filter(number=number.upper()).first() if number.isascii() and number.isprintable() else None
        if case is None:
            raise Http404("no such case")
        context = {"case": case, "is_late": case.due_on < clock.today(), "was_wrong": case.finding == Finding.CORRECTED}
        answer = render(request, "ocop_shop/check/case.html", context)
        answer["Cache-Control"] = "no-store"
        return answer
