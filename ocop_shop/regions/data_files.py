"""Reading the places that the package carries. No Django here, so rules can be tested without a database."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from ocop_shop.core import text

from .exceptions import PlaceDataError
from .rows import LAST_DAY_OF_DISTRICTS, MERGER, PlaceRow, SuccessionRow

FOLDER = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class MacroRegionFacts:
    """One macro-region of the data file."""

    code: str
    name: str
    name_en: str
    position: int


@dataclass(frozen=True, slots=True)
class PlaceFacts:
    """One place of the data files: the row that rules need, and what only pages and maps need."""

    row: PlaceRow
    slug: str
    macro_region: str = ""
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class CarriedPlaces:
    """Everything the package knows about places; parents stand before their children."""

    macro_regions: tuple[MacroRegionFacts, ...]
    places: tuple[PlaceFacts, ...]
    successions: tuple[SuccessionRow, ...]

    @property
    def rows(self) -> tuple[PlaceRow, ...]:
        """The places as a gazetteer takes them."""
        return tuple(facts.row for facts in self.places)


def natural_key(level: str, code: str, valid_from: date | None) -> str:
    """What tells one period of one unit from all others: "commune:29341:2025-07-01"."""
    return f"{level}:{code}:{valid_from or ''}"


def read(folder: Path = FOLDER) -> CarriedPlaces:
    """All carried places and successions; raises `PlaceDataError` when the files contradict each other."""
    return _Reader(folder).read()


class _Reader:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.places: dict[str, PlaceFacts] = {}
        self.by_code: dict[tuple[str, str], list[PlaceRow]] = defaultdict(list)
        self.successions: list[SuccessionRow] = []

    def read(self) -> CarriedPlaces:
        regions = tuple(
            MacroRegionFacts(line["code"], line["name"], line["name_en"], int(line["position"]))
            for line in self._lines("macro_regions.csv")
        )
        self._read_provinces()
        self._read_districts()
        self._read_communes()
        self._read_former_communes()
        self._read_successions()
        return CarriedPlaces(regions, tuple(self.places.values()), tuple(self.successions))

    def _lines(self, name: str) -> Iterator[dict[str, str]]:
        with (self.folder / name).open(encoding="utf-8", newline="") as stream:
            yield from csv.DictReader(stream)

    def _read_provinces(self) -> None:
        for line in self._lines("provinces.csv"):
            self._add(
                "province",
                line,
                valid_from=_day(line["valid_from"]),
                valid_until=_day(line["valid_until"]),
                slug=line["slug"],
            )

    def _read_districts(self) -> None:
        for line in self._lines("former_districts.csv"):
            parent = self._in_force("province", line["province"], LAST_DAY_OF_DISTRICTS)
            slug = _slug(line)
            self._add("district", line, parent=parent, valid_until=LAST_DAY_OF_DISTRICTS, slug=slug)

    def _read_communes(self) -> None:
        for line in self._lines("communes.csv"):
            parent = self._current("province", line["province"])
            self._add("commune", line, parent=parent, valid_from=MERGER, slug=_slug(line))

    def _read_former_communes(self) -> None:
        for line in self._lines("former_communes.csv"):
            parent = self._in_force("district", line["district"], LAST_DAY_OF_DISTRICTS)
            slug = f"{_slug(line)}-cu"
            self._add("commune", line, parent=parent, valid_until=_day(line["valid_until"]), slug=slug)

    def _read_successions(self) -> None:
        for line in self._lines("province_successions.csv"):
            on = date.fromisoformat(line["on"])
            self._succeed("province", line["old"], "province", line["new"], on, True, line["instrument"])
        for level, name in (("district", "former_districts.csv"), ("commune", "former_communes.csv")):
            for line in self._lines(name):
                on = (_day(line.get("valid_until", "")) or LAST_DAY_OF_DISTRICTS) + timedelta(days=1)
                for position, code in enumerate(line["successors"].split()):
                    instrument = line.get("instrument", "")
                    self._succeed(level, line["code"], "commune", code, on, position == 0, instrument)

    def _add(
        self,
        level: str,
        line: dict[str, str],
        *,
        slug: str,
        parent: PlaceRow | None = None,
        valid_from: date | None = None,
        valid_until: date | None = None,
    ) -> None:
        key = natural_key(level, line["code"], valid_from)
        if key in self.places:
            raise PlaceDataError(f"{key} stands twice in the data files")
        parent_key = parent.key if parent else None
        aliases = tuple(line.get("aliases", "").split())
        row = PlaceRow(
            key, level, line["code"], line["kind"], line["name"], parent_key, valid_from, valid_until, aliases
        )
        self.places[key] = PlaceFacts(
            row, slug, line.get("macro_region", ""), _degrees(line.get("latitude")), _degrees(line.get("longitude"))
        )
        self.by_code[level, line["code"]].append(row)

    def _succeed(
        self, old_level: str, old: str, level: str, new: str, on: date, is_default: bool, instrument: str
    ) -> None:
        before = self._ending(old_level, old, on - timedelta(days=1))
        after = self._in_force(level, new, on)
        self.successions.append(SuccessionRow(before.key, after.key, on, is_default, instrument))

    def _ending(self, level: str, code: str, day: date) -> PlaceRow:
        return self._one(level, code, f"ending on {day}", lambda row: row.valid_until == day)

    def _in_force(self, level: str, code: str, day: date) -> PlaceRow:
        return self._one(level, code, f"on {day}", lambda row: row.in_force(day))

    def _current(self, level: str, code: str) -> PlaceRow:
        return self._one(level, code, "still existing", lambda row: row.valid_until is None)

    def _one(self, level: str, code: str, wanted: str, fits: Callable[[PlaceRow], bool]) -> PlaceRow:
        found = [row for row in self.by_code[level, code] if fits(row)]
        if len(found) != 1:
            raise PlaceDataError(f"{len(found)} rows instead of one for {level} {code} {wanted}")
        return found[0]


def _day(value: str) -> date | None:
    return date.fromisoformat(value) if value else None


def _degrees(value: str | None) -> float | None:
    return float(value) if value else None


def _slug(line: dict[str, str]) -> str:
    return f"{text.slug(line['kind'] + ' ' + line['name'])}-{line['code']}"
