"""What sending costs, by zone and by weight or price. Plain Python; amounts are whole đồng, weights grams."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

ZONES = ("commune", "province", "region", "country")
"""From near to far: the commune of the maker, its province, its macro-region, the whole country."""


class Basis(StrEnum):
    """What the bands of a way are about."""

    FLAT = "flat"
    WEIGHT = "weight"
    PRICE = "price"


@dataclass(frozen=True)
class Band:
    """From `starts_at` on (grams, or đồng of goods) sending within `zone` costs `charge`, and takes these days."""

    zone: str
    starts_at: int
    charge: int
    days_from: int | None = None
    days_to: int | None = None


@dataclass(frozen=True)
class Parcel:
    """What one maker sends: its weight in grams and the price of the goods in đồng."""

    grams: int
    goods: int


@dataclass(frozen=True)
class Rate:
    """The charge for a parcel, with the days that it takes where they are known."""

    charge: int
    days_from: int | None = None
    days_to: int | None = None


@dataclass(frozen=True)
class Place:
    """A commune, its province and its macro-region by key; None for what is not known."""

    commune: int | None = None
    province: int | None = None
    region: int | None = None

    @property
    def parts(self) -> tuple[int | None, int | None, int | None]:
        """From near to far."""
        return self.commune, self.province, self.region


def zone_between(home: Place, to: Place) -> str:
    """The narrowest zone that holds both places; what is not known of one of them is taken as far."""
    for zone, one, other in zip(ZONES, home.parts, to.parts, strict=False):
        if one is not None and one == other:
            return zone
    return ZONES[-1]


def rate(bands: Iterable[Band], basis: Basis, zone: str, parcel: Parcel, free_from: int | None = None) -> Rate | None:
    """What it costs to send `parcel` within `zone`; None where no band says so, and it is not sent.

    A zone without bands of its own costs what the next wider one costs. In a zone the band counts that starts highest
    and not above the parcel. From `free_from` đồng of goods on, it costs nothing.
    """
    listed = list(bands)
    measure = {Basis.FLAT: 0, Basis.WEIGHT: parcel.grams, Basis.PRICE: parcel.goods}[basis]
    for wider in ZONES[ZONES.index(zone) :]:
        within = [band for band in listed if band.zone == wider and band.starts_at <= measure]
        if within:
            band = max(within, key=lambda one: one.starts_at)
            is_free = free_from is not None and parcel.goods >= free_from
            return Rate(0 if is_free else band.charge, band.days_from, band.days_to)
    return None
