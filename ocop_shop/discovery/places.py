"""Places with what the shop has of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Count

from . import freshness, queries


@dataclass(frozen=True)
class ProvinceCount:
    """A province of today and the number of products the shop shows of it."""

    place: Any
    count: int


def provinces() -> list[Any]:
    """The provinces in force today, by code. One query."""
    places = apps.get_model("ocop_regions", "Place").objects
    return list(places.provinces().in_force().select_related("macro_region").order_by("code"))


def provinces_by_region() -> list[tuple[Any, list[ProvinceCount]]]:
    """Macro-regions in their order, each with its provinces and their counts."""
    freshness.ensure_true()
    counts = dict(queries.public_rows().order_by().values_list("province_code").annotate(Count("product")))
    groups: dict[Any, list[ProvinceCount]] = {}
    for place in provinces():
        groups.setdefault(place.macro_region, []).append(ProvinceCount(place, counts.get(place.code, 0)))
    return sorted(groups.items(), key=lambda item: item[0].position if item[0] else 99)
