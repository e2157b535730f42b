"""What buyers thanked a producer with, at its desk. For members with the right to answers, and staff who assist."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from ocop_shop.asking import actions
from ocop_shop.asking.exceptions import AskingError
from ocop_shop.core import private_pictures
from ocop_shop.core.keys import key_in
from ocop_shop.producers.roles import Right

from .access import AtThePortal

PAGE = 20
LARGE = 720


class _OfBuyers(AtThePortal):
    """Thank-yous to this producer alone. For members with the right to answers, and staff who assist."""

    right = Right.ANSWERS

    def rows(self) -> Any:
        """All of them, the newest first."""
        return apps.get_model("ocop_asking", "Thanks").objects.of_producer(self.work.producer)


class ThanksView(_OfBuyers):
    """What buyers wrote, each with its photo. What its buyer and the shop let be shown has a button for it."""

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """The list."""
        return self._page(request)

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Show one on the page of the producer, or take it off."""
        row = self.rows().filter(pk=key_in(request.POST.get("row", ""))).first()
        if row is None:
            raise Http404
        do = request.POST.get("do", "")
        try:
            if do not in {"show", "hide"}:
                raise AskingError(_("Choose what to do."))
            actions.show_thanks(row, do == "show", producer=self.work.producer, actor=request.user)
        except AskingError as problem:
            return self._page(request, row, str(problem))
        told = _("Everybody can see it on your page now.") if do == "show" else _("It is off your page.")
        messages.success(request, told)
        return redirect(request.get_full_path())

    def _page(self, request: HttpRequest, failed: Any = None, problem: str = "") -> HttpResponse:
        page = Paginator(self.rows(), PAGE).get_page(request.GET.get("page"))
        context = {"rows": page.object_list, "listed": page, "failed": failed, "problem": problem}
        return self.page(request, "thanks.html", context, status=422 if problem else 200)


class ThanksPhotoView(_OfBuyers):
    """The photo of one of them. For members with the right to answers, and staff who assist."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, key: int, **_kwargs: Any) -> HttpResponse:
        """The photo inside of the page."""
        return private_pictures.inside(get_object_or_404(self.rows(), pk=key).picture, longest=LARGE)
