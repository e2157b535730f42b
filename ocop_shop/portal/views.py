"""The door of the portal, and the first page of each producer's desk."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.views.generic import View

from .access import AtThePortal
from .joining_access import own_applications
from .today import to_do


class DoorView(LoginRequiredMixin, View):
    """The producers that who is signed in works for, and applications. One producer leads straight to its desk."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """The choice."""
        members = list(apps.get_model("ocop_producers", "Member").objects.of(request.user))
        applications = list(own_applications(request.user)[:20])
        waiting = any(one.is_open for one in applications)
        if len(members) == 1 and not waiting and "all" not in request.GET:
            return redirect("ocop:portal-home", members[0].producer.slug)
        context = {"members": members, "applications": applications, "waiting": waiting}
        answer = render(request, "ocop_shop/portal/door.html", context)
        add_never_cache_headers(answer)
        return answer


class HomeView(AtThePortal):
    """What there is to do today. For every member of the producer, and staff who assist."""

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """The desk."""
        return self.page(request, "home.html", {"tasks": to_do(self.work)})
