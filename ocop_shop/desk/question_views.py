"""Questions about products at the shop's desk. For staff who may change orders (`access`), nobody else."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import View

from ocop_shop.asking import actions
from ocop_shop.asking.exceptions import AskingError
from ocop_shop.asking.models import State
from ocop_shop.core.keys import key_in

from .access import AtTheDesk

PAGE = 50
REPLIES = "replies"


def tabs(current: str) -> list[tuple[str, str, bool]]:
    """Address and name of each list at this desk, and whether it is the one that is open."""
    address = reverse("ocop:desk-questions")
    states = [*State.choices, (REPLIES, _("replies to reviews"))]
    listed = [(f"{address}?state={state}", str(name), state == current) for state, name in states]
    return [*listed, (reverse("ocop:desk-thanks"), _("thank-yous"), current == "thanks")]


class QuestionsView(AtTheDesk, View):
    """Questions by state, those that wait first; with `?state=replies` what producers said to reviews."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """The list."""
        return self._page(request)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Publish or decline a question; hide or show what a producer wrote."""
        do, row = request.POST.get("do", ""), self._row(request)
        try:
            told = self._done(do, row, request)
        except AskingError as problem:
            return self._page(request, row.pk, request.POST.get("reason", ""), str(problem))
        messages.success(request, told)
        return redirect(request.get_full_path())

    def _done(self, do: str, row: Any, request: HttpRequest) -> str:
        """Do what was asked for, and say so."""
        who, is_shown = request.user, do == "show"
        if _state(request) == REPLIES and do in {"show", "hide"}:
            actions.show_reply(row, is_shown, actor=who)
        elif do in {"show", "hide"}:
            actions.show_answer(row, is_shown, actor=who)
        elif do == "publish" and _state(request) != REPLIES:
            actions.publish(row, actor=who)
            return _("Published. Who answers for the producer is told.")
        elif do == "decline" and _state(request) != REPLIES:
            actions.decline(row, request.POST.get("reason", ""), actor=who)
            return _("Declined. Nobody but you sees it.")
        else:
            raise AskingError(_("Choose what to do."))
        return _("Everybody can read it again.") if is_shown else _("Nobody can read it now.")

    def _row(self, request: HttpRequest) -> Any:
        key = request.POST.get("row", "")
        found = _rows(_state(request), is_all=True).filter(pk=key_in(key)).first()
        if found is None:
            raise Http404
        return found

    def _page(self, request: HttpRequest, failed: int = 0, reason: str = "", problem: str = "") -> HttpResponse:
        state = _state(request)
        page = Paginator(_rows(state), PAGE).get_page(request.GET.get("page"))
        context = {"page_obj": page, "paginator": page.paginator, "state": state, "is_replies": state == REPLIES}
        context |= {"failed": failed, "reason": reason, "problem": problem, "most": actions.LONGEST_REASON}
        context["tabs"] = tabs(state)
        return render(request, "ocop_shop/desk/questions.html", context, status=422 if problem else 200)


def _state(request: HttpRequest) -> str:
    asked = request.GET.get("state", State.WAITING)
    return asked if asked in {*State.values, REPLIES} else str(State.WAITING)


def _rows(state: str, *, is_all: bool = False) -> Any:
    if state == REPLIES:
        replies = apps.get_model("ocop_asking", "ReviewReply").objects
        return replies.select_related("review__product__parent", "producer").order_by("-at", "-pk")
    joined = apps.get_model("ocop_asking", "Question").objects.select_related("product__parent", "answered_for")
    found = joined if is_all else joined.filter(state=state)
    return found.order_by("asked_at", "pk") if state == State.WAITING else found.order_by("-asked_at", "-pk")
