"""What the shop holds of a producer, to take away, and the wish to close it. For its owners."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from ocop_shop.core import limits
from ocop_shop.personal import actions, export, requests
from ocop_shop.personal.exceptions import PersonalError
from ocop_shop.personal.models import Kind, State
from ocop_shop.producers.roles import Right

from .access import AtThePortal

COPIES = limits.Limit("portal-data-copy", most=10, seconds=3600, writes=True)


class DataView(AtThePortal):
    """What is held, for how long, a copy of it, and closing the producer. For owners of the producer."""

    right = Right.DATA

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """The page."""
        return self._page(request)

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponseBase:
        """Take a copy, ask for the closing, or take that back."""
        do, producer = request.POST.get("do", ""), self.work.producer
        if do == "copy":
            return self._copy(request)
        if do not in {"close", "stay"}:
            return self._page(request, status=422)
        try:
            if do == "close":
                actions.ask_to_close(producer, actor=request.user)
                messages.success(request, _("The shop has your wish to close, and answers you."))
            elif asked := self._asked():
                actions.take_back(asked, actor=request.user)
                messages.success(request, _("You go on: the wish to close is taken back."))
        except PersonalError as problem:
            messages.error(request, str(problem))
            return self._page(request, status=409)
        return redirect("ocop:portal-data", producer.slug)

    def _copy(self, request: HttpRequest) -> HttpResponseBase:
        verdict = limits.spend(COPIES, f"producer:{self.work.producer.pk}")
        if not verdict.allowed:
            return limits.too_many(request, verdict)
        actions.note_export(self.work.producer, actor=request.user)
        return export.archive(self.work.producer, self.work.producer.name)

    def _asked(self) -> Any:
        return requests.rows().filter(producer=self.work.producer, kind=Kind.CLOSE, state=State.OPEN).first()

    def _page(self, request: HttpRequest, status: int = 200) -> HttpResponse:
        producer = self.work.producer
        context = {
            "held": export.kinds_of_producer(),
            "asked": self._asked(),
            "reasons": actions.what_holds_up(producer),
        }
        return self.page(request, "data.html", context, status=status)
