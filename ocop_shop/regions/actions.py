"""Writing places: the carried data into the tables, and what editors say of a place."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import asdict, dataclass
from itertools import groupby
from typing import Any

from django.db import transaction
from oscar.core.loading import get_model

from ocop_shop.auditing import actions as audit
from ocop_shop.core import clock, text

from . import data_files
from .data_files import CarriedPlaces, PlaceFacts, natural_key

FACTS = ("kind", "name", "name_key", "parent_id", "valid_until", "latitude", "longitude", "aliases")
BATCH = 1000
_EMPTY_LINE = re.compile(r"\n[^\S\n]*\n")


@dataclass(frozen=True)
class Tally:
    """What a load did, or would do, to the rows of one table."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0


@dataclass(frozen=True)
class LoadReport:
    """What `load_places` did, or on a dry run would do, table by table."""

    macro_regions: Tally
    places: Tally
    successions: Tally
    dry_run: bool

    @property
    def changed(self) -> bool:
        """Whether any row is new or different."""
        return any(tally.created or tally.updated for tally in (self.macro_regions, self.places, self.successions))

    def as_dict(self) -> dict[str, Any]:
        """The report as plain values, for JSON."""
        return asdict(self)


def load_places(*, dry_run: bool = False) -> LoadReport:
    """Bring the tables of places up to the data this version carries; repeating it changes nothing.

    Names, kinds, days and centres follow the data. Slugs and macro-regions are a shop's own once they are set, and so
    are the names of macro-regions. Nothing is ever deleted. Raises `PlaceDataError` when the data contradict
    themselves; the tables are then as they were.
    """
    carried = data_files.read()
    with transaction.atomic():
        macro_regions, region_ids = _load_macro_regions(carried, dry_run)
        places, place_ids = _load_places(carried, region_ids, dry_run)
        successions = _load_successions(carried, place_ids, dry_run)
        report = LoadReport(macro_regions, places, successions, dry_run)
        if report.changed and not dry_run:
            audit.record("places.loaded", "ocop_regions", after=report.as_dict())
    return report


@transaction.atomic
def introduce(place: Any, *, intro: str, intro_en: str = "", actor: object | None = None) -> bool:
    """Let the page of `place` say this of it, in Vietnamese and English; returns whether that is anything new.

    An empty line parts two paragraphs. Repeating it changes nothing. The audit log keeps how long the texts are, not
    the texts: an entry cannot be taken back, and people may be named in them.
    """
    locked = get_model("ocop_regions", "Place").objects.select_for_update().get(pk=place.pk)
    words = {"intro": _paragraphs(intro), "intro_en": _paragraphs(intro_en)}
    before = {name: getattr(locked, name) for name in words}
    for kept in (locked, place):
        for name, said in words.items():
            setattr(kept, name, said)
    if before == words:
        return False
    locked.intro_changed_at = place.intro_changed_at = clock.now()
    locked.save(update_fields=[*words, "intro_changed_at"])
    lengths = [{name: len(said) for name, said in side.items()} for side in (before, words)]
    audit.record("place.introduced", f"place:{place.pk}", actor=actor, before=lengths[0], after=lengths[1])
    return True


def _paragraphs(words: str) -> str:
    cleaned = (text.clean(part) for part in _EMPTY_LINE.split(words.replace("\r\n", "\n")))
    return "\n\n".join(part for part in cleaned if part)


def _load_macro_regions(carried: CarriedPlaces, dry_run: bool) -> tuple[Tally, dict[str, int]]:
    model = get_model("ocop_regions", "MacroRegion")
    known = set(model.objects.select_for_update().order_by("pk").values_list("code", flat=True))
    missing = [
        model(code=facts.code, name=facts.name, name_en=facts.name_en, position=facts.position)
        for facts in carried.macro_regions
        if facts.code not in known
    ]
    if not dry_run:
        model.objects.bulk_create(missing)
    ids = dict(model.objects.select_for_update().values_list("code", "pk"))
    return Tally(created=len(missing), unchanged=len(carried.macro_regions) - len(missing)), ids


def _load_places(carried: CarriedPlaces, region_ids: dict[str, int], dry_run: bool) -> tuple[Tally, dict[str, int]]:
    model = get_model("ocop_regions", "Place")
    known = {
        natural_key(place.level, place.code, place.valid_from): place
        for place in model.objects.select_for_update().order_by("pk")
    }
    ids = {key: place.pk for key, place in known.items()}
    created: list[Any] = []
    updated: list[Any] = []
    # Parents stand before their children, a level at a time, so that a child finds its parent's key.
    for _level, group in groupby(carried.places, key=lambda facts: facts.row.level):
        new = [facts for facts in group if not _update(known.get(str(facts.row.key)), facts, ids, region_ids, updated)]
        rows = [_build(model, facts, ids, region_ids) for facts in new]
        if not dry_run:
            model.objects.bulk_create(rows, BATCH)
        ids.update((str(facts.row.key), row.pk) for facts, row in zip(new, rows, strict=True))
        created += rows
    if not dry_run:
        model.objects.bulk_update(updated, [name.removesuffix("_id") for name in (*FACTS, "macro_region_id")], BATCH)
    return _tally(len(carried.places), created, updated), ids


def _update(place: Any, facts: PlaceFacts, ids: dict[str, int], region_ids: dict[str, int], updated: list[Any]) -> bool:
    """Whether `place` exists; when it differs from `facts`, it is brought in line and added to `updated`."""
    if place is None:
        return False
    wanted = _values(facts, ids)
    if place.macro_region_id is None:
        wanted["macro_region_id"] = region_ids.get(facts.macro_region)
    differing = {name: value for name, value in wanted.items() if getattr(place, name) != value}
    for name, value in differing.items():
        setattr(place, name, value)
    if differing:
        updated.append(place)
    return True


def _build(model: Callable[..., Any], facts: PlaceFacts, ids: dict[str, int], region_ids: dict[str, int]) -> Any:
    row = facts.row
    return model(
        level=row.level,
        code=row.code,
        slug=facts.slug,
        valid_from=row.valid_from,
        macro_region_id=region_ids.get(facts.macro_region),
        **_values(facts, ids),
    )


def _values(facts: PlaceFacts, ids: dict[str, int]) -> dict[str, Any]:
    row = facts.row
    parent_id = None if row.parent is None else ids.get(str(row.parent))
    aliases = " ".join(row.aliases)
    named = (row.kind, row.name, text.key(row.name))
    values = (*named, parent_id, row.valid_until, facts.latitude, facts.longitude, aliases)
    return dict(zip(FACTS, values, strict=True))


def _load_successions(carried: CarriedPlaces, ids: dict[str, int], dry_run: bool) -> Tally:
    model = get_model("ocop_regions", "Succession")
    known = {(link.old_id, link.new_id, link.on): link for link in model.objects.select_for_update().order_by("pk")}
    created: list[Any] = []
    updated: list[Any] = []
    for facts in carried.successions:
        old, new = ids.get(str(facts.old)), ids.get(str(facts.new))
        link = known.get((old, new, facts.on))
        if link is None:
            values = {"on": facts.on, "is_default": facts.is_default, "instrument": facts.instrument}
            created.append(model(old_id=old, new_id=new, **values))
        elif (link.is_default, link.instrument) != (facts.is_default, facts.instrument):
            link.is_default, link.instrument = facts.is_default, facts.instrument
            updated.append(link)
    if not dry_run:
        model.objects.bulk_create(created, BATCH)
        model.objects.bulk_update(updated, ["is_default", "instrument"], BATCH)
    return _tally(len(carried.successions), created, updated)


def _tally(total: int, created: list[Any], updated: list[Any]) -> Tally:
    return Tally(len(created), len(updated), total - len(created) - len(updated))
