"""Whose application somebody may read and write: one's own; what staff write for others, all staff who assist."""

from __future__ import annotations

from contextlib import nullcontext
from typing import Any

from django.apps import apps
from django.contrib.auth.mixins import AccessMixin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import add_never_cache_headers
from django.views.generic import View

from ocop_shop.auditing import actions as audit
from ocop_shop.core import limits
from ocop_shop.proposals.abstract_models import Kind, State
from ocop_shop.proposals.joining import ASSISTED, is_assisted

from .access import may_assist

# One person at a keyboard, and no more.
SAVES = limits.Limit("join-save", most=120, seconds=3600, writes=True)
BEGINNINGS = limits.Limit("join-begin", most=10, seconds=86_400, writes=True)
FILES = limits.Limit("join-file", most=60, seconds=86_400, writes=True)


def own_applications(user: Any) -> Any:
    """What `user` has applied for, the newest first, without what was withdrawn."""
    rows = _applications().filter(author=user).exclude(subject__startswith=ASSISTED)
    return rows.exclude(state=State.WITHDRAWN).select_related("producer")


def applications(user: Any) -> Any:
    """The applications that `user` may open here."""
    return own_applications(user) | assisted_applications() if may_assist(user) else own_applications(user)


def assisted_applications() -> Any:
    """What staff write for others, the newest first."""
    rows = _applications().filter(subject__startswith=ASSISTED)
    return rows.exclude(state=State.WITHDRAWN).select_related("producer")


class OfAnApplication(AccessMixin, View):
    """A page of one application: for its author; for staff who assist, if it is written for somebody. Others: 404.

    What staff do is recorded as assisted. Nothing of it is kept in caches.
    """

    proposal: Any
    assisted: bool
    http_method_names = ["get", "head", "post", "options"]

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        rows = applications(request.user).prefetch_related("files")
        self.proposal = get_object_or_404(rows, pk=kwargs.pop("pk"))
        self.assisted = is_assisted(self.proposal)
        with audit.assisted() if self.assisted else nullcontext():
            answer = super().dispatch(request, *args, **kwargs)
        add_never_cache_headers(answer)
        return answer

    def page(self, request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
        """A page of the application; `template` is a file of `ocop_shop/portal/join/`."""
        shown = {"proposal": self.proposal, "assisted": self.assisted, **context}
        return render(request, f"ocop_shop/portal/join/{template}", shown, status=status)


def _applications() -> Any:
    return apps.get_model("ocop_proposals", "Proposal").objects.filter(kind=Kind.JOINING)
