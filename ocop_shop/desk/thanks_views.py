"""Thank-yous that their buyers let be shown, at the shop's desk. For staff who may change orders (`access`)."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.generic import View

from ocop_shop.asking import actions
from ocop_shop.asking.exceptions import AskingError
from ocop_shop.certification import boasts
from ocop_shop.core import private_pictures
from ocop_shop.core.keys import key_in

from .access import AtTheDesk
from .question_views import PAGE, tabs

LARGE = 720


def _rows() -> Any:
    return apps.get_model("ocop_asking", "Thanks").objects.for_staff().select_related("producer")


class ThanksView(AtTheDesk, View):
    """What waits first. What a buyer wrote to the producer alone is not here. For staff who may change orders."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """The list."""
        return self._page(request)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Let one through, or decline it."""
        row = _rows().filter(pk=key_in(request.POST.get("row", ""))).first()
        if row is None:
            raise Http404
        reason = request.POST.get("reason", "")
        try:
            told = self._done(request.POST.get("do", ""), row, reason)
        except AskingError as problem:
            return self._page(request, row.pk, reason, str(problem))
        messages.success(request, told)
        return redirect(request.get_full_path())

    def _done(self, do: str, row: Any, reason: str) -> str:
        if do == "publish":
            actions.publish_thanks(row, actor=self.request.user)
            return _("Let through. The producer may show it on its page.")
        if do == "decline":
            actions.decline_thanks(row, reason, actor=self.request.user)
            return _("Declined. The producer alone reads it.")
        raise AskingError(_("Choose what to do."))

    def _page(self, request: HttpRequest, failed: int = 0, reason: str = "", problem: str = "") -> HttpResponse:
        page = Paginator(_rows(), PAGE).get_page(request.GET.get("page"))
        listed = list(page.object_list)
        # No claim of the shop's, and a reader may take it for one.
        starry = {row.pk for row in listed if boasts.find(row.words, None)}
        context = {
            "page_obj": page,
            "paginator": page.paginator,
            "rows": listed,
            "starry": starry,
            "tabs": tabs("thanks"),
        }
        context |= {"failed": failed, "reason": reason, "problem": problem, "most": actions.LONGEST_REASON}
        return render(request, "ocop_shop/desk/thanks.html", context, status=422 if problem else 200)


class ThanksPhotoView(AtTheDesk, View):
    """The photo of a thank-you that its buyer lets be shown. For staff who may change orders."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The photo inside of the page."""
        return private_pictures.inside(get_object_or_404(_rows(), pk=pk).picture, longest=LARGE)
