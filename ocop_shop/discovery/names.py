"""What places and categories are called, remembered by each process until one of them changes.

The head of the listing carries a random number that triggers change with every place, macro-region and category.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.apps import apps
from django.utils.translation import get_language

from ocop_shop.core import clock

from .heads import Head


@dataclass(frozen=True)
class Region:
    """A macro-region and its provinces of today, by code."""

    code: str
    vi: str
    en: str
    provinces: tuple[str, ...]

    @property
    def name(self) -> str:
        """The name in the reader's language; Vietnamese where no other is given."""
        return (self.en if get_language() == "en" else "") or self.vi


@dataclass(frozen=True)
class Shelf:
    """A category: its key, name, address and whether everybody may see it; `above` is the key of what contains it."""

    key: int
    name: str
    path: str
    is_public: bool
    above: int | None


@dataclass(eq=False)
class Names:
    """Names of today's provinces and communes by code, former provinces by slug, categories by key."""

    provinces: Mapping[str, str] = field(default_factory=dict)
    communes: Mapping[str, str] = field(default_factory=dict)
    former: Mapping[str, str] = field(default_factory=dict)
    regions: Mapping[str, Region] = field(default_factory=dict)
    region_of: Mapping[str, str] = field(default_factory=dict)
    former_in: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    shelves: Mapping[int, Shelf] = field(default_factory=dict)

    def below(self, key: int | None) -> list[Shelf]:
        """The public categories right below one, or the top ones, in the order of the tree."""
        return [shelf for shelf in self.shelves.values() if shelf.above == key and shelf.is_public]


_memory: dict[str, tuple[tuple[int, date], Names]] = {}


def names(head: Head) -> Names:
    """The names as of `head`. No query while none of them changed, five when one did."""
    stamp = (head.names, clock.today()) if head.names is not None else None
    known = _memory.get("names")
    if known and stamp and known[0] == stamp:
        return known[1]
    found = _read(clock.today())
    if known and vars(known[1]) == vars(found):
        found = known[1]  # a category was saved as it was: what is remembered under the names stays good
    if stamp:
        _memory["names"] = (stamp, found)
    return found


def _read(day: date) -> Names:
    places = apps.get_model("ocop_regions", "Place").objects
    provinces = list(places.provinces().in_force(day).select_related("macro_region").order_by("name_key"))
    communes = places.communes().in_force(day).order_by().values_list("code", "kind", "name")
    former = list(places.provinces().before_merger().order_by("name_key").values_list("pk", "slug", "name"))
    return Names(
        provinces={place.code: place.name for place in provinces},
        communes={code: f"{kind[:1].upper()}{kind[1:]} {name}" for code, kind, name in communes},
        former={slug: name for _pk, slug, name in former},
        regions=_regions(provinces),
        region_of={place.code: place.macro_region.code for place in provinces if place.macro_region},
        former_in=_former_in({pk: slug for pk, slug, _name in former}, {place.pk: place.code for place in provinces}),
        shelves=_shelves(),
    )


def _regions(provinces: list[Any]) -> dict[str, Region]:
    regions = {place.macro_region.code: place.macro_region for place in provinces if place.macro_region}
    return {
        code: Region(
            code,
            region.name,
            region.name_en,
            tuple(place.code for place in provinces if place.macro_region and place.macro_region.code == code),
        )
        for code, region in sorted(regions.items(), key=lambda item: (item[1].position, item[0]))
    }


def _former_in(former: Mapping[int, str], provinces: Mapping[int, str]) -> dict[str, tuple[str, ...]]:
    """For each province of today the slugs of the former ones it was made of."""
    links = apps.get_model("ocop_regions", "Succession").objects.filter(old__in=former, new__in=provinces)
    found: dict[str, list[str]] = {}
    for old, new in links.order_by("new__code", "old__name_key").values_list("old_id", "new_id"):
        found.setdefault(provinces[new], []).append(former[old])
    return {code: tuple(slugs) for code, slugs in found.items()}


def _shelves() -> dict[int, Shelf]:
    category = apps.get_model("catalogue", "Category")
    rows = list(category.objects.order_by("path").values_list("pk", "path", "name", "is_public"))
    keys = {path: pk for pk, path, _name, _is_public in rows}
    return {
        pk: Shelf(pk, name, path, is_public, keys.get(path[: -category.steplen])) for pk, path, name, is_public in rows
    }
