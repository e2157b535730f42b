"""Pages for finding people and places. All of them are open to everybody and change nothing."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl

from django.apps import apps
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.generic import TemplateView

from ocop_shop.certification import rules
from ocop_shop.core import clock, text
from ocop_shop.producers.models import Kind

from . import indexing, people, places


class ProducerListView(TemplateView):
    """The directory of makers, by words, kind and province."""

    template_name = "ocop_shop/producers/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        words = text.clean(self.request.GET.get("q", ""))[:200]
        kind = self.request.GET.get("producer_type", "")
        kind = kind if kind in Kind.values else ""
        province = self.request.GET.get("province", "")
        provinces = places.provinces()
        province = province if province in {place.code for place in provinces} else ""
        page = self.request.GET.get("page", "")
        found = people.directory(
            words, kind, province, int(page) if page.isascii() and page.isdigit() and len(page) < 7 else 1
        )
        narrowing = [("q", words), ("producer_type", kind), ("province", province)]
        asked = parse_qsl(self.request.META.get("QUERY_STRING", ""), keep_blank_values=True)
        return super().get_context_data(
            known_as=indexing.known_by(narrowing, found.number, asked),
            page=found,
            total=found.paginator.count,
            words=words,
            kind=kind,
            kinds=Kind.choices,
            province=province,
            provinces=provinces,
            **kwargs,
        )


class ProducerDetailView(TemplateView):
    """The profile of one maker: story, place, products with their claims. Hidden makers are not found."""

    template_name = "ocop_shop/producers/detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        producers = apps.get_model("ocop_producers", "Producer").objects.public()
        chosen = producers.select_related("province", "commune").prefetch_related("pictures")
        producer = get_object_or_404(chosen, slug=kwargs["slug"])
        return super().get_context_data(producer=producer, cards=people.of_producer(producer), **kwargs)


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
