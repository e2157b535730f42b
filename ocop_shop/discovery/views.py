"""Pages for finding people and places. All of them are open to everybody and change nothing."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.views.generic import TemplateView

from ocop_shop.certification import rules
from ocop_shop.core import clock, text
from ocop_shop.producers.models import Kind
from ocop_shop.producers.taxonomy import SECTORS

from . import indexing, people, people_map, place_map, places, profile_pages
from .wording import sector_name, stars_name


class ProducerListView(TemplateView):
    """The directory of makers as list or map, by words, kind, place, and by sector and stars of what they offer."""

    template_name = "ocop_shop/producers/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        provinces = places.provinces()
        wanted = self._wanted({place.code for place in provinces})
        shown = self._map(wanted, provinces) if self.request.GET.get("view") == "map" else self._list(wanted)
        return super().get_context_data(
            **shown,
            wanted=wanted,
            chosen="".join(f"{urlencode([pair])}&" for pair in wanted.narrowing),
            kinds=Kind.choices,
            sectors=[(code, sector_name(code)) for code in SECTORS],
            stars=[(str(number), stars_name(number)) for number in (5, 4, 3)],
            provinces=[(place.code, place.name) for place in provinces],
            **kwargs,
        )

    def _list(self, wanted: people.Wanted) -> dict[str, Any]:
        """A page of the makers that match. Five queries."""
        page = self.request.GET.get("page", "")
        found = people.directory(wanted, int(page) if page.isascii() and page.isdigit() and len(page) < 7 else 1)
        return {"page": found, "total": found.paginator.count, "known_as": self._known_as(wanted, found.number)}

    def _map(self, wanted: people.Wanted, provinces: list[Any]) -> dict[str, Any]:
        """Where the makers are that match: a map, and the same as a list. Two queries."""
        groups = people_map.by_province(wanted, provinces)

        def makers_in(place: Any) -> str:
            pairs = dict(wanted.narrowing) | {"province": place.code}
            return f"{self.request.path}?{urlencode(pairs)}"

        return {
            "map": place_map.of_makers(groups, makers_in),
            "groups": [
                (region, [(province, makers_in(province.place)) for province in told]) for region, told in groups
            ],
            "total": sum(province.makers for _region, told in groups for province in told),
            "known_as": self._known_as(wanted, 1),
        }

    def _known_as(self, wanted: people.Wanted, page: int) -> indexing.Known:
        asked = parse_qsl(self.request.META.get("QUERY_STRING", ""), keep_blank_values=True)
        return indexing.known_by(wanted.narrowing, page, asked)

    def _wanted(self, provinces: set[str]) -> people.Wanted:
        """What is asked for; what there is not is not asked for."""
        known = {
            "kind": ("producer_type", set(Kind.values)),
            "province": ("province", provinces),
            "sector": ("sector", set(SECTORS)),
            "stars": ("stars", {"3", "4", "5"}),
        }
        asked = {name: self.request.GET.get(parameter, "") for name, (parameter, _values) in known.items()}
        words = text.clean(self.request.GET.get("q", ""))[:200]
        return people.Wanted(words, **{name: value for name, value in asked.items() if value in known[name][1]})


class ProducerDetailView(TemplateView):
    """The profile of one maker: story, people, place, products with their claims. Hidden makers are not found."""

    template_name = profile_pages.TEMPLATE

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        producer = profile_pages.public(kwargs["slug"])
        if producer is None:
            raise Http404
        told = {**profile_pages.context(producer), "thanks": profile_pages.thanks_to(producer)}
        return super().get_context_data(**told, **kwargs)


class StarsExplainedView(TemplateView):
    """What 3, 4 and 5 stars mean, who decides and how long it holds, from the rules in force today."""

    template_name = "ocop_shop/stars.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        in_force = rules.rule_set_on(clock.today())
        return super().get_context_data(rules=in_force, grounds=rules.grounds().values(), **kwargs)


def health(request: HttpRequest) -> HttpResponse:
    """200 when the database answers, for whoever watches the server."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
