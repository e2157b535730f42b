"""Prices and stock at the portal, many rows at once. For those who may change prices: owners and editors."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from ocop_shop.core import clock
from ocop_shop.core.keys import key_in
from ocop_shop.producers.roles import Right
from ocop_shop.supply import actions, figures, records
from ocop_shop.supply.exceptions import ChangeRefused, NotOwn, SupplyError
from ocop_shop.supply.figures import Fault
from ocop_shop.supply.standing import figures_of

from . import price_grid
from .access import AtThePortal
from .price_grid import Sent

__all__ = ["PricesView"]

PAGE = 100
_SHOWN = {"low": records.low, "out": records.sold_out}


class PricesView(AtThePortal):
    """The grid: a row for each of the producer's own stock records. For owners and editors."""

    right = Right.PRICES

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """The rows, those of `show` alone where it is asked for: "low" or "out"."""
        own, show = records.of_producer(self.work.producer), request.GET.get("show", "")
        chosen = _SHOWN[show](own) if show in _SHOWN else own
        page = Paginator(price_grid.joined(chosen), PAGE).get_page(request.GET.get("page"))
        return self._grid(request, price_grid.lines(page.object_list), page=page, show=show if show in _SHOWN else "")

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Save all rows, or none; or undo what was saved last."""
        doing = {"save": self._save, "undo": self._undo}
        act = doing.get(request.POST.get("do", ""))
        return act(request) if act else self._grid(request, [], status=422)

    def _save(self, request: HttpRequest) -> HttpResponse:
        sent = price_grid.read(request.POST)
        if sent.faults:
            return self._wrong(request, sent, sent.faults)
        try:
            change = actions.change_prices(self.work.producer, sent.rows, actor=request.user)
        except NotOwn as foreign:
            raise Http404 from foreign
        except ChangeRefused as refused:
            return self._wrong(request, sent, refused.faults)
        if change is None:
            messages.info(request, _("Nothing was changed: everything stands so already."))
        # What was changed stands on the page for ten minutes, with the way back.
        return redirect(self._here(request))

    def _wrong(self, request: HttpRequest, sent: Sent, told: Iterable[Fault]) -> HttpResponse:
        """The rows that were sent, with everything that is wrong with them at once."""
        own = records.of_producer(self.work.producer).filter(pk__in=sent.keys)
        found = list(price_grid.joined(own))
        if {record.pk for record in found} != sent.keys:
            raise Http404
        now = {record.pk: figures_of(record) for record in found}
        faults = {*told, *figures.faults(sent.rows, now)}
        lines = price_grid.lines(found, sent, faults)
        return self._grid(request, lines, status=422, faults=str(ChangeRefused(tuple(faults))))

    def _undo(self, request: HttpRequest) -> HttpResponse:
        changes = self.work.producer.price_changes
        change = get_object_or_404(changes, pk=key_in(request.POST.get("change")))
        try:
            if actions.undo(change, actor=request.user):
                messages.success(request, _("Undone. What was sold meanwhile stays sold."))
        except SupplyError as problem:
            messages.error(request, str(problem))
        return redirect(self._here(request))

    def _here(self, request: HttpRequest) -> str:
        """The page that was sent, with the filter and page that were shown."""
        kept = request.GET.urlencode()
        return reverse("ocop:portal-prices", args=[self.work.producer.slug]) + (f"?{kept}" if kept else "")

    def _grid(self, request: HttpRequest, lines: list[Any], status: int = 200, **more: Any) -> HttpResponse:
        last = self.work.producer.price_changes.undoable(clock.now()).select_related("user").first()
        context = {"lines": lines, "last": last, "query": request.GET.urlencode(), **more}
        return self.page(request, "prices.html", context, status=status)
