"""Pages for finding people and places. All of them are open to everybody and change nothing."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.apps import apps
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.generic import TemplateView

from ocop_shop.certification import rules
from ocop_shop.core import clock, text
from ocop_shop.producers import selling
from ocop_shop.producers.models import Kind
from ocop_shop.producers.taxonomy import SECTORS

from . import indexing, people, places
from .wording import sector_name, stars_name


class ProducerListView(TemplateView):
    """The directory of makers, by words, kind, province, and by sector and stars of what they offer."""

    template_name = "ocop_shop/producers/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        provinces = places.provinces()
        wanted = self._wanted({place.code for place in provinces})
        page = self.request.GET.get("page", "")
        found = people.directory(wanted, int(page) if page.isascii() and page.isdigit() and len(page) < 7 else 1)
        asked = parse_qsl(self.request.META.get("QUERY_STRING", ""), keep_blank_values=True)
        return super().get_context_data(
            known_as=indexing.known_by(wanted.narrowing, found.number, asked),
            page=found,
            total=found.paginator.count,
            wanted=wanted,
            chosen="".join(f"{urlencode([pair])}&" for pair in wanted.narrowing),
            kinds=Kind.choices,
            sectors=[(code, sector_name(code)) for code in SECTORS],
            stars=[(str(number), stars_name(number)) for number in (5, 4, 3)],
            provinces=[(place.code, place.name) for place in provinces],
            **kwargs,
        )

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
    """The profile of one maker: story, place, products with their claims. Hidden makers are not found."""

    template_name = "ocop_shop/producers/detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        producers = apps.get_model("ocop_producers", "Producer").objects.public()
        chosen = producers.select_related("province", "commune").prefetch_related("pictures")
        producer = get_object_or_404(chosen, slug=kwargs["slug"])
        return super().get_context_data(
            producer=producer,
            cards=people.of_producer(producer),
            producers_sell=selling.producers_sell(),
            seller=selling.seller_of(producer),
            **kwargs,
        )


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
