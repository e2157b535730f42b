"""Pages of places: both maps, the page of a place, codes and old names, and the place that a visitor chooses."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views import View
from django.views.generic import TemplateView

from ocop_shop.core import text
from ocop_shop.regions import finding

from . import nearby, place_atlas, place_choosing, place_near, place_pages, places
from .place_pages import Answer

_LONGEST = 120
_CODE = re.compile(r"[0-9]{2,5}")
_LEVELS = ("province", "district", "commune")
_MAX_ADDRESS = 1000


class RegionListView(TemplateView):
    """All provinces by macro-region with what the shop has of each. `?q=` looks for a place, `?code=` for a code."""

    template_name = "ocop_shop/regions/list.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.GET.get("map") == "old":
            return HttpResponsePermanentRedirect(reverse("ocop:regions-old"))
        if code := request.GET.get("code", ""):
            return _by_code(request, code, request.GET.get("level", ""))
        if words := text.clean(request.GET.get("q", ""))[: finding.MAX_LENGTH]:
            return self._found(request, words)
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        atlas = place_atlas.today()
        return super().get_context_data(atlas=atlas, groups=atlas.groups, **kwargs)

    def _found(self, request: HttpRequest, words: str) -> HttpResponse:
        answer = place_pages.answer(finding.by_name(words))
        if answer.place:
            return HttpResponseRedirect(answer.place.get_absolute_url())
        if answer.choices:
            return _choose(request, answer, words)
        return self.render_to_response(
            self.get_context_data(words=words, alike=finding.beginning_with(words), is_search=True)
        )


class OldMapView(TemplateView):
    """The 63 provinces of 30 June 2025, each with its products and with what it belongs to today."""

    template_name = "ocop_shop/regions/old.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(atlas=place_atlas.before_merger(), **kwargs)


class PlaceView(View):
    """The page of a place. Names, and units that are gone, lead on to it; what is not certain is left to the reader."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        place = finding.by_slug(text.slug(slug)[:_LONGEST])
        if place is not None and place_pages.has_page(place):
            if slug != place.slug:
                return HttpResponsePermanentRedirect(place.get_absolute_url())
            page = place_pages.page_of(place)
            return render(request, "ocop_shop/regions/place.html", {"page": page, "key": nearby.key_of(place)})
        words = place.full_name if place else slug.replace("-", " ")[: finding.MAX_LENGTH]
        return _lead(request, place_pages.answer(finding.matches([place]) if place else finding.by_name(words)), words)


class CodeView(View):
    """What bears or bore an official code; `?on=` names the day on which it did."""

    def get(self, request: HttpRequest, code: str, level: str = "") -> HttpResponse:
        return _by_code(request, code, level)


class NearView(View):
    """What is near the place that the visitor chose, and the form to choose one. Nothing is kept but a cookie."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(request, place_choosing.of_province(request.GET.get("province", "")))

    def post(self, request: HttpRequest) -> HttpResponse:
        answer = HttpResponseRedirect(_back(request.POST.get("next", "")) or reverse("ocop:near"))
        if "forget" in request.POST:
            nearby.forget(answer)
            return answer
        place = place_choosing.sent(request.POST.dict())
        if place is None:
            chooser = place_choosing.by_words(request.POST.get("q", ""))
            if len(chooser.options) != 1 or chooser.is_guess:
                return self._page(request, chooser, asked=True)
            place = chooser.options[0].place
        nearby.remember(request, answer, place)
        return answer

    def _page(self, request: HttpRequest, chooser: place_choosing.Chooser, *, asked: bool = False) -> HttpResponse:
        chosen = nearby.chosen_place(request)
        context = {
            "chooser": chooser,
            "asked": asked,
            "chosen": chosen,
            "near": place_near.nearby(chosen) if chosen else None,
            "provinces": sorted(places.provinces(), key=lambda place: place.name_key),
            "next": _back(request.POST.get("next", "") or request.GET.get("next", "")),
        }
        return render(request, "ocop_shop/regions/near.html", context)


def _by_code(request: HttpRequest, code: str, level: str) -> HttpResponse:
    if not _CODE.fullmatch(code) or level not in {"", *_LEVELS}:
        raise Http404
    matches = finding.by_code(code, level, _day(request.GET.get("on", "")))
    return _lead(request, place_pages.answer_by_code(matches), code)


def _lead(request: HttpRequest, answer: Answer, words: str) -> HttpResponse:
    """On to the one place, else the choice; nothing is not found."""
    if answer.place:
        return HttpResponsePermanentRedirect(answer.place.get_absolute_url())
    if not answer.choices:
        raise Http404
    return _choose(request, answer, words)


def _choose(request: HttpRequest, answer: Answer, words: str) -> HttpResponse:
    context = {"choices": answer.choices[: place_choosing.MOST], "words": words}
    return render(request, "ocop_shop/regions/choose.html", context)


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value) if len(value) == 10 and value.isascii() else None
    except ValueError:
        return None


def _back(address: str) -> str:
    """`address` where it is a path of this shop, else nothing."""
    is_path = address.startswith("/") and len(address) <= _MAX_ADDRESS
    return address if is_path and url_has_allowed_host_and_scheme(address, allowed_hosts=None) else ""
