"""What there is near the chosen place: communes by distance and the first of their products."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Any

from django.apps import apps

from ocop_shop.regions.distance import distance_km

from . import cards, freshness, place_counts, place_parts, queries
from .nearby import ChosenPlace

RADIUS_KM = 120
COMMUNES = 16
CARDS = 8
_MOST_ROWS = 200


@dataclass(frozen=True)
class Near:
    """A commune with products or makers; `km` is None where only a province was chosen."""

    place: Any
    km: int | None
    products: int
    makers: int


@dataclass(frozen=True)
class Nearby:
    """The nearest communes and cards of their products, nearest first; `others` counts the communes left out."""

    communes: tuple[Near, ...]
    others: int
    cards: list[cards.Card]


def nearby(chosen: ChosenPlace) -> Nearby:
    """What lies within 120 km of a chosen commune, or in a chosen province. Six queries and those of freshness."""
    freshness.ensure_true()
    listed = list(place_counts.with_makers(_communes(chosen)))
    counts = place_counts.by_commune(place_counts.rows_of_communes(listed))
    told = [Near(place, _km(chosen, place), counts[place.code], place.makers) for place in listed]
    found = [near for near in told if (near.products or near.makers) and _in_reach(near)]
    found.sort(key=lambda near: (near.km or 0, -near.products, near.place.name_key, near.place.code))
    return Nearby(tuple(found[:COMMUNES]), max(0, len(found) - COMMUNES), _cards(found))


def _communes(chosen: ChosenPlace) -> Any:
    if chosen.point:
        return place_parts.within(chosen.point, RADIUS_KM)
    communes = apps.get_model("ocop_regions", "Place").objects.communes().in_force().select_related("parent")
    return communes.filter(parent__code=chosen.province_code, parent__valid_until=None)


def _km(chosen: ChosenPlace, place: Any) -> int | None:
    there = place_parts.point_of(place)
    return round(distance_km(chosen.point, there)) if chosen.point and there else None


def _in_reach(near: Near) -> bool:
    return near.km is None or near.km <= RADIUS_KM


def _cards(found: list[Near]) -> list[cards.Card]:
    """As many of the nearest communes as fill the shelf, their products in this order."""
    sums = [0, *accumulate(near.products for near in found)]
    first = [near.place for near, before in zip(found, sums, strict=False) if before < CARDS and near.products]
    order = {place.code: position for position, place in enumerate(first)}
    rows = queries.ordered(place_counts.rows_of_communes(first), "stars")[:_MOST_ROWS] if first else []
    away = {near.place.code: near.km for near in found}
    made = cards.cards(sorted(rows, key=lambda row: order[row.commune_code])[:CARDS])
    return [replace(card, distance=away.get(card.commune_code)) for card in made]
