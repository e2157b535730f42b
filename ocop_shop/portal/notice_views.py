"""The room of notices. For every member of the producer, each with what their role has the right to."""

from __future__ import annotations

from datetime import datetime
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
    """What there is to know, the newest first, of one kind where `?kind=` asks for it. For every member, and staff."""

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """The list."""
        kinds, member = notices.own_kinds(self.work), notices.member_of(self.work)
        chosen = next((kind.code for kind in kinds if kind.code == request.GET.get("kind")), "")
        page = Paginator(notices.seen_by(self.work, chosen), PAGE).get_page(request.GET.get("page"))
        rows = list(notices.rows_of(self.work, page.object_list, notices.seen_until(member)))
        context = {"rows": rows, "listed": page, "kinds": kinds, "chosen": chosen, "is_member": member is not None}
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
    except ValueError:
        return None
    return found if found and timezone.is_aware(found) else None
