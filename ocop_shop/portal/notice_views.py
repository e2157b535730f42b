"""The room of notices. For every member of the producer, each with what their role has the right to."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from ocop_shop.notices import actions

from . import notices
from .access import AtThePortal

PAGE = 30


class NoticesView(AtThePortal):
    """What there is to know, the newest first; of one topic with `?about=`. For every member, and staff."""

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """The list."""
        topics, member = notices.topics(self.work), notices.member_of(self.work)
        asked = request.GET.get("about", "")
        chosen = asked if asked in topics else ""
        page = Paginator(notices.seen_by(self.work, chosen), PAGE).get_page(request.GET.get("page"))
        rows = list(notices.rows_of(self.work, page.object_list, notices.seen_until(member)))
        context = {"rows": rows, "listed": page, "topics": topics, "chosen": chosen, "is_member": member is not None}
        # Up to here, and no further: what comes while somebody reads stays new.
        context["until"] = rows[0].at.isoformat() if rows and not chosen and page.number == 1 else ""
        return self.page(request, "notices.html", context)

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Note that all on the page, and all before it, was seen."""
        member, until = notices.member_of(self.work), _moment(request.POST.get("until", ""))
        if member and until:
            actions.see(member, until)
        return redirect("ocop:portal-notices", self.work.producer.slug)


def _moment(said: str) -> datetime | None:
    try:
        found = parse_datetime(said[:40])
        # The first and last hours of the calendar are in no time zone but their own.
        return found.astimezone(UTC) if found and timezone.is_aware(found) else None
    except (ValueError, OverflowError):
        return None
