"""What lies in a place and what lies around it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.apps import apps
from django.db.models import Q

from ocop_shop.regions.distance import Point, box_around, distance_km

from . import place_counts

AROUND = 8
PROVINCES_AROUND = 6
_BOX_KM = 60


@dataclass(frozen=True)
class Child:
    """A commune of the place and what the shop has of it."""

    place: Any
    products: int
    makers: int

    @property
    def says_something(self) -> bool:
        """Whether there is more to see there than its name."""
        return bool(self.products or self.makers)


@dataclass(frozen=True)
class Neighbour:
    """A place nearby, in whole kilometres from middle to middle; `products` is None where nobody counted."""

    place: Any
    km: int
    products: int | None = None
    makers: int = 0

    def having(self, products: int) -> Neighbour:
        """The same with so many products."""
        return replace(self, products=products)


def children(communes: Any, products: Counter[str]) -> tuple[Child, ...]:
    """The communes, by name, each with its counts. One query."""
    listed = place_counts.with_makers(communes).order_by("name_key", "code")
    return tuple(Child(place, products[place.code], place.makers) for place in listed)


def point_of(place: Any) -> Point | None:
    """The middle of a place, where it is on record."""
    return None if place.latitude is None or place.longitude is None else (place.latitude, place.longitude)


def around_province(province: Any, provinces: Iterable[Any]) -> tuple[Neighbour, ...]:
    """The nearest of the other `provinces`. No query."""
    return _nearest(province, (other for other in provinces if other.pk != province.pk), PROVINCES_AROUND)


def around_commune(commune: Any) -> tuple[Neighbour, ...]:
    """The nearest communes with products or makers, also across a province's border. One query."""
    point = point_of(commune)
    if point is None:
        return ()
    others = place_counts.with_makers(within(point, _BOX_KM).exclude(pk=commune.pk))
    return _nearest(commune, others.filter(place_counts.has_products() | Q(makers__gt=0)), AROUND)


def within(point: Point, km: float) -> Any:
    """Communes of today whose middle lies in a box that holds everything within so many kilometres."""
    (south, west), (north, east) = box_around(point, km)
    communes = apps.get_model("ocop_regions", "Place").objects.communes().in_force().select_related("parent")
    return communes.filter(latitude__range=(south, north), longitude__range=(west, east))


def _nearest(place: Any, others: Iterable[Any], most: int) -> tuple[Neighbour, ...]:
    here = point_of(place)
    if here is None:
        return ()
    reached = [(distance_km(here, there), other.code, other) for other in others if (there := point_of(other))]
    nearest = sorted(reached, key=lambda near: near[:2])[:most]
    return tuple(Neighbour(other, round(km), makers=getattr(other, "makers", 0)) for km, _code, other in nearest)
