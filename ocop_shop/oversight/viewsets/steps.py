"""The editor of a certificate: one page for each step, and only steps that are lawful now."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ocop_shop.certification import rules, standing
from ocop_shop.certification.life import EventKind
from ocop_shop.certification.status import LAWFUL_STEPS
from ocop_shop.core import clock
from ocop_shop.oversight import dossier, permissions, remits
from ocop_shop.oversight.effects import Effect
from ocop_shop.oversight.rights import Right
from ocop_shop.oversight.step_forms import FORMS
from ocop_shop.oversight.step_words import STEPS

from .acting import ActingPage, NotYours

INDEX = ("ocop_register:index", gettext_lazy("Register of certificates"))
_CHANGES_STARS = {EventKind.CORRECTED, EventKind.STRUCK}


class StepView(ActingPage):
    """One step of one certificate."""

    trail = (INDEX,)
    template_name = "ocop_shop/cms/register/step.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]
        """The form of the step."""
        return self._barred() or super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take the step. What is sent a second time is lawful no more and on record: the action knows it."""
        return self._barred(again="agreed" in request.POST) or super().post(request, *args, **kwargs)

    def _barred(self, *, again: bool = False) -> HttpResponse | None:
        """Find the certificate; the answer to whoever may not take this step, or not now."""
        try:
            self.kind = EventKind(self.kwargs["kind"])
            self.step = STEPS[self.kind]
        except (KeyError, ValueError):
            raise Http404 from None
        rows = remits.certificates_for(self.request.user, Right.VIEW).select_related("decision")
        self.certificate = get_object_or_404(rows, pk=self.kwargs["pk"])
        if not permissions.may_take(self.request.user, self.kind, self.certificate):
            return self.refused(_refusal(self.kind, self.certificate.stars))
        status = standing.status_of([self.certificate], clock.today())[self.certificate.pk]
        self.told = dossier.Told(self.certificate, status)
        repeated = again and self.certificate.events.filter(kind=self.kind).exists()
        if repeated or self.kind in dossier.lawful_on(self.certificate, status):
            return None
        messages.error(self.request, self._why_not())
        return redirect(self._back())

    def _why_not(self) -> str:
        """Why a step that one may take cannot be taken now."""
        if self.kind is EventKind.EXTENDED and self.kind in LAWFUL_STEPS[self.told.status.state]:
            return _("An extension is for a late re-evaluation: once the days for filing are over, or a dossier is in.")
        values = {"step": self.step.title, "state": self.told.name}
        return _("“%(step)s” is not possible now: this certificate is in the state “%(state)s”.") % values

    def form(self, *data: Any) -> forms.Form:
        """The form of this step, for this certificate."""
        return FORMS[self.kind](*data, certificate=self.certificate)

    def product_id(self) -> int | None:
        """The product of the certificate."""
        product_id: int | None = self.certificate.product_id
        return product_id

    def check(self, done: Any) -> None:
        """A correction may not make stars that only others may give."""
        if self.kind not in _CHANGES_STARS:
            return
        stars = type(self.certificate).objects.values_list("stars", flat=True).get(pk=self.certificate.pk)
        right = permissions.RIGHT_FOR[self.kind]
        if not permissions.may_hold(self.request.user, right, self.certificate.product_id, stars):
            raise NotYours(_refusal(self.kind, stars))

    def right_used(self) -> Right:
        """The right of the step."""
        return permissions.RIGHT_FOR[self.kind]

    def becomes(self, done: Any) -> str:
        """The state of the certificate after the step."""
        status = standing.status_of([self.certificate], clock.today())[self.certificate.pk]
        return dossier.Told(self.certificate, status).name

    def finish(self, effect: Effect, done: Any) -> str:
        """Back to the certificate."""
        return self._back()

    def get_page_title(self) -> Any:
        """The name of the step."""
        return self.step.title

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """With the certificate before the step."""
        *above, here = super().get_breadcrumbs_items()
        return [*above, {"url": self._back(), "label": self.certificate.product_name}, here]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The certificate as it stands, and what the step means."""
        return super().get_context_data(told=self.told, step=self.step, back=self._back(), **kwargs)

    def _back(self) -> str:
        return reverse("ocop_register:inspect", args=[self.certificate.pk])


def _refusal(kind: EventKind, stars: int) -> str:
    """Why somebody who sees the certificate may not take this step, or not to so many stars."""
    if permissions.RIGHT_FOR[kind] is not Right.RECEIVE and stars == max(rules.STARS):
        return _("What 5 stars say is for the central office alone (26/2026/QĐ-TTg art. 4.1.b and 8.2.b).")
    return _("Your remit does not cover this step for this certificate.")
