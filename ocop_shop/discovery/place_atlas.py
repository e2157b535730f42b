"""The two maps as a whole: today's provinces by macro-region, and the 63 of before 1 July 2025."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

from django.apps import apps
from django.db.models import Count

from . import freshness, place_counts, place_map, places
from .place_map import PlaceMap
from .places import Groups


@dataclass(frozen=True)
class Atlas:
    """Today's map: provinces by macro-region with their products and makers, and what each was made of in 2025."""

    groups: Groups
    products: int


@dataclass(frozen=True)
class Former:
    """One of the 63, the number of its products, and the province of today that it belongs to; itself if unchanged."""

    place: Any
    today: Any
    products: int

    @property
    def is_unchanged(self) -> bool:
        """Whether it is the same province today."""
        return bool(self.place.pk == self.today.pk)


@dataclass(frozen=True)
class Region:
    """The former provinces of a macro-region of today; `unknown`: products whose former province is not on record."""

    macro_region: Any
    provinces: tuple[Former, ...]
    unknown: int

    @property
    def products(self) -> int:
        """All products of the region, as today's map counts them."""
        return sum(former.products for former in self.provinces) + self.unknown


@dataclass(frozen=True)
class OldAtlas:
    """The map before 1 July 2025. The products of all regions, `unknown` included, are those of today's map."""

    regions: tuple[Region, ...]
    map: PlaceMap
    products: int


def today() -> Atlas:
    """Today's map. Four queries and those of freshness."""
    groups = places.provinces_by_region()
    makers = _makers_by_province()
    made_of: dict[int, list[Any]] = {}
    for place, heir in _today_of_former([province.place for _region, told in groups for province in told]):
        made_of.setdefault(heir.pk, []).append(place)
    whole = [
        (region, [replace(p, makers=makers[p.place.pk], made_of=tuple(made_of.get(p.place.pk, ()))) for p in told])
        for region, told in groups
    ]
    return Atlas(whole, sum(province.count for _region, told in groups for province in told))


def before_merger() -> OldAtlas:
    """The map of 30 June 2025. Three queries and those of freshness."""
    head = freshness.ensure_true()
    provinces = places.provinces()
    counts, former = place_counts.by_province(head), place_counts.by_former(head)
    unknown = place_counts.by_province(head, without_former=True)
    groups: dict[Any, list[Former]] = {}
    for place, heir in _today_of_former(provinces):
        number = counts[place.code] if place.pk == heir.pk else former[place.slug]
        groups.setdefault(heir.macro_region, []).append(Former(place, heir, number))
    regions = tuple(
        Region(region, tuple(told), sum(unknown[code] for code in {f.today.code for f in told if not f.is_unchanged}))
        for region, told in places.in_region_order(groups)
    )
    dots = [(told.place, told.products) for region in regions for told in region.provinces]
    return OldAtlas(regions, place_map.dotted(provinces, dots), sum(region.products for region in regions))


def _today_of_former(provinces: list[Any]) -> list[tuple[Any, Any]]:
    """The 63 by name, each with the province of today that it went into. Two queries."""
    olds = apps.get_model("ocop_regions", "Place").objects.provinces().before_merger().order_by("name_key")
    pairs = apps.get_model("ocop_regions", "Succession").objects.filter(new__level="province")
    step = dict(pairs.values_list("old", "new"))
    current = {place.pk: place for place in provinces}
    found = []
    for place in olds:
        key = place.pk
        while key not in current and key in step:
            key = step[key]
        if key in current:
            found.append((place, current[key]))
    return found


def _makers_by_province() -> Counter[int]:
    makers = apps.get_model("ocop_producers", "Producer").objects.public()
    return Counter(dict(makers.order_by().values_list("province_id").annotate(Count("pk"))))
