"""Questions and reviews at a producer's desk. For members with the right to answers, and staff who assist."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from ocop_shop.asking import actions
from ocop_shop.asking.exceptions import AskingError
from ocop_shop.asking.managers import reviews_of_producer
from ocop_shop.core.keys import key_in
from ocop_shop.producers.roles import Right

from . import questions
from .access import AtThePortal

__all__ = ["QuestionsView", "questions"]

PAGE = 20
REVIEWS = "reviews"


@dataclass(frozen=True)
class Failed:
    """What could not be written: about which row, with what words, and why."""

    row: Any
    words: str
    problem: str


class QuestionsView(AtThePortal):
    """What shoppers asked, and with `?show=reviews` what buyers said: what waits first, each with a form."""

    right = Right.ANSWERS

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """The list."""
        return self._page(request)

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Answer a question or reply to a review; what was written stays on the page when it cannot be."""
        row, words = self._row(request.POST.get("row", "")), request.POST.get("words", "")
        verb = actions.reply if self._is_about_reviews(request) else actions.answer
        try:
            kept = verb(row, words, producer=self.work.producer, actor=request.user)
        except AskingError as problem:
            return self._page(request, Failed(row, words, str(problem)), status=422)
        is_read = kept.is_shown if self._is_about_reviews(request) else kept.has_answer
        told = (
            _("Saved. Everybody can read it now.")
            if is_read
            else _("Saved. The shop has hidden it, so nobody reads it.")
        )
        messages.success(request, told)
        return redirect(request.get_full_path())

    @staticmethod
    def _is_about_reviews(request: HttpRequest) -> bool:
        return request.GET.get("show") == REVIEWS

    def _rows(self, request: HttpRequest) -> Any:
        if self._is_about_reviews(request):
            return reviews_of_producer(self.work.producer)
        rows = apps.get_model("ocop_asking", "Question").objects.of_producer(self.work.producer)
        return rows.select_related("product__parent").for_answering()

    def _row(self, key: str) -> Any:
        """The question or review with this key, of this producer alone."""
        found = self._rows(self.request).filter(pk=key_in(key)).first()
        if found is None:
            raise Http404
        return found

    def _page(self, request: HttpRequest, failed: Failed | None = None, status: int = 200) -> HttpResponse:
        page = Paginator(self._rows(request), PAGE).get_page(request.GET.get("page"))
        rows = list(page.object_list)
        if failed:  # it stands on top, wherever it stood
            rows = [failed.row, *(row for row in rows if row.pk != failed.row.pk)]
        is_reviews = self._is_about_reviews(request)
        context = {"rows": rows, "listed": page, "failed": failed, "most": actions.LONGEST_ANSWER}
        return self.page(request, "questions.html", {**context, "is_reviews": is_reviews}, status=status)
