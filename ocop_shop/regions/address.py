"""An address as lists print it, cut into units: "xã Phú Cần", "huyện Tiểu Cần", "tỉnh Trà Vinh"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ocop_shop.core import text

PROVINCE = "tỉnh"
CITY = "thành phố"
DISTRICT_KINDS = ("huyện", "quận", "thị xã", CITY)
COMMUNE_KINDS = ("xã", "phường", "thị trấn", "đặc khu")
KINDS = (PROVINCE, *DISTRICT_KINDS, *COMMUNE_KINDS)

_SHORT = {
    "tp": CITY,
    "t.p": CITY,
    "h": "huyện",
    "q": "quận",
    "tx": "thị xã",
    "t.x": "thị xã",
    "x": "xã",
    "p": "phường",
    "tt": "thị trấn",
    "t.t": "thị trấn",
    "đk": "đặc khu",
}


@dataclass(frozen=True, slots=True)
class Unit:
    """A piece of an address; `kind` is empty when no unit word stands before the name."""

    kind: str
    name: str
    printed: str

    @property
    def is_district(self) -> bool:
        """Whether the word before the name is one of a district; a city may also be a province."""
        return self.kind in DISTRICT_KINDS

    @property
    def is_commune(self) -> bool:
        """Whether the word before the name is one of a commune, ward or special zone."""
        return self.kind in COMMUNE_KINDS


def _unit_pattern(words: Iterable[str]) -> re.Pattern[str]:
    full = "|".join(sorted(words, key=len, reverse=True))
    short = "|".join(sorted(map(re.escape, _SHORT), key=len, reverse=True))
    # "tỉnh lộ 911" and "đường huyện 12" are roads, "xã hội" is society: not units.
    return re.compile(
        rf"(?P<word>(?:{full})(?=\s+(?!(?-i:lộ|hội)\b))|(?:{short})(?=\.|\s|\d))\.?\s*(?P<name>\S.*)$", re.IGNORECASE
    )


_PLAIN = {text.fold(kind): kind for kind in KINDS}
_UNIT = _unit_pattern(KINDS)
# Only an address written without any mark may spell the unit words so: in others "quán" and "tịnh" are names.
_PLAIN_UNIT = _unit_pattern(_PLAIN)

_COMMA = re.compile(r"[,;\n]")
_WORDS_INSIDE = (
    r"(?:(?<!đường )(?:tỉnh|huyện)|thành phố|tp\.?|quận|thị xã|thị trấn|phường|(?<!thị )(?<!tác )xã|đặc khu)"
)
_BEFORE_UNIT = re.compile(rf"\s+(?:[-–]\s+)?(?={_WORDS_INSIDE}\s+(?!(?-i:lộ|hội)\b)\S)")
_BEFORE_UNIT_ANY_CASE = re.compile(_BEFORE_UNIT.pattern, re.IGNORECASE)
_FORMER = re.compile(r"\s*\(?\b(?:cũ|trước đây)\)?\s*$", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^()]*\)")
_NOW = re.compile(r"\bnay\s+(?:là|thuộc)\s*:?\s*(?P<now>[^()]+)\)?", re.IGNORECASE)
_AUTHORITY = re.compile(r"^(?:chủ tịch\s+)?(?:ubnd|[uủ][yỷ] ban nhân dân)\b\s*", re.IGNORECASE)
_COUNTRY = {"viet nam", "vietnam"}


def without_authority(name: str) -> str:
    """`name` without "UBND" or "Chủ tịch UBND" before it."""
    return _AUTHORITY.sub("", text.clean(name))


def split(address: str) -> tuple[Unit, ...]:
    """The units of `address` in printed order, cut at commas and before unit words; brackets are left out."""
    plain = address.isascii()
    units = []
    for chunk in _chunks(_BRACKETS.sub("", address.replace("\r", "\n"))):
        unit = read_unit(chunk, plain=plain)
        if unit.name and text.key(unit.printed) not in _COUNTRY:
            units.append(unit)
    return tuple(units)


def public_part(address: str) -> str:
    """`address` from its commune up, as printed: what may be shown of a place where somebody lives.

    House numbers, hamlets and streets in front of the first unit word are left out; without a unit word, everything.
    """
    units = split(address)
    first = next((index for index, unit in enumerate(units) if unit.kind), len(units))
    return ", ".join(unit.printed for unit in units[first:])


def readings(address: str) -> tuple[str, ...]:
    """`address` itself, or, where it says "nay là …" ("now …"), first today's form and then the old one."""
    cleaned = text.clean(address)
    found = _NOW.search(cleaned)
    if not found:
        return (address,)
    return (found["now"].strip(), cleaned[: found.start()].rstrip(" ,;(–-") + cleaned[found.end() :])


def read_unit(printed: str, *, plain: bool = False) -> Unit:
    """One piece, with its unit word told from its name; `plain` when the address it comes from has no marks."""
    printed = text.clean(printed).replace("ð", "đ").replace("Ð", "Đ").strip(" .:-–")
    found = (_PLAIN_UNIT if plain else _UNIT).match(printed)
    if not found:
        return Unit("", _FORMER.sub("", printed), printed)
    word = found["word"].casefold()
    kind = _SHORT.get(word) or (_PLAIN.get(word, word) if plain else word)
    return Unit(kind, _FORMER.sub("", found["name"]).strip(), printed)


def _chunks(address: str) -> list[str]:
    chunks: list[str] = []
    for chunk in _COMMA.split(address):
        cleaned = text.clean(chunk)
        if not cleaned:
            continue
        # "đường Xã Đàn" is a street: a capital unit word cuts only in a chunk that already began with one.
        any_case = cleaned.isupper() or _UNIT.match(cleaned)
        cut = _BEFORE_UNIT_ANY_CASE if any_case else _BEFORE_UNIT
        chunks.extend(cut.split(cleaned))
    return chunks
