"""Choosing a place: by province and commune, or by typing a name of today or of before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps

from ocop_shop.core import text
from ocop_shop.regions import finding
from ocop_shop.regions.finding import Match

from . import nearby

MOST = 60


@dataclass(frozen=True)
class Option:
    """A place of today to choose; `was` is the former unit by whose name it was found, `key` what a form sends."""

    place: Any
    was: Any | None = None

    @property
    def key(self) -> str:
        """The place as a form names it."""
        return nearby.key_of(self.place)


@dataclass(frozen=True)
class Chooser:
    """What the form shows: the words typed, what they may mean, the province chosen and its communes.

    `is_guess`: nothing bears the name that was typed, the options only begin like it.
    """

    words: str = ""
    options: tuple[Option, ...] = ()
    is_guess: bool = False
    province: Any | None = None
    communes: tuple[Any, ...] = ()


def sent(data: Mapping[str, str]) -> Any | None:
    """The place that a form named by its key, or by the code of a commune or province of today; None for nonsense."""
    key = data.get("place", "")
    if not key and (data.get("commune") or data.get("province")):
        level = "commune" if data.get("commune") else "province"
        key = f"{level}:{data.get(level, '')}"
    return nearby.place_of(key) if key else None


def by_words(words: str) -> Chooser:
    """What the words may mean. One option that is no guess needs no further question."""
    words = text.clean(words)[: finding.MAX_LENGTH]
    options = _options(finding.by_name(words))
    if options or not words:
        return Chooser(words, options)
    return Chooser(words, tuple(Option(place) for place in finding.beginning_with(words)), is_guess=True)


def of_province(code: str) -> Chooser:
    """The communes of one province; nothing but the form where no province has this code. Two queries."""
    places = apps.get_model("ocop_regions", "Place").objects
    province = nearby.place_of(f"province:{code}")
    if province is None:
        return Chooser()
    communes = places.communes().in_force().filter(parent=province).order_by("name_key", "code")
    return Chooser(province=province, communes=tuple(communes.only("code", "kind", "name")))


def _options(matches: Iterable[Match]) -> tuple[Option, ...]:
    found: dict[int, Option] = {}
    for match in matches:
        for place in match.today:
            is_itself = place.pk == match.place.pk
            if is_itself or place.pk not in found:
                found[place.pk] = Option(place, None if is_itself else match.place)
    return tuple(found.values())[:MOST]
