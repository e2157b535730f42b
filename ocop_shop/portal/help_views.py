"""Help at a producer's desk: the list of guides, and each guide as a page that fits on one sheet of paper."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from ocop_shop.conf import settings

from .access import AtThePortal
from .guides import GUIDES


class HelpView(AtThePortal):
    """The guides that there are. For every member of the producer, and staff who assist."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """The list."""
        return self.page(request, "help.html", {"guides": GUIDES.items()})


class GuideView(AtThePortal):
    """One guide. For every member of the producer, and staff who assist; only who may do it is led to the room."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, task: str, **_kwargs: Any) -> HttpResponse:
        """The guide; a task that nobody has written about is not found."""
        guide = GUIDES.get(task)
        if guide is None:
            raise Http404
        context = {
            "guide": guide,
            "room": reverse(f"ocop:{guide.room}", args=[self.work.producer.slug]) if self.work.may(guide.right) else "",
            "shop_email": settings.shop_email,
        }
        return self.page(request, "guide.html", context)
