"""Keys by which rows stand in order, ascending, so that an index and a keyset serve each order. No Django here."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime
from decimal import Decimal

from ocop_shop.core import text

LAST = 2**62
"""Where a row stands that has no price: behind all others, whichever way the prices run."""
_DAYS = 10_000_000
_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng; level comes before them
_DIGITS = {digit: f"{number:02}" for number, digit in enumerate("0123456789", 10)}
_CODES = _DIGITS | {letter: f"{number:02}" for number, letter in enumerate(_LETTERS, 30)}
_OTHER = "99"


def by_stars(stars: int, certified_on: date | None) -> int:
    """Most stars first, among equals the newest certificate."""
    return (5 - stars) * _DAYS + _DAYS - 1 - (certified_on.toordinal() if certified_on else 0)


def stars_begin(stars: int) -> int:
    """The smallest key that `by_stars` can give for so many stars."""
    return (5 - stars) * _DAYS


def stars_end(stars: int) -> int:
    """The largest key that `by_stars` can give for so many stars."""
    return stars_begin(stars) + _DAYS - 1


def by_newest(created_at: datetime) -> int:
    """What came to the shop last first."""
    return -int(created_at.timestamp())


def by_price(price: Decimal | None) -> int:
    """Lowest price first."""
    return LAST if price is None else int(price)


def by_price_down(price: Decimal | None) -> int:
    """Highest price first."""
    return LAST if price is None else -int(price)


def by_name(name: str, limit: int = 255) -> str:
    """The order of a Vietnamese dictionary: syllable by syllable, a ă â b … d đ e ê …, and then by tone.

    Digits only, since those stand in the same order under every collation of a database.
    """
    syllables = []
    for word in text.clean(name).casefold().split():
        spelt = [_letter(char) for char in word]
        # A tone is below every letter, so that "cá" comes before "cám".
        syllables.append("".join(code for code, _tone in spelt) + max((tone for _code, tone in spelt), default=""))
    return "".join(syllables)[:limit]


def _letter(char: str) -> tuple[str, str]:
    """The code of a letter and the number of its tone."""
    parts = unicodedata.normalize("NFD", char)
    tone = next((mark for mark in parts if mark in _TONES), "")
    base = unicodedata.normalize("NFC", parts.replace(tone, "") if tone else parts)
    number = f"{_TONES.index(tone) + 2:02}" if tone else "01"
    if base in _CODES:
        return _CODES[base], number
    return (_CODES.get(text.fold(base), _OTHER), number) if base.isalnum() else ("", "")
