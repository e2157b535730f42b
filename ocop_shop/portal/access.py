"""Who works at a producer's desk: its members, each with the rights of a role, and shop staff who assist.

The producer stands in the address, so two windows may show two producers. A producer that somebody does not work for is
not found, like one that does not exist; a member without the right that a page needs is refused.
"""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.auth.mixins import AccessMixin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.views.generic import View

from ocop_shop.auditing import actions as audit
from ocop_shop.core.keys import version_in
from ocop_shop.notices import people
from ocop_shop.producers import roles
from ocop_shop.producers.roles import Right

ASSIST = "ocop_producers.assist_producer"


def version_of(request: HttpRequest) -> int:
    """The version of a draft that a form was filled in on; 0 for none and for nonsense."""
    return version_in(request.POST.get("version"))


@dataclass(frozen=True)
class Work:
    """Somebody's work for one producer: who, for whom, as what. `assisted`: staff in the place of a member.

    `unseen`: how many notices this person has not seen yet.
    """

    user: Any
    producer: Any
    role: str
    assisted: bool = False
    unseen: int = 0

    def may(self, right: Right) -> bool:
        """Whether this may be done here by this person."""
        return roles.may(self.role, right)


def may_assist(user: Any) -> bool:
    """Whether `user` is on the shop's staff and may act for any producer (`ocop_producers.assist_producer`)."""
    return bool(user.is_authenticated and user.is_staff and user.has_perm(ASSIST))


def work_of(user: Any, slug: str) -> Work | None:
    """What `user` is at the producer with this slug; None for whoever is nothing there. One or two queries."""
    members = apps.get_model("ocop_producers", "Member").objects.of(user).filter(producer__slug=slug)
    member = members.annotate(unseen=people.unseen()).first()
    if member:
        return Work(user, member.producer, member.role, unseen=member.unseen)
    if not may_assist(user):
        return None
    producer = apps.get_model("ocop_producers", "Producer").objects.filter(slug=slug).first()
    return Work(user, producer, roles.OWNER, assisted=True) if producer else None


class AtThePortal(AccessMixin, View):
    """A view under `/portal/<slug>/`: for members whose role has `right`, and staff who assist.

    `self.work` says for whom it is done. What staff do is recorded as assisted. Nothing of it is kept in caches.
    """

    right: Right = Right.VIEW
    work: Work
    http_method_names = ["get", "head", "post", "options"]

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        work = work_of(request.user, kwargs.pop("slug"))
        if work is None:
            raise Http404
        if not work.may(self.right):
            raise PermissionDenied
        self.work = work
        with self._noted():
            answer = super().dispatch(request, *args, **kwargs)
        add_never_cache_headers(answer)
        return answer

    def page(self, request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
        """A page of the portal; `template` is a file of `ocop_shop/portal/`."""
        return render(request, f"ocop_shop/portal/{template}", {"work": self.work, **context}, status=status)

    def _noted(self) -> AbstractContextManager[None]:
        return audit.assisted() if self.work.assisted else nullcontext()
