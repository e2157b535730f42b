"""Which column holds what: the words of a header in all the spellings that lists use."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from ocop_shop.core import text

from .header_words import ALIASES, Role
from .stars import StarReading, find_star, read_star

__all__ = ["Role", "role_of", "role_under", "star_of_column"]

_PATTERNS: Final = tuple((role, re.compile("|".join(forms))) for role, forms in ALIASES)
_UNDER_PARENT: Final = {
    Role.DECISION: re.compile(r"so|so hieu|so qd|so quyet dinh"),
    Role.ISSUED_ON: re.compile(r"ngay|ngay thang|ngay thang nam|ngay ky"),
    Role.ISSUER: re.compile(r"co quan.*|noi cap|cap"),
}
_PLAIN_NAMES: Final = frozenset({"ten", "ten goi", "ten day du"})
_OLD_OR_NEW: Final = frozenset({"cu", "moi", "truoc", "hien tai", "lan truoc"})
_LONGEST_HEADER: Final = 90


@lru_cache(maxsize=1024)
def role_of(label: str) -> Role | None:
    """The role of a column headed `label`; None when no list uses such a header."""
    if len(label) > _LONGEST_HEADER:
        return None
    label = label.replace("_", " ")
    bare = text.key(re.sub(r"\([^)]*\)", " ", label))
    for words in dict.fromkeys((bare, text.key(label))):
        for role, pattern in _PATTERNS:
            if words and pattern.fullmatch(words):
                return role
    return None


@lru_cache(maxsize=1024)
def role_under(parent: str, label: str) -> Role | None:
    """The role of a column headed `label` in the second row of a header, below `parent`."""
    words = text.key(label)
    above = role_of(parent)
    if above in (Role.DECISION, Role.OLD_DECISION, Role.REVOKING_DECISION):
        for role, pattern in _UNDER_PARENT.items():
            if pattern.fullmatch(words):
                return {Role.DECISION: above, Role.ISSUED_ON: _dated(above)}.get(role, role)
    if words in _PLAIN_NAMES or (above is Role.STARS and words in _OLD_OR_NEW):
        return above if words in _PLAIN_NAMES else role_of(f"{parent} {label}")
    return role_of(label) or (Role.ADDRESS if above is Role.ADDRESS else None)


def _dated(decision: Role) -> Role:
    return Role.ISSUED_ON if decision is Role.DECISION else Role.OLD_ISSUED_ON


_STAR_LABEL: Final = re.compile(
    r"(?:(?:so )?(?:san pham|sp) )?(?:ocop |hang |dat |dat hang |xep hang |loai |cap )*(?:tiem nang )?(?:dat )?"
    r"(?:0?\d|mot|hai|ba|bon|nam)(?: (?:0?\d))? sao(?: (?:ocop|tiem nang|cap tinh|cap huyen|cap quoc gia|quoc gia))*"
)


@lru_cache(maxsize=512)
def star_of_column(label: str) -> StarReading | None:
    """The star that a mark in the column headed `label` ("3 sao", "★★★") means; None for other columns."""
    if _STAR_LABEL.fullmatch(text.key(label)):
        reading = find_star(label)
        return reading if not reading.is_blank else read_star(label)
    if label and set(label) <= set("*★⭐ ") and read_star(label).stars:
        return read_star(label)
    return None
