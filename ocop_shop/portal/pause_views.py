"""Pauses and seasons at the portal. For those who may change prices: owners and editors."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from ocop_shop.core import clock
from ocop_shop.core.keys import key_in
from ocop_shop.producers.roles import Right
from ocop_shop.supply import actions, records, rests
from ocop_shop.supply.exceptions import NotOwn, SupplyError
from ocop_shop.supply.wording import long_rest_words, stretches

from .access import AtThePortal
from .pause_forms import PauseForm, SeasonForm

PAGE = 50


@dataclass(frozen=True)
class Goods:
    """A product with what holds for it: why it is not sold today, its own pause, its season in words."""

    product: Any
    rest: str
    pause: Any | None
    season: str
    months: frozenset[int]


class PauseView(AtThePortal):
    """Stop selling for a time, go on, and the months of a season. For owners and editors."""

    right = Right.PRICES

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """What holds for everything and for each product; with `goods` the forms for that one."""
        product = self._product(request.GET.get("goods", ""))
        return self._show(request, product)

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Pause, go on, or set a season: for everything, or for the product that is named."""
        doing: dict[str, Callable[..., HttpResponse | None]] = {
            "pause": self._pause,
            "resume": self._resume,
            "season": self._season,
        }
        act, product = doing.get(request.POST.get("do", "")), self._product(request.POST.get("goods", ""))
        if act is None:
            return self._show(request, product, status=422)
        try:
            answer = act(request, product)
        except NotOwn as foreign:
            raise Http404 from foreign
        return answer or redirect(reverse("ocop:portal-pause", args=[self.work.producer.slug]))

    def _pause(self, request: HttpRequest, product: Any) -> HttpResponse | None:
        form = PauseForm(request.POST)
        if not form.is_valid():
            return self._show(request, product, pause_form=form, status=422)
        try:
            actions.pause(self.work.producer, product, actor=request.user, **form.cleaned_data)
        except NotOwn:
            raise
        except SupplyError as problem:
            form.add_error("until", str(problem))
            return self._show(request, product, pause_form=form, status=422)
        messages.success(request, _("The pause is announced. What was ordered before is to be sent as usual."))
        return None

    def _resume(self, request: HttpRequest, product: Any) -> None:
        if actions.resume(self.work.producer, product, actor=request.user):
            messages.success(request, _("On sale again, from now on."))

    def _season(self, request: HttpRequest, product: Any) -> HttpResponse | None:
        form = SeasonForm(request.POST)
        if product is None:
            raise Http404
        if not form.is_valid():
            return self._show(request, product, season_form=form, status=422)
        if actions.set_season(self.work.producer, product, form.cleaned_data["months"], actor=request.user):
            messages.success(request, _("The season is changed."))
        return None

    def _product(self, told: str) -> Any | None:
        """The product that is named; None for everything."""
        if not told:
            return None
        return get_object_or_404(records.goods_of(self.work.producer), pk=key_in(told))

    def _show(self, request: HttpRequest, product: Any, status: int = 200, **forms: Form) -> HttpResponse:
        producer, today = self.work.producer, clock.today()
        pauses = {pause.product_id: pause for pause in producer.pauses.not_over(today)}
        page = Paginator(records.goods_of(producer), PAGE).get_page(request.GET.get("page"))
        shown = [*page.object_list, *([product] if product else [])]
        goods = {one.product.pk: one for one in _goods(shown, pauses, today)}
        everything = pauses.get(None)
        whole = rests.rest_on(rests.Times((everything.span,)), today) if everything else None
        chosen = goods[product.pk] if product else None
        context = {
            "page": page,
            "goods": [goods[one.pk] for one in page.object_list],
            "chosen": chosen,
            "everything": everything,
            "whole": long_rest_words(whole),
            "pause_form": _of_pause(pauses.get(product.pk if product else None)),
            "season_form": SeasonForm(initial={"months": sorted(chosen.months) if chosen else []}),
            "today": today.isoformat(),
            **forms,
        }
        return self.page(request, "pause.html", context, status=status)


def _goods(products: Iterable[Any], pauses: dict[int | None, Any], today: date) -> list[Goods]:
    listed = list(products)
    seasons = apps.get_model("ocop_supply", "Season").objects.filter(product__in=[product.pk for product in listed])
    months = {season.product_id: season.months for season in seasons}
    found = []
    for product in listed:
        own = months.get(product.pk, frozenset())
        spans = tuple(pauses[key].span for key in (None, product.pk) if key in pauses)
        rest = rests.rest_on(rests.Times(spans, own), today)
        season = "" if rest and rest.kind == rests.SEASON else stretches(own)  # it is said already
        found.append(Goods(product, long_rest_words(rest), pauses.get(product.pk), season, own))
    return found


def _of_pause(pause: Any | None) -> PauseForm:
    if pause is None:
        return PauseForm()
    return PauseForm(initial={"begins_on": pause.begins_on, "until": pause.until, "note": pause.note})
