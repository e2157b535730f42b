"""Profiles of the demo's makers: a story in parts, pictures; for invented ones people, awards, rights and counters too.

Of real makers nothing is invented: their story is what was published, and steps tell how such goods are made anywhere.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from ocop_shop.producers import actions

from . import files

_AGREED = "Nhân vật được đặt ra cho bản dùng thử."
_MOST_GOODS = 3
_YEARS = range(1985, 2021)


def load(producers: Mapping[str, Any]) -> None:
    """Fill the profiles that nobody has written in yet."""
    told = json.loads((files.FOLDER / "profiles.json").read_text(encoding="utf-8"))
    for key, producer in producers.items():
        producer.refresh_from_db()
        if producer.story_parts:
            continue
        own = told["profiles"].get(key, {})
        album = _album(producer, told["landscapes"])
        values = {"story": _story(producer, own, album), **_beside(producer, key, own)}
        actions.rewrite(producer, values, base={})


def _album(producer: Any, landscapes: Mapping[str, Any]) -> list[str]:
    """The names of the pictures of `producer`: the banner, another landscape of the place, and its goods."""
    for picture in producer.pictures.all():
        words = landscapes.get(picture.image.name.rpartition("/")[2].partition(".")[0], {})
        picture.alt, picture.alt_en = words.get("alt", ""), words.get("alt_en", "")
        picture.save(update_fields=["alt", "alt_en"])
    places = [producer.commune.code if producer.commune else "", producer.province.code if producer.province else ""]
    shown = {picture.image.name for picture in producer.pictures.all()}
    for path in files.fitting_landscapes(*places)[:2]:
        name = files.stored(path, "producers")
        if name not in shown and producer.pictures.count() < 2:
            producer.pictures.create(image=name, position=1, **landscapes.get(path.stem, {}))
    for number, origin in enumerate(producer.provenances.select_related("product").order_by("pk")[:_MOST_GOODS]):
        name = files.stored(files.PICTURES / "products" / f"{origin.product.slug}.webp", "producers")
        if name:
            english = origin.name_en or origin.product.title
            words = {"alt": f"Tranh vẽ: {origin.product.title}", "alt_en": f"Drawing: {english}"}
            producer.pictures.create(image=name, position=10 + number, **words)
    return [f"picture:{picture.pk}" for picture in producer.pictures.order_by("position", "pk")]


def _story(producer: Any, own: Mapping[str, Any], album: list[str]) -> list[dict[str, Any]]:
    parts = [_part(producer, "text", {"text": producer.story, "text_en": producer.story_en}, 0)]
    if "about" in own:
        parts.append(_part(producer, "text", own["about"], 1))
    landscapes = [name for name in album if _is_landscape(producer, name)][1:]
    parts += [_part(producer, "picture", {"image": name}, 2) for name in landscapes]
    for number, kind in enumerate(("steps", "quote", "video"), start=3):
        if kind in own:
            parts.append(_part(producer, kind, own[kind], number))
    return parts


def _is_landscape(producer: Any, name: str) -> bool:
    return bool(producer.pictures.filter(pk=name.partition(":")[2], position__lt=10).exists())


def _part(producer: Any, kind: str, value: Mapping[str, Any], number: int) -> dict[str, Any]:
    return {"type": kind, "value": value, "id": str(uuid5(NAMESPACE_URL, f"{producer.slug}/{number}"))}


def _beside(producer: Any, key: str, own: Mapping[str, Any]) -> dict[str, Any]:
    """What an invented maker has beside its story; nothing for a real one."""
    if not key.startswith("inv-"):
        return {}
    empty = {"role_en": "", "quote_en": "", "picture": "", "consent": True, "consent_note": _AGREED}
    place = {"province": _code(producer.province), "commune": _code(producer.commune), "phone": "", "hours": ""}
    door = {"name": "Bán tại chỗ", "address": producer.address_as_printed.partition(",")[0], "hours": "8:00–17:00"}
    return {
        "since": own.get("since") or _YEARS[zlib.crc32(key.encode()) % len(_YEARS)],
        "people": _numbered(own.get("people", ()), empty),
        "awards": _numbered(own.get("awards", ()), {"title_en": "", "issuer": "", "year": None}),
        "rights": _numbered(own.get("rights", ()), {"office": "", "valid_from": "", "valid_until": ""}),
        "points": _numbered(own.get("points", [door]), place),
    }


def _numbered(rows: Any, empty: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [{"id": f"new-{number}", **empty, **row} for number, row in enumerate(rows)]


def _code(place: Any) -> str:
    return place.code if place else ""
