"""Who signed a decision: the name as lists write it, made comparable, and its level in the state."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Final

from .sheets import clean
from .units import Level, capitalised, read_unit, tidy

_COMMITTEE: Final = re.compile(r"(?:ủy|uỷ)\s+ban\s+nhân\s+dân\b|ubnd\b", re.IGNORECASE)
_PERSON: Final = re.compile(
    r"^(?:của\s+)?(?:phó\s+)?(?:chủ\s+tịch|bộ\s+trưởng|giám\s+đốc|chánh\s+văn\s+phòng)\s+", re.IGNORECASE
)
_OF: Final = re.compile(r"\bcủa\s+(?P<name>[^()\[\];]+)", re.IGNORECASE)
_BEHIND: Final = re.compile(r"(?:,\s*|\s+)(?:ngày|về\s+việc|v/v|tại|trong|năm)\b.*$", re.IGNORECASE)
_PROVINCE_BEHIND: Final = re.compile(r"\btỉnh\s+(?P<place>[^,;()]+)$", re.IGNORECASE)
_NATIONAL: Final = re.compile(
    r"^(?:bộ\b|thủ\s+tướng|chính\s+phủ|văn\s+phòng\s+điều\s+phối.*\btrung\s+ương)", re.IGNORECASE
)
_PROVINCIAL: Final = re.compile(r"^(?:sở\b|.*\btỉnh\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Issuer:
    """A body that signs: its name for showing, its level (None: unknown), its kind of unit ("huyện") and province."""

    name: str
    level: Level | None
    unit: str = ""
    place: str = ""
    province: str = ""

    def on(self, day: date) -> Issuer:
        """This body as it was on `day`: some cities of a province became cities beside provinces."""
        unit = read_unit(f"{self.unit} {self.place}", day) if self.unit else None
        return replace(self, level=unit.level) if unit else self

    def within(self, province: str, district: str = "") -> Issuer:
        """This body with its place filled in, where a list says only "UBND tỉnh" or "UBND huyện"."""
        if not self.unit or self.place:
            return self
        if self.level == "province":
            return replace(self, name=f"{self.name} {province}".strip(), place=province, province=province)
        around = read_unit(district)
        fits = around is None or around.kind == self.unit
        place = around.place if around else tidy(district)
        return replace(self, name=f"{self.name} {place}", place=place) if place and fits else self


@lru_cache(maxsize=1024)
def read_issuer(words: str) -> Issuer | None:
    """The body named by `words` ("Chủ tịch UBND tỉnh Trà Vinh"); None for an empty name."""
    name = _PERSON.sub("", clean(words).strip(" .,;:()-–")).strip()
    if not name:
        return None
    committee = _COMMITTEE.match(name)
    if committee:
        return _committee(name[committee.end() :].strip(" .,:"))
    name = capitalised(name)
    if _NATIONAL.match(name):
        return Issuer(name, "national")
    behind = _PROVINCE_BEHIND.search(name)
    province = tidy(behind["place"]) if behind else ""
    return Issuer(name, "province" if _PROVINCIAL.match(name) else None, province=province)


def find_issuer(words: str) -> Issuer | None:
    """The body behind "của" in running text; None when nobody is named."""
    match = _OF.search(clean(words))
    issuer = read_issuer(_BEHIND.sub("", match["name"])) if match else None
    return issuer if issuer and issuer.level else None


def _committee(rest: str) -> Issuer:
    behind = _PROVINCE_BEHIND.search(rest)
    province = tidy(behind["place"]) if behind else ""
    # "huyện Cầu Kè tỉnh Trà Vinh": what stands before the province names the committee itself.
    own = rest[: behind.start()] if behind and behind.start() else rest
    own = own.partition(",")[0].strip()
    unit = read_unit(own)
    if unit is None:
        return Issuer(f"UBND {capitalised(own)}".strip(), None, province=province)
    if unit.level == "province":
        province = unit.place
    return Issuer(f"UBND {unit.kind} {unit.place}".strip(), unit.level, unit.kind, unit.place, province)
