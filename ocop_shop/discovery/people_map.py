"""Makers counted by province, for the directory as a map."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Count

from . import freshness, people, place_bands
from .places import Groups, ProvinceCount, in_region_order


def by_province(wanted: people.Wanted, provinces: Iterable[Any]) -> Groups:
    """The makers that match, counted by province, in the order of macro-regions. One query and those of freshness."""
    freshness.ensure_true()
    found = people.matching(wanted).order_by().values_list("province_id").annotate(Count("pk"))
    counts = dict(found)
    shades = place_bands.bands(counts.values())
    groups: dict[Any, list[ProvinceCount]] = {}
    for place in provinces:
        number = counts.get(place.pk, 0)
        told = ProvinceCount(place, 0, place_bands.band_of(number, shades), makers=number)
        groups.setdefault(place.macro_region, []).append(told)
    return in_region_order(groups)
