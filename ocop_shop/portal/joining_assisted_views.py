"""Applying for a producer who cannot: on the telephone, at the counter. For staff who assist; others are refused."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.mixins import UserPassesTestMixin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.crypto import get_random_string
from django.views.generic import View

from ocop_shop.auditing import actions as audit
from ocop_shop.core import limits
from ocop_shop.proposals import actions
from ocop_shop.proposals.joining import ASSISTED

from .access import may_assist
from .joining_access import assisted_applications
from .joining_forms import CallerForm

SHOWN = 100
# Many producers may call on one day.
CALLS = limits.Limit("join-assisted", most=200, seconds=86_400, writes=True)


class JoinForView(UserPassesTestMixin, View):
    """Applications that staff write for others, and a new one. For staff who may assist."""

    http_method_names = ["get", "head", "post", "options"]

    def test_func(self) -> bool:
        return may_assist(self.request.user)

    def get_login_url(self) -> str:
        return reverse("dashboard:login")

    def handle_no_permission(self) -> Any:
        self.raise_exception = self.request.user.is_authenticated
        return super().handle_no_permission()

    def get(self, request: HttpRequest) -> HttpResponse:
        """The list, and the first questions to who calls."""
        return self._page(request, CallerForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Begin an application in the place of somebody; it goes on with the same forms as everybody's."""
        form = CallerForm(request.POST)
        if not form.is_valid():
            return self._page(request, form, status=422)
        verdict = limits.spend(CALLS, f"user:{request.user.pk}")
        if not verdict.allowed:
            return limits.too_many(request, verdict)
        with audit.assisted():
            begun = actions.begin(
                "joining", ASSISTED + get_random_string(20), values=form.cleaned_data, author=request.user
            )
        return redirect("ocop:portal-join-who", begun.pk)

    def _page(self, request: HttpRequest, form: CallerForm, status: int = 200) -> HttpResponse:
        rows = assisted_applications().select_related("producer", "author")[:SHOWN]
        answer = render(request, "ocop_shop/desk/join.html", {"form": form, "rows": rows}, status=status)
        add_never_cache_headers(answer)
        return answer
