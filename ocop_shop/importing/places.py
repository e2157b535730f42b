"""Where a row's producer is: its address put together from all columns and sections, found on today's map."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from ocop_shop.core import text
from ocop_shop.regions.address import split
from ocop_shop.regions.gazetteer import Resolution

from .columns import Role
from .headers import Header
from .sheets import Row
from .tables import DataRow
from .units import read_unit, tidy


class Gazetteer(Protocol):
    """What the rules ask of a gazetteer; `ocop_shop.regions.gazetteer.Gazetteer` is one."""

    def province(self, name: str) -> str | None:
        """Today's code of the province that `name` means."""
        ...

    def resolve(
        self,
        address: str,
        *,
        province_code: str | None = None,
        province: str | None = None,
        district: str | None = None,
        on: date | None = None,
    ) -> Resolution:
        """Today's province and commune of `address`."""
        ...


@dataclass(frozen=True, slots=True)
class Place:
    """A row's place: the address as printed, the district as named in the list, and what the map says."""

    address: str
    district: str | None
    resolution: Resolution

    @property
    def names_only_a_district(self) -> bool:
        """Whether the list names a district and neither commune nor province: no commune was to be found then."""
        units = split(self.address)
        no_more = not any(unit.is_commune for unit in units) and any(unit.is_district for unit in units)
        return no_more and self.resolution.province_code is None


class PlaceFinder:
    """Finds places; asks the gazetteer once for each address, since lists repeat them."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._known: dict[tuple[str, str, str, date | None], Resolution] = {}

    def province_code(self, name: str) -> str | None:
        """Today's code of the province that `name` means, None when it names none."""
        return self._gazetteer.province(name) if name else None

    def place(self, row: DataRow, header: Header, province: str, on: date | None) -> Place:
        """The place of `row`, in a list about `province` (as printed, may be empty) that was written on day `on`."""
        printed = _printed(row.cells, header)
        column = header.cell(row.cells, Role.DISTRICT)
        district = tidy(column.text) if column else row.around("district")
        commune = row.around("commune")
        address = printed
        if commune and not any(unit.is_commune for unit in split(printed)):
            address = f"{printed}, {commune}".strip(" ,")
        around = row.around("province") or (f"tỉnh {province}" if province else "")
        resolution = self._resolve(address, around, district or "", on)
        # "Cầu Kè" alone does not say whether it is the district or the town: the map may know.
        named = district if district and read_unit(district) else resolution.district or district
        return Place(printed, _titled(named), resolution)

    def _resolve(self, address: str, province: str, district: str, on: date | None) -> Resolution:
        question = (address, province, district, on)
        if question not in self._known:
            self._known[question] = self._gazetteer.resolve(
                address, province=province or None, district=district or None, on=on
            )
        return self._known[question]


def _printed(cells: Row, header: Header) -> str:
    """The address in the columns, narrowest first; a part that an earlier column already prints is not repeated."""
    parts: list[str] = []
    for role in (Role.ADDRESS, Role.COMMUNE, Role.DISTRICT, Role.PROVINCE):
        for number in header.places.get(role, ()):
            if number not in cells or not cells[number].text:
                continue
            part = _with_unit(cells[number].text, header, number, role)
            if text.key(cells[number].text) not in text.key(" ".join(parts)):
                parts.append(part)
    return ", ".join(parts)


def _with_unit(words: str, header: Header, number: int, role: Role) -> str:
    """`words`, with the one word of the header before it where the column leaves it out ("Xã": "Hòa Tân")."""
    label = next(column.label for column in header.columns if column.number == number)
    unit = read_unit(label)
    if role is Role.ADDRESS or unit is None or unit.place or read_unit(words) or "," in words:
        return words
    return f"{unit.kind} {words}"


def _titled(district: str | None) -> str | None:
    unit = read_unit(district) if district else None
    return unit.name if unit else district
