"""What it costs to send a basket: for each maker the ways that there are, and the one that is taken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db.models import Q

from ocop_shop.ordering import destinations, makers

from . import rates
from .rates import Basis, Parcel, Place
from .weights import grams_of


@dataclass(frozen=True)
class Quote:
    """One way in which the goods of a maker can come, and what it costs in whole đồng."""

    way: int
    kind: str
    name: str
    where: str
    charge: Decimal
    days_from: int | None
    days_to: int | None


@dataclass(frozen=True)
class Sending:
    """The goods of one maker (None: of makers that are not on record): where from, all quotes, and the one taken.

    Without a quote they cannot be sent there.
    """

    producer: Any | None
    lines: tuple[Any, ...]
    ships_from: str
    quotes: tuple[Quote, ...]
    taken: Quote | None

    @property
    def key(self) -> int:
        """The producer's key, 0 where there is none."""
        return self.producer.pk if self.producer else 0


def sendings(lines: Iterable[Any], address: Any | None, chosen: Mapping[int, int] | None = None) -> list[Sending]:
    """How the lines of a basket come to `address`, maker by maker in the order of the basket.

    `chosen` is the way that a buyer chose for a maker, by their keys; the first that is possible otherwise. Without an
    address everything is reckoned as far. Lines that need no sending are left out. At most four queries.
    """
    groups: dict[int, tuple[Any, list[Any]]] = {}
    for line in lines:
        if line.product.is_shipping_required:
            producer = makers.producer_of(line.product)
            groups.setdefault(producer.pk if producer else 0, (producer, []))[1].append(line)
    if not groups:
        return []
    ways, to = _ways(groups), _destination(address)
    places = _places([producer for producer, _lines in groups.values() if producer])
    return [
        _sending(producer, members, ways.get(key) or ways.get(0, []), to, places, (chosen or {}).get(key))
        for key, (producer, members) in groups.items()
    ]


def is_set_up() -> bool:
    """Whether the shop has said how anything is sent."""
    return bool(apps.get_model("ocop_delivery", "Way").objects.filter(is_active=True).exists())


def _sending(
    producer: Any, lines: list[Any], ways: Sequence[Any], to: Place, places: Mapping[int, Any], chosen: int | None
) -> Sending:
    home = _home(producer, places)
    parcel = Parcel(
        sum(line.quantity * grams_of(line.product) for line in lines),
        int(sum((line.line_price_incl_tax_incl_discounts or 0) for line in lines)),
    )
    found = [quote for way in ways if (quote := _quote(way, rates.zone_between(home, to), parcel))]
    taken = next((quote for quote in found if quote.way == chosen), found[0] if found else None)
    return Sending(producer, tuple(lines), _from(producer, places), tuple(found), taken)


def _quote(way: Any, zone: str, parcel: Parcel) -> Quote | None:
    bands = [
        rates.Band(band.zone, band.starts_at, band.charge, band.days_from, band.days_to) for band in way.bands.all()
    ]
    if way.kind == "pickup" and not bands:
        bands = [rates.Band("country", 0, 0)]  # fetching costs nothing unless somebody says so
    found = rates.rate(bands, Basis(way.basis), zone, parcel, way.free_from)
    if found is None:
        return None
    return Quote(way.pk, way.kind, way.display_name, way.where, Decimal(found.charge), found.days_from, found.days_to)


def _ways(producers: Iterable[int]) -> dict[int, list[Any]]:
    ways = apps.get_model("ocop_delivery", "Way").objects.filter(is_active=True).prefetch_related("bands")
    found: dict[int, list[Any]] = {}
    for way in ways.filter(Q(producer=None) | Q(producer__in=[key for key in producers if key])):
        found.setdefault(way.producer_id or 0, []).append(way)
    return found


def _destination(address: Any | None) -> Place:
    commune = destinations.find(address.state, address.line4) if address else None
    if commune is None:
        return Place()
    return Place(commune.pk, commune.parent_id, commune.parent.macro_region_id)


def _places(producers: Sequence[Any]) -> dict[int, Any]:
    keys = {key for producer in producers for key in (producer.province_id, producer.commune_id) if key}
    return dict(apps.get_model("ocop_regions", "Place").objects.in_bulk(keys)) if keys else {}


def _home(producer: Any | None, places: Mapping[int, Any]) -> Place:
    if producer is None:
        return Place()
    province = places.get(producer.province_id)
    return Place(producer.commune_id, producer.province_id, province.macro_region_id if province else None)


def _from(producer: Any | None, places: Mapping[int, Any]) -> str:
    """Where the goods leave, from the commune up."""
    if producer is None:
        return ""
    found = (places.get(producer.commune_id), places.get(producer.province_id))
    return ", ".join(place.full_name if place.level == "commune" else place.name for place in found if place)
