"""Producers of the demo: real ones as published, invented ones marked by their names."""

from __future__ import annotations

import zlib
from typing import Any

from django.apps import apps
from oscar.core.loading import get_model

from ocop_shop.core import text

from . import files

HOUSE_PARTNER = "Chợ Làng"


class Places:
    """Today's places by code and former provinces by name."""

    def __init__(self) -> None:
        places = apps.get_model("ocop_regions", "Place").objects
        self._today = {(place.level, place.code): place for place in places.in_force()}
        self._former = {text.tone_key(place.name): place for place in places.provinces().former()}

    def province(self, code: str) -> Any:
        """The province with this code today, or None."""
        return self._today.get(("province", code))

    def commune(self, code: str) -> Any:
        """The commune with this code today, or None."""
        return self._today.get(("commune", code))

    def former_province(self, name: str) -> Any:
        """The province of this name that ended in 2025, or None."""
        return self._former.get(text.tone_key(name))


def load(places: Places) -> dict[str, Any]:
    """All producers of the demo by their id in the files."""
    found: dict[str, Any] = {}
    for row in [*files.rows("producers"), *files.rows("invented_producers")]:
        found[row["id"]] = _producer(row, places)
    return found


def house_partner() -> Any:
    """The shop itself as seller, for goods whose maker is not known."""
    return get_model("partner", "Partner").objects.get_or_create(code="cho-lang", defaults={"name": HOUSE_PARTNER})[0]


def _producer(row: dict[str, str], places: Places) -> Any:
    partner = get_model("partner", "Partner").objects.get_or_create(
        code=row["id"][:128], defaults={"name": row["name_vi"]}
    )[0]
    producer, _created = apps.get_model("ocop_producers", "Producer").objects.update_or_create(
        slug=row["id"],
        defaults={
            "kind": row["type"],
            "name": row["name_vi"],
            "name_en": row["name_en"],
            "brand": row.get("brand", ""),
            "partner": partner,
            "province": places.province(row["province_code"]),
            "commune": places.commune(row["commune_code"]),
            "address_as_printed": row.get("address_as_printed") or row.get("address", ""),
            "story": row["story_vi"],
            "story_en": row["story_en"],
            **_contact(row["id"]),
        },
    )
    _banner(producer)
    return producer


def _contact(key: str) -> dict[str, Any]:
    """Invented makers can be asked at an invented address; of real ones nothing is published here."""
    if not key.startswith("inv-"):
        return {}
    return {"email": f"{key.removeprefix('inv-')}@example.com", "publish_email": True}


def _banner(producer: Any) -> None:
    """A landscape that suits the producer's place, always the same one for the same producer."""
    if producer.pictures.exists():
        return
    fitting = files.fitting_landscapes(
        producer.commune.code if producer.commune else "", producer.province.code if producer.province else ""
    )
    chosen = fitting[zlib.crc32(producer.slug.encode()) % len(fitting)]
    producer.pictures.create(image=files.stored(chosen, "producers"), caption="")
