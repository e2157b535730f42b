"""Places with what the shop has of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.apps import apps

from . import freshness, place_bands, place_counts


@dataclass(frozen=True)
class ProvinceCount:
    """A province and what the shop shows of it: products, its shade on a map; where asked for, makers and origins.

    `made_of` are the provinces of 30 June 2025 that went into it, itself where nothing did.
    """

    place: Any
    count: int
    band: int = 0
    makers: int = 0
    made_of: tuple[Any, ...] = ()


Groups = list[tuple[Any, list[ProvinceCount]]]


def provinces() -> list[Any]:
    """The provinces in force today, by code. One query."""
    places = apps.get_model("ocop_regions", "Place").objects
    return list(places.provinces().in_force().select_related("macro_region").order_by("code"))


def provinces_by_region() -> Groups:
    """Macro-regions in their order, each with its provinces and their counts. One query and those of freshness."""
    counts = place_counts.by_province(freshness.ensure_true())
    shades = place_bands.bands(counts.values())
    groups: dict[Any, list[ProvinceCount]] = {}
    for place in provinces():
        count = counts[place.code]
        groups.setdefault(place.macro_region, []).append(
            ProvinceCount(place, count, place_bands.band_of(count, shades))
        )
    return in_region_order(groups)


def in_region_order(groups: dict[Any, Any]) -> list[tuple[Any, Any]]:
    """The groups in the order of their macro-regions, what has none last."""
    return sorted(groups.items(), key=lambda item: item[0].position if item[0] else 99)
