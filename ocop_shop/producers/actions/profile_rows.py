"""The lists of a profile, written into their tables: rows that are named stay, others go, new ones come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.apps import apps
from django.core.files.base import ContentFile, File

from ocop_shop.core import clock
from ocop_shop.producers.profile_values import row_key

from .consents import drop_file, note

Files = Mapping[str, "File[bytes]"]
Entries = Sequence[Mapping[str, Any]]


def write_pictures(producer: Any, values: Mapping[str, Any], files: Files) -> dict[str, str]:
    """Write the pictures in their order; returns the names of those that came by the names they had in the draft."""
    if "pictures" not in values:
        return {}
    rows = {f"picture:{row.pk}": row for row in producer.pictures.all()}
    for gone in rows.keys() - {entry["id"] for entry in values["pictures"]}:
        drop_file(rows[gone], "image")
        rows.pop(gone).delete()
    names = {}
    for position, entry in enumerate(values["pictures"]):
        row = rows.get(entry["id"]) or producer.pictures.model(producer=producer)
        for name in ("caption", "caption_en", "alt", "alt_en"):
            setattr(row, name, entry[name])
        row.position = position
        if not row.pk:
            if entry["id"] not in files:
                continue
            row.image = _copy(files[entry["id"]])
        row.save()
        names[entry["id"]] = f"picture:{row.pk}"
    return names


def write_lists(producer: Any, values: Mapping[str, Any]) -> None:
    """Write awards, rights and points of sale, as far as `values` name them."""
    if "awards" in values:
        _write(producer.awards, values["awards"], lambda one: {"year": one["year"] or None}, ("year",))
    if "rights" in values:
        _write(producer.ip_rights, values["rights"], _days, ("valid_from", "valid_until"))
    if "points" in values:
        _write(producer.points_of_sale, values["points"], _places, ("province", "commune"))


def write_people(producer: Any, values: Mapping[str, Any], base: Mapping[str, Any], files: Files, actor: Any) -> None:
    """Write the people. Who did not agree, or took it back since `base`, is kept without a picture and not shown."""
    if "people" not in values:
        return
    before = {entry["id"]: entry["consent"] for entry in base.get("people", ())}
    for gone in producer.people.shown().exclude(pk__in=[key for one in values["people"] if (key := row_key(one))]):
        note(producer, f"person:{gone.pk}", given=False, actor=actor)
    rows = _kept_rows(producer.people, values["people"])
    for position, entry in enumerate(values["people"]):
        row = rows.get(row_key(entry)) or producer.people.model(producer=producer)
        stood = row.consent
        agreed = bool(entry["consent"]) and (stood or not before.get(entry["id"]))
        for name in ("name", "role", "role_en", "quote", "quote_en", "consent_note"):
            setattr(row, name, entry[name])
        row.position, row.consent = position, agreed
        row.consent_at = (row.consent_at or clock.now()) if agreed else None
        _portrait(row, entry["picture"] if agreed else "", files)
        row.save()
        if agreed != stood:
            note(producer, f"person:{row.pk}", given=agreed, actor=actor)


def places_of(told: Mapping[str, Any]) -> tuple[Any, Any]:
    """Province and commune of today with the codes in `told`, each None where there is no such place."""
    places = apps.get_model("ocop_regions", "Place").objects.in_force()
    province = places.filter(level="province", code=told["province"]).first() if told["province"] else None
    commune = places.filter(level="commune", code=told["commune"]).first() if told["commune"] else None
    return province, commune if province and commune and commune.parent_id == province.pk else None


def _portrait(row: Any, wanted: str, files: Files) -> None:
    if wanted in files:
        drop_file(row, "picture")
        row.picture = _copy(files[wanted])
    elif not wanted.startswith("person:"):
        drop_file(row, "picture")
        row.picture = ""


def _copy(file: File[bytes]) -> ContentFile[bytes]:
    """What lies in the private storage, under the same name of our own for the public one."""
    with file.open("rb") as source:
        return ContentFile(source.read(), name=(file.name or "").rsplit("/", 1)[-1])


def _write(manager: Any, entries: Entries, others: Any, apart: tuple[str, ...]) -> None:
    rows = _kept_rows(manager, entries)
    for position, entry in enumerate(entries):
        row = rows.get(row_key(entry)) or manager.model(producer=manager.instance)
        told = {name: value for name, value in entry.items() if name not in {"id", *apart}}
        for name, value in {**told, **others(entry)}.items():
            setattr(row, name, value)
        row.position = position
        row.save()


def _kept_rows(manager: Any, entries: Entries) -> dict[int | None, Any]:
    """The rows that the entries name, by key; the others are deleted, and the files of theirs."""
    wanted = {row_key(entry) for entry in entries}
    rows: dict[int | None, Any] = {row.pk: row for row in manager.all()}
    for gone in rows.keys() - wanted:
        row = rows.pop(gone)
        if hasattr(row, "picture"):
            drop_file(row, "picture")
        row.delete()
    return rows


def _places(one: Mapping[str, Any]) -> dict[str, Any]:
    return dict(zip(("province", "commune"), places_of(one), strict=True))


def _days(one: Mapping[str, Any]) -> dict[str, date | None]:
    names = ("valid_from", "valid_until")
    return {name: date.fromisoformat(one[name]) if one[name] else None for name in names}
