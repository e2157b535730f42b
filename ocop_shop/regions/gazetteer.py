"""From an address as printed to the commune of today, or to a plain "this cannot be known"; never a guess."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from ocop_shop.core import text

from . import address as printing
from .address import CITY, PROVINCE, Unit
from .atlas import Atlas, Places
from .names import Names
from .rows import LAST_DAY_OF_DISTRICTS, MERGER, PlaceRow, SuccessionRow

Outcome = Literal["missing", "resolved", "unresolved", "ambiguous"]
NOWHERE: Places = frozenset()


@dataclass(frozen=True, slots=True)
class Resolution:
    """What an address says about the map of today.

    `resolved` without a commune code means that the address names none; `part` is the piece, as printed, that is not
    on any map or that may mean several communes, whose codes are then the `candidates`; `district` is the former one,
    `former_province_code` the province of June 2025, where it is known.
    """

    outcome: Outcome
    province_code: str | None
    commune_code: str | None
    candidates: tuple[str, ...] = ()
    part: str | None = None
    district: str | None = None
    former_province_code: str | None = None


@dataclass(frozen=True, slots=True)
class _Area:
    """The province of today that an address lies in, and the provinces, former ones too, that its name means.

    `wider` also holds all that today's province was made of, when it is today's that was named: "huyện Tiểu Cần, tỉnh
    Vĩnh Long" mixes two maps and is yet clear.
    """

    current: PlaceRow
    named: Places
    wider: Places
    is_current: bool


@dataclass(frozen=True, slots=True)
class _Printed:
    province: Unit | None = None
    district: Unit | None = None
    commune: Unit | None = None


class Gazetteer:
    """All places by name. Built once, it answers any number of addresses without asking a database."""

    def __init__(
        self, places: Iterable[PlaceRow], successions: Iterable[SuccessionRow], on: date | None = None
    ) -> None:
        """`on` is the day whose map "today" means; without it, the latest map known."""
        rows = tuple(places)
        latest = max((row.valid_from for row in rows if row.valid_from), default=MERGER)
        self._atlas = Atlas(rows, successions, on or latest)

    def province(self, name: str) -> str | None:
        """Today's code of the province that `name` means, former or not: "UBND tỉnh Trà Vinh" gives "86".

        None when it names no province: "UBND TP. Trà Vinh" is a district's authority.
        """
        area = self._area_of(self._province_unit(name))
        return area.current.code if area else None

    def resolve(
        self,
        address: str,
        *,
        province_code: str | None = None,
        province: str | None = None,
        district: str | None = None,
        on: date | None = None,
    ) -> Resolution:
        """Today's province and commune of `address`.

        What the address leaves unsaid is taken from its surroundings: `district` and `province` as printed there
        ("HUYỆN CẦU KÈ", "UBND tỉnh Trà Vinh"), or `province_code` of today. `on` is the day of the document, where
        known: in one older than the merger a name is not taken for today's when a former commune bore it too.
        """
        area = (self._area_of(self._province_unit(province)) if province else None) or self._area_by_code(province_code)
        if not text.clean(address or ""):
            return Resolution("missing", area.current.code if area else None, None)
        answers = [self._resolve(reading, area, district, on) for reading in printing.readings(address)]
        return next((answer for answer in answers if answer.commune_code), answers[-1])

    def _resolve(self, reading: str, area: _Area | None, district: str | None, on: date | None) -> Resolution:
        units = printing.split(reading)
        printed = self._read(units)
        if printed.province:
            area = self._area_of(printed.province)
            if area is None:
                return Resolution("unresolved", None, None, part=printed.province.printed)
        if district and not printed.district:
            printed = replace(printed, district=self._district_unit(district))
        if area is None:
            area = self._area_by_district(printed.district)
        if area is None:
            return self._without_province(printed, reading)
        if printed.district:
            return self._in_district(area, printed.district, printed.commune)
        return self._in_province(area, printed.commune, on)

    # Reading the units.

    def _read(self, units: tuple[Unit, ...]) -> _Printed:
        province = next((unit for unit in reversed(units) if unit.kind == PROVINCE), None)
        if province is None and units:
            province = self._unmarked_province(units)
        rest = [unit for unit in units if unit is not province]
        district = next((unit for unit in reversed(rest) if unit.is_district), None)
        commune = next((unit for unit in reversed(rest) if unit.is_commune), None)
        if commune and district is None and rest[-1].kind == "" and units[-1] is province:
            district = self._unmarked_district(province, rest[-1])
        return _Printed(province, district, commune)

    def _unmarked_province(self, units: tuple[Unit, ...]) -> Unit | None:
        last = units[-1]
        if last.kind == "" and self._atlas.provinces.similar(PROVINCE, last.name):
            return last
        marked = [unit for unit in units if unit.kind]
        if marked and marked[-1].kind == CITY and self._area_of(marked[-1]):
            return marked[-1]
        return None

    def _unmarked_district(self, province: Unit | None, unit: Unit) -> Unit | None:
        area = self._area_of(province)
        return unit if area and self._districts_named(area, unit) else None

    @staticmethod
    def _district_unit(printed: str) -> Unit | None:
        # A section row may also name a commune: that is no district, and the caller knows better.
        units = [unit for unit in printing.split(printed) if not unit.is_commune]
        return next((unit for unit in reversed(units) if unit.is_district), units[-1] if units else None)

    @staticmethod
    def _province_unit(printed: str) -> Unit | None:
        units = printing.split(printing.without_authority(printed))
        return next((unit for unit in reversed(units) if unit.kind in (PROVINCE, CITY)), units[-1] if units else None)

    # Finding where they are.

    def _area_of(self, unit: Unit | None) -> _Area | None:
        """The area of a printed province; a city only when it is one that ranks as a province."""
        if unit is None:
            return None
        found = frozenset(self._atlas.provinces.similar(unit.kind or PROVINCE, unit.name))
        if unit.kind == CITY:
            found = frozenset(row for row in found if row.kind == CITY)
        elif unit.kind not in (PROVINCE, ""):
            return None
        return self._area(found)

    def _area_by_code(self, code: str | None) -> _Area | None:
        rows = [row for row in self._atlas.provinces.rows if row.code == code]
        # A code in use today means today's province, though a former one bore it too.
        current = [row for row in rows if self._atlas.exists(row)]
        return self._area(frozenset(current or rows))

    def _area_by_district(self, unit: Unit | None) -> _Area | None:
        found = self._atlas.districts.exact(unit.kind, unit.name) if unit else ()
        if len(found) != 1 or found[0].parent is None:
            return None
        return self._area(frozenset({self._atlas.rows[found[0].parent]}))

    def _area(self, found: Places) -> _Area | None:
        named = frozenset(later for row in found for later in self._atlas.later(row))
        current = [row for row in named if self._atlas.exists(row)]
        if len(current) != 1:
            return None
        is_current = current[0] in found
        wider = self._atlas.earlier(current[0]) if is_current else named
        return _Area(current[0], named, wider, is_current)

    def _districts_named(self, area: _Area, unit: Unit) -> Places:
        for provinces in (area.named, area.wider):
            found = self._atlas.districts_of(provinces).similar(unit.kind, unit.name)
            if found:
                return frozenset(found)
        return NOWHERE

    # Answering.

    def _in_district(self, area: _Area, district: Unit, commune: Unit | None) -> Resolution:
        found = self._districts_named(area, district)
        if not found:
            return Resolution("unresolved", area.current.code, None, part=district.printed)
        # An island district became one special zone as a whole, whatever the hamlet.
        whole = frozenset(zone for row in found for zone in self._atlas.today(row))
        if whole or commune is None:
            return self._answer(area, whole, commune, self._label(district, found), found)
        olds = self._atlas.communes_in(found).similar(commune.kind, commune.name)
        if not olds:
            olds = self._atlas.communes_made_of(found).exact(commune.kind, commune.name)
        else:
            found = frozenset(self._atlas.rows[old.parent] for old in olds if old.parent is not None)
        return self._answer(area, self._today(olds), commune, self._label(district, found), found)

    @staticmethod
    def _label(printed: Unit, found: Places) -> str:
        return next(iter(found)).full_name if len(found) == 1 else printed.printed

    def _in_province(self, area: _Area, commune: Unit | None, on: date | None) -> Resolution:
        # Today's name of a province that was merged does not say in which former one a place lay.
        told = not area.is_current or area.current.in_force(LAST_DAY_OF_DISTRICTS)
        where = frozenset(row for row in area.named if told and row.in_force(LAST_DAY_OF_DISTRICTS))
        found = self._communes_named(area, commune, on) if commune else NOWHERE
        return self._answer(area, found, commune, None, where)

    def _communes_named(self, area: _Area, commune: Unit, on: date | None) -> Places:
        now = frozenset(self._communes_now(area).exact(commune.kind, commune.name))
        # Without a district this is the form of today, so today's name goes before a former one, except in a paper
        # older than the merger: there both may be meant, since lists are also brought up to date later.
        if now and area.is_current and not (on and on < MERGER):
            return now
        for provinces in (area.named, area.wider):
            olds = self._atlas.former_communes_of(provinces).exact(commune.kind, commune.name)
            if olds or now:
                return self._today(olds) | now
        return NOWHERE

    def _communes_now(self, area: _Area) -> Names:
        if area.is_current:
            return self._atlas.communes_now(frozenset({area.current}))
        return self._atlas.communes_made_of(frozenset(self._atlas.districts_of(area.named).rows))

    def _without_province(self, printed: _Printed, reading: str) -> Resolution:
        unit = printed.district or printed.commune
        if printed.district and printed.commune:
            found = frozenset(self._atlas.districts.exact(printed.district.kind, printed.district.name))
            olds = self._atlas.communes_in(found).exact(printed.commune.kind, printed.commune.name)
            codes = _codes(self._today(olds))
            if len(codes) > 1:
                return Resolution("ambiguous", None, None, codes, printed.commune.printed)
        return Resolution("unresolved", None, None, part=unit.printed if unit else text.clean(reading))

    def _today(self, rows: Iterable[PlaceRow]) -> Places:
        return frozenset(place for row in rows for place in self._atlas.today(row))

    def _answer(
        self, area: _Area, found: Places, commune: Unit | None, district: str | None, where: Places
    ) -> Resolution:
        province, codes = area.current.code, _codes(found)
        part = commune.printed if commune else None
        if len(codes) == 1:
            former = self._former_province(where or found)
            return Resolution("resolved", province, codes[0], district=district, former_province_code=former)
        former = self._former_province(where)
        if codes:
            return Resolution("ambiguous", province, None, codes, part, district, former)
        return Resolution("unresolved" if part else "resolved", province, None, (), part, district, former)

    def _former_province(self, places: Places) -> str | None:
        """The code of the one province of 30 June 2025 that holds `places` or what they were made of."""
        codes = set()
        for row in (old for place in places for old in self._atlas.earlier(place)):
            province = self._atlas.province_of(row)
            if province.in_force(LAST_DAY_OF_DISTRICTS):
                codes.add(province.code)
        return codes.pop() if len(codes) == 1 else None


def _codes(places: Places) -> tuple[str, ...]:
    return tuple(sorted({place.code for place in places}))
