"""What a place was made of: "Before 7/2025: thị trấn Tiểu Cần, xã Phú Cần (huyện Tiểu Cần, Trà Vinh)"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import Count, OuterRef, Subquery

from ocop_shop.regions.rows import LAST_DAY_OF_DISTRICTS, MERGER


@dataclass(frozen=True)
class Part:
    """A former unit that went into the place, or of which only a part did."""

    place: Any
    is_whole: bool = True

    @property
    def has_page(self) -> bool:
        """Whether it is one of the 63 provinces, which have pages of their own."""
        return is_of_the_old_map(self.place)


@dataclass(frozen=True)
class Origin:
    """Former units that lay in the same larger ones, the smaller of these first: district and province."""

    above: tuple[Any, ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Before:
    """What the place was until the day before `on`."""

    on: date
    origins: tuple[Origin, ...]

    @property
    def is_merger(self) -> bool:
        """Whether it is the change of 1 July 2025, which people date by its month."""
        return self.on == MERGER


def before(place: Any) -> tuple[Before, ...]:
    """What `place` was made of, the last change first; empty where no change is on record. One query."""
    links = apps.get_model("ocop_regions", "Succession").objects
    if place.level == "province":
        found = _leading_to(place, list(links.filter(new__level="province").select_related("old")))
    else:
        shares = links.filter(old=OuterRef("old")).order_by().values("old").annotate(pieces=Count("pk"))
        divided = links.filter(new=place).annotate(pieces=Subquery(shares.values("pieces")))
        found = list(divided.select_related("old__parent__parent"))
    days = sorted({link.on for link in found}, reverse=True)
    return tuple(Before(day, _origins(link for link in found if link.on == day)) for day in days)


def after(province: Any, provinces: Iterable[Any]) -> tuple[Any, ...]:
    """Which of the `provinces` of today a former one went into. One query."""
    pairs = apps.get_model("ocop_regions", "Succession").objects.filter(new__level="province")
    links = list(pairs.values_list("old", "new"))
    reached = {province.pk}
    while more := {new for old, new in links if old in reached} - reached:
        reached |= more
    return tuple(today for today in provinces if today.pk in reached)


def is_of_the_old_map(place: Any) -> bool:
    """Whether `place` is one of the 63 provinces of 30 June 2025, which people still look for by their names."""
    return bool(place.level == "province" and place.exists_on(LAST_DAY_OF_DISTRICTS))


def _leading_to(place: Any, links: list[Any]) -> list[Any]:
    """The links that lead to `place`, over several changes if need be."""
    found: list[Any] = []
    waiting = {place.pk}
    while waiting:
        step = [link for link in links if link.new_id in waiting]
        found += step
        waiting = {link.old_id for link in step}
    return found


def _origins(links: Iterable[Any]) -> tuple[Origin, ...]:
    groups: dict[int | None, list[Any]] = {}
    for link in sorted(links, key=lambda link: (link.old.parent_id or 0, link.old.code)):
        groups.setdefault(link.old.parent_id, []).append(link)
    return tuple(
        Origin(tuple(_above(group[0].old)), tuple(Part(link.old, getattr(link, "pieces", 1) == 1) for link in group))
        for group in groups.values()
    )


def _above(place: Any) -> Iterable[Any]:
    # A province has nothing above it; asking for it would be a query.
    while place.parent_id is not None:
        place = place.parent
        yield place
