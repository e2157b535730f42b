"""Places of any time that somebody asks for, by slug, by code or by a name as people type it; never a guess.

A code or a name may have belonged to several: all of them are the answer, and whoever asks has to choose.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from oscar.core.loading import get_model

from ocop_shop.core import clock, text

from . import address as printing
from .address import Unit
from .managers import PlaceQuerySet
from .names import bare_name, tone_name

MAX_LENGTH = 120
MOST = 200
_LEVELS = ("province", "commune", "district")
_ABOVE = "parent__parent"


@dataclass(frozen=True)
class Match:
    """A place of any time, and what exists of it today, the main part first; itself while it exists."""

    place: Any
    today: tuple[Any, ...]


def by_slug(slug: str) -> Any | None:
    """The place whose page has this slug, or None. One query."""
    return _places().filter(slug=slug).first()


def by_code(code: str, level: str = "", on: date | None = None) -> list[Match]:
    """All that ever bore this code, or bore it on `on`; what exists today first. One query and those of `matches`."""
    if not (code.isascii() and code.isdigit() and len(code) <= 8):
        return []
    found = _places().filter(code=code)
    found = found.filter(level=level) if level else found
    return matches(_in_order(found.in_force(on) if on else found))


def by_name(words: str) -> list[Match]:
    """All that bear or bore this name: "Tiểu Cần", "xa tieu can, tra vinh", "tp hcm".

    Behind a comma, or before a further unit word, stand the larger units that it lies or lay in. A name with its marks
    is not taken for one with others, as long as one with these is known. At most four queries and those of `matches`.
    """
    words = text.clean(words)[:MAX_LENGTH]
    units = printing.split(words)
    if not units or not text.key(words):
        return []
    found = _called(units[0])
    if len(units) == 1 and units[0].kind and words.isascii():
        found += _called(Unit("", words, words))  # "quan son" is no urban district called Sơn
    marked = _as_marked(found, units[0], words)
    told = matches(_in_order({place.pk: place for place in marked}.values()))
    return _within(told, units[1:]) if len(units) > 1 else told


def beginning_with(words: str, limit: int = 20) -> list[Any]:
    """Places of today whose name begins with `words`, for somebody whose name was not found. One query."""
    key = text.key(words)[:MAX_LENGTH]
    if len(key) < 2:
        return []
    return list(_places().exclude(level="district").in_force().filter(name_key__startswith=key)[:limit])


def matches(places: Iterable[Any], on: date | None = None) -> list[Match]:
    """Each of the places with what exists of it on `on` (default: today), as many queries as there were changes.

    A district is followed through the communes it had.
    """
    day = on or clock.today()
    listed = list(places)
    after = _after(listed, day)
    return [Match(place, tuple(_heirs(place, after, day))) for place in listed]


def _called(unit: Unit) -> list[Any]:
    """Those of this name and kind; without such, those of this name, since many a xã became a phường."""
    key, bare = text.key(unit.name), bare_name(unit.name)
    if not key:
        return []
    found = list(_places().filter(name_key=key)[:MOST])
    if not found:
        found = [p for p in _places().filter(aliases__contains=bare)[:MOST] if bare in p.aliases.split()]
    if not unit.kind:
        return found
    return [place for place in found if place.kind == unit.kind] or ([] if key.isdigit() else found)


def _as_marked(found: list[Any], unit: Unit, words: str) -> list[Any]:
    if words.isascii():
        return found
    names = {tone_name(unit.name), tone_name(words)}
    return [place for place in found if tone_name(place.name) in names] or found


def _within(told: list[Match], units: Iterable[Unit]) -> list[Match]:
    """Those that lie or lay in all of the larger units, or are part of them today.

    Where there are none, those of today that were made of what lay there.
    """
    wanted = [{text.key(unit.name), bare_name(unit.name)} for unit in units]
    direct = [match for match in told if _holds(wanted, [*_all_above(match.place, *match.today), *match.today])]
    if direct or not told:
        return direct
    old = get_model("ocop_regions", "Succession").objects.select_related(f"old__{_ABOVE}")
    before: dict[int, list[Any]] = {}
    for link in old.filter(new__in=[match.place.pk for match in told]):
        before.setdefault(link.new_id, []).append(link.old)
    return [match for match in told if _holds(wanted, _all_above(*before.get(match.place.pk, ())))]


def _holds(wanted: Iterable[set[str]], units: Sequence[Any]) -> bool:
    names = {unit.name_key for unit in units} | {alias for unit in units for alias in unit.aliases.split()}
    return all(names & forms for forms in wanted)


def _all_above(*places: Any) -> list[Any]:
    return [unit for place in places for unit in _above(place)]


def _above(place: Any) -> Iterable[Any]:
    while place.parent is not None:
        place = place.parent
        yield place


def _in_order(places: Iterable[Any]) -> list[Any]:
    """What exists today before what has ended, provinces before communes, the rest by code."""
    return sorted(places, key=lambda p: (p.valid_until is not None, _LEVELS.index(p.level), p.code, p.pk))


def _after(listed: list[Any], day: date) -> dict[int, list[Any]]:
    """What stands behind each ended place, step by step until all that is reached exists."""
    after: dict[int, list[Any]] = {}
    ended = [place.pk for place in listed if place.level == "district" and not place.exists_on(day)]
    for commune in _places().communes().filter(parent__in=ended) if ended else ():
        after.setdefault(commune.parent_id, []).append(commune)
    waiting = {p.pk for p in (*listed, *(c for found in after.values() for c in found)) if not p.exists_on(day)}
    links = get_model("ocop_regions", "Succession").objects.select_related("new__parent__macro_region")
    while waiting:
        step = list(links.filter(old__in=waiting, on__lte=day).order_by("-is_default", "new__code"))
        for link in step:
            after.setdefault(link.old_id, []).append(link.new)
        waiting = {link.new_id for link in step if not link.new.exists_on(day)} - after.keys()
    return after


def _heirs(place: Any, after: dict[int, list[Any]], day: date) -> list[Any]:
    if place.exists_on(day):
        return [place]
    found: dict[int, Any] = {}
    for heir in after.get(place.pk, ()):
        for last in _heirs(heir, after, day):
            found.setdefault(last.pk, last)
    return list(found.values())


def _places() -> PlaceQuerySet:
    places: PlaceQuerySet = get_model("ocop_regions", "Place").objects.select_related(_ABOVE, "parent__macro_region")
    return places
