"""Who signed a decision: the name as lists write it, made comparable, and its level in the state."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal

from ocop_shop.core import text

from .sheets import clean

Level = Literal["national", "province", "district", "commune"]

_COMMITTEE: Final = re.compile(r"(?:ủy|uỷ)\s+ban\s+nhân\s+dân|\bubnd\b", re.IGNORECASE)
_PERSON: Final = re.compile(
    r"^(?:của\s+)?(?:phó\s+)?(?:chủ\s+tịch|bộ\s+trưởng|giám\s+đốc|chánh\s+văn\s+phòng)\s+", re.IGNORECASE
)
_UNITS: Final[tuple[tuple[str, str, Level], ...]] = (
    ("tỉnh", r"tỉnh", "province"),
    ("thành phố", r"thành\s+phố|tp\s*\.?", "district"),
    ("thị xã", r"thị\s+xã|tx\s*\.?", "district"),
    ("thị trấn", r"thị\s+trấn|tt\s*\.", "commune"),
    ("đặc khu", r"đặc\s+khu", "commune"),
    ("huyện", r"huyện|h\s*\.", "district"),
    ("quận", r"quận|q\s*\.", "district"),
    ("phường", r"phường|p\s*\.", "commune"),
    ("xã", r"xã", "commune"),
)
_ANY_UNIT: Final = "|".join(f"(?P<u{index}>{pattern})" for index, (_name, pattern, _level) in enumerate(_UNITS))
_BODY: Final = re.compile(rf"^(?:{_ANY_UNIT})(?=[\s.]|$)\s*(?P<place>.*)$", re.IGNORECASE)
_OF: Final = re.compile(r"\bcủa\s+(?P<name>[^()\[\];]+)", re.IGNORECASE)
_PROVINCE_INSIDE: Final = re.compile(r"\btỉnh\s+(?P<place>[^,;()]+)$", re.IGNORECASE)
_NATIONAL: Final = re.compile(
    r"^(?:bộ\b|thủ\s+tướng|chính\s+phủ|văn\s+phòng\s+điều\s+phối\s+(?:nông\s+thôn\s+mới|ntm)?\s*trung\s+ương)", re.IGNORECASE
)
_PROVINCIAL: Final = re.compile(r"^(?:sở\b|.*\btỉnh\b)", re.IGNORECASE)
# Cities that stand beside provinces, and since when (Huế 2025: NQ 175/2024/QH15; Đồng Nai 2026: NQ 30/2026/QH16).
_CITIES: Final = {
    "ha noi": date.min, "ho chi minh": date.min, "hai phong": date.min, "da nang": date.min, "can tho": date.min,
    "hue": date(2025, 1, 1), "dong nai": date(2026, 4, 30),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Issuer:
    """A body that signs: its name for showing, its level (None: unknown), its unit ("huyện") and its place's name."""

    name: str
    level: Level | None
    unit: str = ""
    place: str = ""
    province: str = ""

    def at(self, day: date | None) -> Issuer:
        """This body as it was on `day`: some cities of a province became cities beside provinces."""
        since = _CITIES.get(text.key(self.place)) if self.unit == "thành phố" else None
        return replace(self, level="province") if since and since <= (day or date.max) else self

    def within(self, province: str) -> Issuer:
        """This body with its place filled in, where a list says only "UBND tỉnh" and its title names `province`."""
        if self.unit == "tỉnh" and not self.place and province:
            return replace(self, name=f"{self.name} {province}", place=province, province=province)
        return self


def read_issuer(words: str) -> Issuer | None:
    """The body named by `words` ("Chủ tịch UBND tỉnh Trà Vinh"); None for an empty name."""
    name = _PERSON.sub("", clean(words).strip(" .,;:()-–")).strip()
    if not name:
        return None
    committee = _COMMITTEE.match(name)
    if committee:
        return _committee(name[committee.end() :].strip(" .,:"))
    name = capitalised(name) if name.isupper() else name
    if _NATIONAL.match(name):
        return Issuer(name, "national")
    inside = _PROVINCE_INSIDE.search(name)
    province = inside["place"].strip() if inside else ""
    return Issuer(name, "province" if _PROVINCIAL.match(name) else None, province=province)


def find_issuer(words: str) -> Issuer | None:
    """The body behind "của" in running text; None when nobody is named."""
    match = _OF.search(clean(words))
    if not match:
        return None
    issuer = read_issuer(_DATE_BEHIND.sub("", match["name"]))
    return issuer if issuer and issuer.level else None


_DATE_BEHIND: Final = re.compile(r"(?:,\s*|\s+)(?:ngày|về\s+việc|v/v|tại|trong|năm)\b.*$", re.IGNORECASE)


def _committee(rest: str) -> Issuer:
    own, _comma, outer = rest.partition(",")
    match = _BODY.match(own.strip())
    province = _PROVINCE_INSIDE.search(rest)
    named = tidy_place(province["place"]) if province else ""
    if not match:
        return Issuer(f"UBND {capitalised(own.strip())}".strip(), None, province=named)
    unit, level = next((name, level) for index, (name, _p, level) in enumerate(_UNITS) if match[f"u{index}"])
    place = tidy_place(re.split(r"\s+(?=tỉnh\s)", match["place"], maxsplit=1, flags=re.IGNORECASE)[0])
    issuer = Issuer(f"UBND {unit} {place}".strip(), level, unit, place, place if level == "province" else named)
    city = unit == "thành phố" and _CITIES.get(text.key(place)) == date.min
    return replace(issuer, level="province", province=place) if city else issuer


def tidy_place(name: str) -> str:
    """The name of a place without stray signs, capitals only at the beginning of words."""
    return capitalised(clean(name).strip(" .,;:()-–"))


def capitalised(name: str) -> str:
    """`name` with a capital at the beginning of each word, if it was written in capitals throughout."""
    return name.title() if name.isupper() else name
