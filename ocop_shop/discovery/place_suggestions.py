"""Places for somebody who is still typing: by the names of today and of before, what has something to sell first."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ocop_shop.core import text
from ocop_shop.core.counting import grouped
from ocop_shop.regions import finding
from ocop_shop.regions.names import bare_name

from . import place_counts, queries, terms
from .heads import Head
from .nearness import Nearness, nearness
from .suggested import Suggestion
from .terms import Terms

PLACES = 4
_LOOKED_AT = 40
_HEIRS = 2
"""How many of the places that a former one became are told of."""
_WORD = re.compile(r"\w+")
_KIND = re.compile(r"(?:thanh pho|thi xa|thi tran|dac khu|xa|phuong|huyen|quan|tinh|tp|tx|tt|dk|p|q|h|x) (?=\S)")


@dataclass(frozen=True)
class _Asked:
    """A name as typed, and without what may be the word for its kind; what stands behind its comma; without spaces."""

    names: tuple[Terms, ...]
    around: Terms
    bare: str


@dataclass(frozen=True)
class _Found:
    place: Any
    was: Any | None
    nearness: Nearness

    def order(self, products: int) -> tuple[Any, ...]:
        so_written, so_called = self.nearness
        is_part = self.place.level != "province"
        return so_written, not products, so_called, is_part, self.was is not None, -products, self.place.name_key


def places(head: Head, words: str) -> list[Suggestion]:
    """Places of today that bear such a name, or that became of one that did. At most five queries.

    Behind a comma stands what they lie or lay in.
    """
    found = list(_found(_asked(words)))
    communes = [one.place for one in found if one.place.level == "commune"]
    provinces = place_counts.by_province(head)
    sold = place_counts.by_commune(place_counts.rows_of_communes(communes)) if communes else Counter()

    def products(place: Any) -> int:
        return provinces[place.code] if place.level == "province" else sold[place.code]

    told: dict[int, _Found] = {}
    for one in sorted(found, key=lambda one: one.order(products(one.place))):
        told.setdefault(one.place.pk, one)
    return [_suggestion(one, products(one.place)) for one in list(told.values())[:PLACES]]


def _asked(words: str) -> _Asked:
    name, _comma, around = words.partition(",")
    spoken = _WORD.findall(name)
    kind = _KIND.match(text.key(name))
    without = spoken[len(kind[0].split()) :] if kind else []
    names = (terms.read(" ".join(form)) for form in (spoken, without))
    return _Asked(tuple(one for one in names if len(one.name) > 1), terms.read(around), bare_name(name))


def _found(asked: _Asked) -> Iterator[_Found]:
    if not asked.names:
        return
    near = {place: _nearness(place, asked) for place in _candidates(asked)}
    for match in finding.matches(place for place, distance in near.items() if distance is not None):
        distance = near[match.place]
        for place in match.today[:_HEIRS]:
            if distance is not None:
                yield _Found(place, None if place.pk == match.place.pk else match.place, distance)


def _candidates(asked: _Asked) -> QuerySet[Any]:
    """Places of any time with such a name, those first that are most likely meant. One query."""
    keys = [one.name for one in asked.names]
    today = Q(valid_until=None) & ~Q(level="district")
    condition = Q()
    for key in keys:
        condition |= Q(name_key__startswith=key)
        if len(key) > 2:
            condition |= today & Q(name_key__contains=f" {key}")
    condition |= Q(level="province") & (Q(aliases__startswith=asked.bare) | Q(aliases__contains=f" {asked.bare}"))
    goods = queries.public_rows().filter(province_code=OuterRef("parent__code"), commune_code=OuterRef("code"))
    order = Case(
        When(today & Q(level="province"), then=Value(0)),
        When(name_key__in=keys, then=Value(1)),
        When(level="province", then=Value(2)),
        When(today & Exists(goods), then=Value(3)),
        When(today, then=Value(4)),
        default=Value(5),
    )
    places = apps.get_model("ocop_regions", "Place").objects.select_related("parent__parent", "parent__macro_region")
    found: QuerySet[Any] = places.filter(condition).order_by(order, "name_key", "pk")[:_LOOKED_AT]
    return found


def _nearness(place: Any, asked: _Asked) -> Nearness | None:
    if asked.around and nearness(asked.around, [above.full_name for above in _above(place)]) is None:
        return None
    names = [place.full_name] if place.name.isdigit() else [place.name, place.full_name]  # 12 alone names nothing
    told = (nearness(form, names) for form in asked.names)
    distance = min((one for one in told if one is not None), default=None)
    if distance is None and any(alias.startswith(asked.bare) for alias in place.aliases.split()):
        return 0, 1
    return distance


def _above(place: Any) -> Iterable[Any]:
    while place.parent_id is not None:
        place = place.parent
        yield place


def _suggestion(found: _Found, products: int) -> Suggestion:
    place, was = found.place, found.was
    is_province = place.level == "province"
    notes = [] if is_province else [place.parent.name]
    if was is not None:
        notes.append(_before(was))
    if products:
        notes.append(ngettext("%(number)s product", "%(number)s products", products) % {"number": grouped(products)})
    return Suggestion(place.name if is_province else place.full_name, " · ".join(notes), place.get_absolute_url())


def _before(was: Any) -> str:
    """What the place was called until which month; a former province needs no word for its kind."""
    name = was.name if was.level == "province" else f"{was.kind} {was.name}"
    ended = was.valid_until + timedelta(days=1)
    return _("before %(month)s/%(year)s: %(name)s") % {"month": ended.month, "year": ended.year, "name": name}
