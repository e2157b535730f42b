"""The page of a maker: its profile, its goods with their claims, and where it is on the map.

A draft is shown by the same template as what is public, so that nobody is surprised after publishing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import apps
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ocop_shop.core import clock
from ocop_shop.producers import profile_values, selling, showing
from ocop_shop.producers.profile_values import Source

from . import people, place_map, place_parts, places

TEMPLATE = "ocop_shop/producers/detail.html"
_MOST_THANKS = 12
_LISTS = ("pictures", "people", "awards", "ip_rights")


def public(slug: str) -> Any | None:
    """The producer with a public page at `slug`, with all that its page needs at hand; None where there is none."""
    producers = apps.get_model("ocop_producers", "Producer").objects.public()
    points = apps.get_model("ocop_producers", "PointOfSale").objects.select_related("province", "commune")
    lists = (*_LISTS, Prefetch("points_of_sale", queryset=points))
    return producers.select_related("province", "commune").prefetch_related(*lists).filter(slug=slug).first()


def context(producer: Any, source: Source | None = None) -> dict[str, Any]:
    """What the template needs; `source` in the place of what is public. The goods and the provinces are queries."""
    source = source or profile_values.source(producer)
    profile = showing.shown(producer, source, clock.today())
    return {
        "producer": producer,
        "profile": profile,
        "cards": people.of_producer(producer),
        "map": _map(profile, source.provinces),
        "producers_sell": selling.producers_sell(),
        "seller": selling.seller_of(producer),
    }


def thanks_to(producer: Any) -> list[Any]:
    """What buyers thanked it with, as far as it shows that. They are no part of a draft. One query."""
    return list(apps.get_model("ocop_asking", "Thanks").objects.on_page_of(producer)[:_MOST_THANKS])


def preview(request: HttpRequest, producer: Any, source: Source, back: str) -> HttpResponse:
    """The page filled from a draft, for whoever the caller lets see it. No cache and no search engine keeps it."""
    told = {**context(producer, source), "preview_back": back}
    answer = render(request, TEMPLATE, told)
    answer["X-Robots-Tag"] = "noindex"
    answer["Cache-Control"] = "private, no-store"
    return answer


def _map(profile: showing.Profile, provinces: Sequence[Any]) -> place_map.PlaceMap | None:
    """The small map with the commune as a dot, or the province marked; None where neither is known."""
    if profile.province is None:
        return None
    point = place_parts.point_of(profile.commune) if profile.commune else None
    name = profile.commune.full_name if profile.commune else ""
    return place_map.located(provinces or places.provinces(), profile.province, point, name)
