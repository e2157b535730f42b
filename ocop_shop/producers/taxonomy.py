"""The list of product sets of 26/2026/QĐ-TTg: 6 sectors, 26 sets, and the names older lists use. No Django here.

The data are in `data/taxonomy.json`; a later decision is a new file, not a new line of code.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, TypeVar

from ocop_shop.core import text


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name: the decision it comes from (empty: common use), and whether it covers exactly the same goods."""

    text: str
    decision: str
    same_scope: bool


@dataclass(frozen=True, slots=True)
class Sector:
    """One of the six sectors ("ngành"), "I" to "VI"."""

    code: str
    slug: str
    vi: str
    en: str
    aliases: tuple[Alias, ...]


@dataclass(frozen=True, slots=True)
class ProductSet:
    """One of the 26 sets ("bộ sản phẩm"): one sheet of criteria."""

    number: int
    slug: str
    sector: str
    group: str
    vi: str
    en: str
    ministries: tuple[str, ...]
    needs_sample: bool
    aliases: tuple[Alias, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A group ("nhóm") between sector and sets, such as "Gia vị"."""

    code: str
    sector: str
    vi: str
    en: str
    sets: tuple[int, ...]
    aliases: tuple[Alias, ...]


Found = TypeVar("Found")

# Words and numbers that lists put before a name: "Nhóm 7:", "Bộ sản phẩm", "II.", "1.2)".
_LEAD = re.compile(
    r"^(?:(?:nganh hang|nganh|phan nhom|nhom san pham|nhom|bo san pham|san pham|[ivx]+|[a-h]|\d+) (?=\S))+",
)


def sector_of(set_no: int) -> str:
    """The sector ("I" to "VI") of a set; raises `KeyError` for a number outside 1 to 26."""
    return SETS[set_no].sector


def find_set(name: str) -> int | None:
    """The number of the set called `name` in today's or an older list; None when no set, or no single one, has it."""
    return _lookup(_set_names(), name)


def find_sector(name: str) -> str | None:
    """The sector called `name`, or whose group or set is called so; None when there is no such name."""
    code = _lookup(_sector_names(), name)
    if code is None and (number := find_set(name)) is not None:
        return sector_of(number)
    return code


def _lookup(names: Mapping[str, Found], name: str) -> Found | None:
    folded = text.key(name)
    return names.get(folded) or names.get(_LEAD.sub("", folded))


@cache
def _set_names() -> Mapping[str, int]:
    found: dict[str, int] = {}
    for product_set in SETS.values():
        for name in _names(product_set.vi, product_set.en, product_set.aliases):
            found.setdefault(name, product_set.number)
    for group in GROUPS.values():
        if len(group.sets) == 1:
            for name in _names(group.vi, group.en, group.aliases):
                found.setdefault(name, group.sets[0])
    return found


@cache
def _sector_names() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for sector in SECTORS.values():
        found.update(dict.fromkeys(_names(sector.vi, sector.en, sector.aliases), sector.code))
    for group in GROUPS.values():
        for name in _names(group.vi, group.en, group.aliases):
            found.setdefault(name, group.sector)
    return found


def _names(vi: str, en: str, aliases: Iterable[Alias]) -> set[str]:
    folded = {text.key(name) for name in (vi, en, *(alias.text for alias in aliases))}
    return folded | {_LEAD.sub("", name) for name in folded}


@cache
def _data() -> dict[str, list[dict[str, Any]]]:
    source = files("ocop_shop.producers") / "data" / "taxonomy.json"
    return json.loads(source.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def _with_tuples(entry: Mapping[str, Any]) -> dict[str, Any]:
    values = {name: tuple(value) if isinstance(value, list) else value for name, value in entry.items()}
    return values | {"aliases": tuple(Alias(**alias) for alias in entry["aliases"])}


SECTORS: Mapping[str, Sector] = MappingProxyType(
    {entry["code"]: Sector(**_with_tuples(entry)) for entry in _data()["sectors"]}
)
GROUPS: Mapping[str, Group] = MappingProxyType(
    {entry["code"]: Group(**_with_tuples(entry)) for entry in _data()["groups"]}
)
SETS: Mapping[int, ProductSet] = MappingProxyType(
    {entry["number"]: ProductSet(**_with_tuples(entry)) for entry in _data()["sets"]}
)
