"""All that is held of somebody as one file: JSON for programs, a page for people, and pictures and papers beside it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePath
from tempfile import SpooledTemporaryFile
from typing import IO, Any, Final
from zipfile import ZIP_DEFLATED, ZipFile

from django.conf import settings as django_settings
from django.db.models.fields.files import FieldFile
from django.http import FileResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from ocop_shop.core import clock, personal, text
from ocop_shop.core.personal import Person

from . import reading

_IN_MEMORY: Final = 4 * 1024 * 1024


@dataclass(frozen=True)
class Held:
    """What one holder has of somebody."""

    name: str
    title: str
    stays: str
    rows: list[dict[str, Any]]

    @property
    def count(self) -> int:
        """How many things that are."""
        return len(self.rows)


def held(whose: Any) -> Iterator[Held]:
    """All that is held of a `Person` or a producer, by holder; those that have nothing are left out."""
    for holder in personal.holders():
        rows = holder.of_person(whose) if isinstance(whose, Person) else holder.of_producer(whose)
        if listed := [dict(row) for row in rows]:
            yield Held(holder.name, str(holder.title), holder.stays(), listed)


def kinds_of_producer() -> list[Held]:
    """What may be held of a producer, in words: no row is read for it."""
    told = [holder for holder in personal.holders() if holder.tells_producers]
    return [Held(holder.name, str(holder.title), holder.stays(), []) for holder in told]


def archive(whose: Any, about: str) -> FileResponse:
    """The file to download, in the language in force. No cache keeps a copy. `about` says of whom it is."""
    # Closed by the response, once it was sent.
    file: IO[bytes] = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115
    write(file, held(whose), about)
    file.seek(0)
    called = text.slug(_("my data"))
    name = f"{called or 'data'}-{clock.today()}.zip"
    answer = FileResponse(file, as_attachment=True, filename=name, content_type="application/zip")
    answer["Cache-Control"] = "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def write(file: IO[bytes], found: Iterable[Held], about: str) -> None:
    """Write the archive into `file`: data.json, data.html and what they name under files/."""
    with ZipFile(file, "w", ZIP_DEFLATED) as packed:
        parts = [_with_files(packed, part) for part in found]
        said = {
            "shop": getattr(django_settings, "OSCAR_SHOP_NAME", ""),
            "about": about,
            "made_at": clock.now().astimezone(clock.VIETNAM).isoformat(timespec="seconds"),
            "held": [vars(part) for part in parts],
        }
        packed.writestr("data.json", json.dumps(said, ensure_ascii=False, indent=1))
        read = [{**vars(part), "rows": [reading.shown(row) for row in part.rows]} for part in parts]
        context = {**said, "made_at": reading.shown(said["made_at"]), "held": read}
        packed.writestr("data.html", render_to_string("ocop_shop/personal/export.html", context))


def _with_files(packed: ZipFile, part: Held) -> Held:
    """The same with the place in the archive for every file; one that is not there any more is left out."""
    rows = []
    for number, row in enumerate(part.rows, 1):
        said = {}
        for place, (name, value) in enumerate(row.items(), 1):
            said[name] = (
                _packed(packed, value, f"{part.name}-{number}-{place}") if isinstance(value, FieldFile) else value
            )
        rows.append(said)
    return Held(part.name, part.title, part.stays, rows)


def _packed(packed: ZipFile, file: FieldFile, name: str) -> str | None:
    if not file.name:
        return None
    place = f"files/{name}{PurePath(file.name).suffix.lower()}"
    try:
        with file.storage.open(file.name, "rb") as source:
            packed.writestr(place, source.read())
    except FileNotFoundError:
        return None
    return place
