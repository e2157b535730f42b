"""The register as a file: what the list shows, for whoever may see it, and a line in the audit log."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy

from ocop_shop.auditing import actions as audit
from ocop_shop.core import clock, downloads
from ocop_shop.oversight import export, remits
from ocop_shop.oversight.register_forms import RegisterForm, sorted_by
from ocop_shop.oversight.rights import Right

from .pages import DeskPage


class ExportView(DeskPage):
    """The list as it was narrowed, all of it, as CSV or as a workbook."""

    page_title = gettext_lazy("Register of certificates")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]
        """The file; its rows are read while it is sent."""
        form, today = self.kwargs["form"], clock.today()
        if form not in downloads.FORMATS:
            raise Http404
        asked = RegisterForm(request.GET, user=request.user)
        found = asked.narrowed(remits.certificates_for(request.user, Right.VIEW), today)
        told = {"format": form, "count": found.count(), "asked": {**asked.given}}
        audit.record("register.exported", "register", actor=request.user, after=told)
        rows = export.rows(sorted_by(found, request.GET.get("sort")), today)
        return downloads.table(form, f"ocop-register-{today:%Y%m%d}", export.head(), rows)
