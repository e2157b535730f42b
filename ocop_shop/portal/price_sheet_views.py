"""Prices and stock by spreadsheet. For those who may change prices: owners and editors."""

from __future__ import annotations

from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from ocop_shop.core import clock, limits
from ocop_shop.importing import price_lists
from ocop_shop.importing.messages import FILE_MESSAGES
from ocop_shop.producers.roles import Right
from ocop_shop.supply import actions
from ocop_shop.supply.exceptions import ChangeRefused, NotOwn

from . import price_sheets
from .access import AtThePortal
from .price_sheets import Plan, TokenOver

SHEETS = limits.Limit("portal-price-sheet", most=120, seconds=3600, writes=True)
_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class SheetView(AtThePortal):
    """Download, change, send back, look, apply. For owners and editors."""

    right = Right.PRICES

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """The page; with `download` the list itself."""
        if "download" not in request.GET:
            return self._page(request)
        answer = HttpResponse(price_sheets.workbook(self.work.producer), content_type=_XLSX)
        name = f"gia-{self.work.producer.slug[:80]}-{clock.today():%Y-%m-%d}.xlsx"
        answer["Content-Disposition"] = f'attachment; filename="{name}"'
        return answer

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Look at a file that was sent, or apply what was looked at."""
        doing = {"check": self._check, "apply": self._apply}
        act = doing.get(request.POST.get("do", ""))
        return act(request) if act else self._page(request, status=422)

    def _check(self, request: HttpRequest) -> HttpResponse:
        verdict = limits.spend(SHEETS, f"producer:{self.work.producer.pk}")
        if not verdict.allowed:
            return limits.too_many(request, verdict)
        sent = request.FILES.get("file")
        if sent is None:
            return self._page(request, problem=_("Choose a file first."), status=422)
        if (sent.size or 0) > price_lists.LIMITS.bytes_sent:
            return self._page(request, problem=str(FILE_MESSAGES["file_too_large"]), status=422)
        try:
            lines = price_lists.read(sent.read(), sent.name or "")
        except price_lists.FileRejected as rejected:
            return self._page(request, problem=str(FILE_MESSAGES[rejected.reason]), status=422)
        except price_lists.HeaderMissing as wrong:
            return self._page(request, problem=_header_missing(wrong), status=422)
        if not lines:
            return self._page(request, problem=_("There is no row below the header of this file."), status=422)
        return self._planned(request, price_sheets.plan(self.work.producer, lines))

    def _apply(self, request: HttpRequest) -> HttpResponse:
        try:
            warned, rows = price_sheets.unpack(request.POST.get("token", ""), request.user, self.work.producer)
        except TokenOver:
            told = _("This check is too old or did not come back whole. Send the file again; nothing was saved.")
            return self._page(request, problem=told, status=422)
        if warned and "read" not in request.POST:
            told = _("Tick that you have read what was changed meanwhile. Nothing was saved.")
            return self._again(request, rows, told)
        try:
            change = actions.change_prices(self.work.producer, [row for _number, row in rows], actor=request.user)
        except NotOwn as gone:
            raise Http404 from gone
        except ChangeRefused as refused:
            return self._again(request, rows, str(refused))
        if change is None:
            messages.info(request, _("Nothing was changed: everything stands so already."))
        return redirect("ocop:portal-prices", self.work.producer.slug)

    def _again(self, request: HttpRequest, rows: Any, problem: str) -> HttpResponse:
        """The rows that were to be applied, as they stand now: the file need not be sent once more."""
        plan = price_sheets.plan_again(self.work.producer, rows)
        return self._planned(request, plan, problem=problem, warned=True)

    def _planned(self, request: HttpRequest, plan: Plan, problem: str = "", *, warned: bool = False) -> HttpResponse:
        warned, token = warned or bool(plan.warnings), ""
        if plan.changes and not plan.errors:
            token = price_sheets.pack(request.user, self.work.producer, plan, warned=warned)
        status = 422 if plan.errors or problem else 200
        return self._page(request, status=status, plan=plan, token=token, problem=problem, warned=warned)

    def _page(self, request: HttpRequest, status: int = 200, **context: Any) -> HttpResponse:
        return self.page(request, "price_sheet.html", {"head": price_lists.HEAD, **context}, status=status)


def _header_missing(wrong: price_lists.HeaderMissing) -> str:
    return _("These columns were not found: %(columns)s. Leave the header of the downloaded list as it is.") % {
        "columns": ", ".join(f"“{name}”" for name in wrong.missing)
    }
