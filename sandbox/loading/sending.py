"""How the demo shop sends: every producer by post with a price by distance, and two that do it their own way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.apps import apps

# Zone -> charge in đồng, days at least, days at most.
_POST = {
    "commune": (15_000, 1, 1),
    "province": (20_000, 1, 2),
    "region": (25_000, 2, 3),
    "country": (30_000, 3, 5),
}
_HEAVY = {0: 30_000, 2_000: 45_000, 5_000: 70_000, 10_000: 110_000}


def load(producers: Mapping[str, Any]) -> int:
    """Make the ways where the shop has none; returns how many there are."""
    ways = apps.get_model("ocop_delivery", "Way").objects
    if not ways.exists():
        post = ways.create(name="Giao tận nhà", name_en="Home delivery", free_from=500_000)
        for zone, (charge, days_from, days_to) in _POST.items():
            post.bands.create(zone=zone, charge=charge, days_from=days_from, days_to=days_to)
        first, second = sorted(producers.values(), key=lambda producer: producer.pk)[:2]
        _by_weight(ways, first)
        _fetched(ways, second)
    return int(ways.count())


def _by_weight(ways: Any, producer: Any) -> None:
    way = ways.create(producer=producer, name="Giao theo cân nặng", name_en="Delivery by weight", basis="weight")
    for grams, charge in _HEAVY.items():
        way.bands.create(starts_at=grams, charge=charge, days_from=2, days_to=5)


def _fetched(ways: Any, producer: Any) -> None:
    way = ways.create(producer=producer, name="Giao tận nhà", name_en="Home delivery", free_from=300_000)
    way.bands.create(charge=25_000, days_from=2, days_to=4)
    where = producer.commune.full_name if producer.commune else "Tại cơ sở"
    ways.create(
        producer=producer,
        kind="pickup",
        name="Nhận tại nơi làm ra",
        name_en="Fetch it where it is made",
        where=where,
        position=1,
    )
