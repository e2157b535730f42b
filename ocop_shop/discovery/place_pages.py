"""The page of a place: a province or commune of today, or one of the 63 provinces of the old map.

Other former units have no page of their own: `answer` names the place of today that they lead to, or what to choose
from where that cannot be known.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import Max

from ocop_shop.certification.rules import STARS
from ocop_shop.core import clock
from ocop_shop.regions import lookup
from ocop_shop.regions.finding import Match

from . import cards, freshness, last_changes, place_counts, place_map, place_parts, places
from .heads import Head
from .last_changes import latest
from .parameters import Query
from .people import Maker
from .place_counts import Tally
from .place_history import Before, after, before, is_of_the_old_map
from .place_map import PlaceMap
from .place_parts import Child, Neighbour

CARDS = 12
MAKERS = 6


@dataclass(frozen=True)
class PlacePage:
    """All that the page of `place` shows. `today` is what exists of a former province, `shelf` asks for its goods."""

    place: Any
    is_former: bool
    above: tuple[Any, ...]
    before: tuple[Before, ...]
    today: tuple[Any, ...]
    tally: Tally
    cards: list[cards.Card]
    makers: list[Maker]
    all_makers: int
    shelf: Query
    children: tuple[Child, ...]
    districts: tuple[Any, ...]
    neighbours: tuple[Neighbour, ...]
    map: PlaceMap

    @property
    def is_indexable(self) -> bool:
        """Whether it says more than a name: provinces always do, a commune with products, makers or words."""
        spoken = self.tally.products or self.all_makers or self.place.intro
        return self.place.level == "province" or bool(spoken)

    @property
    def macro_region(self) -> Any:
        """The macro-region that the place lies in today, if it is known."""
        return next(
            (place.macro_region for place in (self.place, *self.above, *self.today) if place.macro_region), None
        )

    @property
    def name(self) -> str:
        """The name as a heading: "Vĩnh Long", "Xã Tiểu Cần"."""
        return str(self.place.name if self.place.level == "province" else self.place.full_name)

    @property
    def starred(self) -> list[tuple[int, int, Query]]:
        """Stars that some products have, most first: how many have them, and their list."""
        told = ((stars, self.tally.stars[stars]) for stars in sorted(STARS, reverse=True))
        return [(stars, number, self.shelf.having(stars=(stars,))) for stars, number in told if number]

    @property
    def province_code(self) -> str:
        """The code of the province that the place is or lies in."""
        return str((self.above[0] if self.above else self.place).code)

    @property
    def told_children(self) -> list[Child]:
        """Communes with products or makers, those with most products first."""
        return sorted((child for child in self.children if child.says_something), key=lambda child: -child.products)

    @property
    def silent_children(self) -> list[Child]:
        """All other communes."""
        return [child for child in self.children if not child.says_something]

    @property
    def old_counts(self) -> list[tuple[Any | None, int]]:
        """The former provinces that went into a province of today, each with the products on record as its own.

        At the end, with None, the products of which no former province is on record.
        """
        olds = [part.place for step in self.before for origin in step.origins for part in origin.parts if part.has_page]
        told: list[tuple[Any | None, int]] = [(old, self.tally.former[old.slug]) for old in olds]
        rest = self.tally.products - sum(number for _old, number in told)
        return [*told, (None, rest)] if told and rest else told

    @property
    def name_inside(self) -> str:
        """The name inside a sentence: "Vĩnh Long", "xã Tiểu Cần"."""
        return str(self.place.name if self.place.level == "province" else f"{self.place.kind} {self.place.name}")


@dataclass(frozen=True)
class Choice:
    """A place of any time that may be meant, what exists of it today, and whether it has a page of its own."""

    place: Any
    today: tuple[Any, ...]
    has_page: bool


@dataclass(frozen=True)
class Answer:
    """What was asked for: one place, or several to choose from, as they were found."""

    place: Any | None
    choices: tuple[Choice, ...] = ()


def has_page(place: Any, on: date | None = None) -> bool:
    """Whether `place` has a page of its own on `on` (default: today)."""
    exists = place.exists_on(on or clock.today()) and place.level != "district"
    return exists or is_of_the_old_map(place)


def answer(matches: Iterable[Match]) -> Answer:
    """The one place with a page that all of `matches` lead to; where there are several, none is preferred."""
    choices = tuple(Choice(match.place, match.today, has_page(match.place)) for match in matches)
    found = {place.pk: place for choice in choices for place in ((choice.place,) if choice.has_page else choice.today)}
    return Answer(next(iter(found.values())) if len(found) == 1 else None, choices if found else ())


def answer_by_code(matches: Sequence[Match]) -> Answer:
    """As `answer`; but units that bore one code under different names are never taken for one."""
    given = answer(matches)
    names = {match.place.name_key for match in matches}
    return given if len(names) == 1 else Answer(None, given.choices)


def page_of(place: Any) -> PlacePage:
    """The page of a place that has one. The number of queries does not depend on how much there is."""
    head = freshness.ensure_true()
    if place.level == "commune":
        return _commune(place)
    if place.exists_on(clock.today()):
        return _province(place, head)
    return _former(place, head)


def indexable() -> list[tuple[str, date | None]]:
    """The slugs of all pages of places that say something, each with the day on which that last changed. Five queries.

    A page changes with its introduction and with the products and makers it shows; None where nothing is on record.
    """
    freshness.ensure_true()
    (goods, offering), homes = last_changes.by_place(), _latest_makers()
    listed = apps.get_model("ocop_regions", "Place").objects.with_page().order_by("level", "code", "pk")
    told = listed.only("level", "code", "slug", "intro", "intro_changed_at", "valid_from", "valid_until")
    today = clock.today()
    pages: list[tuple[str, date | None]] = []
    for place in told:
        key = (place.level, place.code) if place.exists_on(today) else ("former", place.slug)
        if place.level == "province" or place.intro or place.pk in homes or key in offering:
            pages.append((place.slug, latest(goods.get(key), homes.get(place.pk), place.intro_changed_at)))
    return pages


def _province(place: Any, head: Head) -> PlacePage:
    provinces = places.provinces()
    rows = place_counts.rows_of(place)
    makers, all_makers = place_counts.makers_of(place_counts.at_home_in(place), MAKERS)
    communes = _communes().filter(parent=place)
    return PlacePage(
        place=place,
        is_former=False,
        above=(),
        before=before(place),
        today=(place,),
        tally=place_counts.tally_of(head, place),
        cards=place_counts.first_cards(rows, CARDS),
        makers=makers,
        all_makers=all_makers,
        shelf=Query(province=(place.code,)),
        children=place_parts.children(communes, place_counts.by_commune(rows)),
        districts=(),
        neighbours=place_parts.around_province(place, provinces),
        map=place_map.located(provinces, place),
    )


def _commune(place: Any) -> PlacePage:
    rows = place_counts.rows_of(place)
    neighbours = place_parts.around_commune(place)
    makers, all_makers = place_counts.makers_of(place_counts.at_home_in(place), MAKERS)
    tally, products = place_counts.tally_of_commune(place, [neighbour.place for neighbour in neighbours])
    return PlacePage(
        place=place,
        is_former=False,
        above=(place.parent,),
        before=before(place),
        today=(place,),
        tally=tally,
        cards=place_counts.first_cards(rows, CARDS),
        makers=makers,
        all_makers=all_makers,
        shelf=Query(commune=(place.code,)),
        children=(),
        districts=(),
        neighbours=tuple(neighbour.having(products[neighbour.place.code]) for neighbour in neighbours),
        map=place_map.located(places.provinces(), place.parent, place_parts.point_of(place), place.name),
    )


def _former(place: Any, head: Head) -> PlacePage:
    provinces = places.provinces()
    today = after(place, provinces)
    rows = place_counts.rows_of(place, is_former=True)
    makers, all_makers = place_counts.makers_of(place_counts.makers_from(place.slug), MAKERS)
    return PlacePage(
        place=place,
        is_former=True,
        above=(),
        before=(),
        today=today,
        tally=place_counts.tally_of(head, place, is_former=True),
        cards=place_counts.first_cards(rows, CARDS),
        makers=makers,
        all_makers=all_makers,
        shelf=Query(former=(place.slug,)),
        children=place_parts.children(lookup.communes_of_former(place), place_counts.by_commune(rows)),
        districts=tuple(lookup.districts(place)),
        neighbours=(),
        map=place_map.located(provinces, next(iter(today), None), place_parts.point_of(place), place.name),
    )


def _communes() -> Any:
    return apps.get_model("ocop_regions", "Place").objects.communes().in_force()


def _latest_makers() -> dict[int, date | None]:
    """For every province and commune with makers, by key, the last day on which a profile changed. One query."""
    found: dict[int, date | None] = {}
    homes = apps.get_model("ocop_producers", "Producer").objects.public().order_by().values_list("province", "commune")
    for province, commune, changed_at in homes.annotate(Max("changed_at")):
        for key in filter(None, (province, commune)):
            found[key] = latest(changed_at, found.get(key))
    return found
