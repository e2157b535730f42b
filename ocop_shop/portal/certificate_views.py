"""Certificates at a producer's desk. For members with the right to certificates, and staff who assist."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from ocop_shop.conf import settings
from ocop_shop.oversight import appeals
from ocop_shop.oversight.exceptions import OversightError
from ocop_shop.producers.roles import Right

from . import certificates
from .access import AtThePortal


class CertificatesView(AtThePortal):
    """What the register says of each product, and what is next."""

    right = Right.CERTIFICATES
    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """The list."""
        return self.page(request, "certificates.html", {"rows": certificates.rows_of(self.work.producer)})


class AppealView(AtThePortal):
    """Appealing against a badge that was taken away."""

    right = Right.CERTIFICATES

    def get(self, request: HttpRequest, pk: int, **_kwargs: Any) -> HttpResponse:
        """What was decided, and the form; or the case that is open."""
        return self._page(request, self._certificate(pk), "")

    def post(self, request: HttpRequest, pk: int, **_kwargs: Any) -> HttpResponse:
        """Open the case."""
        certificate, words = self._certificate(pk), request.POST.get("words", "")
        try:
            case = appeals.appeal(certificate, words, producer=self.work.producer, actor=request.user)
        except OversightError as problem:
            return self._page(request, certificate, words, str(problem), status=422)
        values = {"number": case.number, "day": f"{case.due_on:%d/%m/%Y}"}
        messages.success(request, _("Your appeal has number %(number)s. The answer is due on %(day)s.") % values)
        return redirect("ocop:portal-certificates", self.work.producer.slug)

    def _certificate(self, pk: int) -> Any:
        certificate = certificates.certificate_of(self.work.producer, pk)
        if certificate is None:
            raise Http404
        return certificate

    def _page(
        self, request: HttpRequest, certificate: Any, words: str, problem: str = "", status: int = 200
    ) -> HttpResponse:
        context = {
            "certificate": certificate,
            "case": appeals.of_producer(self.work.producer).get(certificate.pk),
            "is_possible": appeals.is_possible(certificate),
            "words": words,
            "problem": problem,
            "days": settings.doubt_days,
            "most": appeals.TEXT_LIMIT,
        }
        return self.page(request, "appeal.html", context, status=status)
