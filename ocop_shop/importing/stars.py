"""Reading a star as lists print it. A star is a number from 3 to 5; everything else is refused or an evaluation."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from ocop_shop.core import text

from .sheets import Value, clean

StarError = Literal["star_unreadable", "star_out_of_range", "star_below_threshold", "star_range", "star_conflict"]
Result = Literal["potential_5", "failed"]

# One and two stars are bands of the score only: no decision, no certificate (26/2026/QĐ-TTg art. 4.1.a).
CERTIFIED: Final = range(3, 6)
_BELOW: Final = range(1, 3)
# Longer than any sentence about a star; what goes on for pages is no answer to the question which one.
_LONGEST: Final = 400

_NUMERALS: Final = {
    "khong": 0, "mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "sau": 6,
    "bay": 7, "tam": 8, "chin": 9, "muoi": 10,
}  # fmt: skip
_WORD: Final = "|".join(_NUMERALS)
_DIGITS: Final = r"(?<![\d/.,])\d{1,3}(?:[.,]\d+)?(?!\d)"
_NUMBER: Final = rf"(?:{_DIGITS}|\b(?:{_WORD})\b)"
_UNIT: Final = r"(?:sao\b|stars?\b|★)"
_COUNT: Final = re.compile(rf"(?P<first>{_NUMBER})\s*(?:[(\[]\s*(?P<second>{_NUMBER})\s*[)\]])?\s*-?\s*{_UNIT}")
_RANGE: Final = re.compile(
    rf"(?:tu\s+)?{_NUMBER}\s*{_UNIT}?\s*(?:[-–—~]|\bden\b|\bhoac\b|\bto\b)\s*{_NUMBER}\s*(?:{_UNIT}|$)"
)
_UPGRADE: Final = re.compile(rf"(?:tu\s+)?{_NUMBER}\s*{_UNIT}?\s*(?:\blen\b|→|->|=>|>)\s*(?P<to>{_NUMBER}\s*{_UNIT}?)")
_AT_LEAST: Final = re.compile(
    rf"{_NUMBER}\s*{_UNIT}\s*(?:tro len|tro xuong)|(?:tren|duoi|toi thieu|it nhat)\s*{_NUMBER}\s*{_UNIT}"
)
_SYMBOLS: Final = re.compile(r"^[*★⭐✭✮☆⋆✩🌟\s]+$")
_FILLED: Final = frozenset("*★⭐✭✮⋆🌟")
# Without the word "sao" only digits count: "Nam" alone may be a man, not a five.
_BARE: Final = re.compile(
    rf"^(?:(?:ocop|hang|loai|dat|xep|cap)\s*)*(?:{_DIGITS})\s*(?:[(\[]\s*{_NUMBER}\s*[)\]])?\s*\*?$"
)
_POTENTIAL: Final = re.compile(rf"tiem nang.*?(?:{_NUMBER})|(?:{_NUMBER})\s*{_UNIT}.*tiem nang|^tn\s*5\b")
_FAILED: Final = re.compile(
    r"\b(?:khong|chua) (?:dat|du dieu kien|duoc cong nhan|cong nhan|xep hang|phan hang)\b|\brot hang\b"
    r"|^(?:truot|rot|failed)$"
)
_NOT_YET: Final = re.compile(r"^-\s*\d|\b(?:de nghi|de xuat|du kien|dang ky|phan dau|cho danh gia|chua)\b")
# A word that says only that the product passed, so the star must stand elsewhere.
_PASSED: Final = frozenset({"dat", "dat yeu cau", "duoc cong nhan", "cong nhan", "co"})


@dataclass(frozen=True, slots=True)
class StarReading:
    """Stars, or the result of an evaluation, or an error; all None where nothing about a star stands."""

    stars: int | None = None
    result: Result | None = None
    error: StarError | None = None

    @property
    def is_blank(self) -> bool:
        """Whether the cell leaves the star to a section or the title."""
        return self.stars is None and self.result is None and self.error is None


NO_STAR: Final = StarReading()
"""The reading of an empty cell."""


def read_star(value: Value) -> StarReading:
    """The star in a cell of a star column."""
    if value is None:
        return StarReading()
    if isinstance(value, bool):
        return StarReading(error="star_unreadable")
    if isinstance(value, int | float):
        return _graded(value)
    return _written(value) if isinstance(value, str) else StarReading(error="star_unreadable")


def find_star(words: str) -> StarReading:
    """The one star that a title or a section names; blank when it names none, several or a range."""
    folded = _folded(words[:_LONGEST])
    if _RANGE.search(folded) or _AT_LEAST.search(folded):
        return StarReading()
    if _POTENTIAL.search(folded):
        return StarReading(result="potential_5")
    if _FAILED.search(folded):
        return StarReading(result="failed")
    named = {match.group("first") for match in _COUNT.finditer(folded)}
    reading = _graded(_number(named.pop())) if len(named) == 1 else StarReading()
    return reading if reading.stars else StarReading()


@lru_cache(maxsize=2048)
def _written(value: str) -> StarReading:
    printed = unicodedata.normalize("NFKC", clean(value)).replace("\ufe0f", "").replace("\ufe0e", "")
    if not printed:
        return StarReading()
    if len(printed) > _LONGEST:
        return StarReading(error="star_unreadable")
    if _SYMBOLS.match(printed):
        return _graded(sum(character in _FILLED for character in printed))
    return _worded(_folded(printed))


def _worded(folded: str) -> StarReading:
    bare = folded.strip(" .,;:!")
    if bare in _PASSED:
        return StarReading()
    if _FAILED.search(folded):
        return StarReading(result="failed")
    if _POTENTIAL.search(folded):
        return (
            StarReading(result="potential_5")
            if "5" in folded or "nam" in folded
            else StarReading(error="star_unreadable")
        )
    if _NOT_YET.search(folded):
        return StarReading(error="star_unreadable")
    if match := _UPGRADE.search(folded):
        return _graded(_number(match["to"]))
    if _RANGE.search(folded) or _AT_LEAST.search(folded):
        return StarReading(error="star_range")
    return _counted(folded, bare)


def _counted(folded: str, bare: str) -> StarReading:
    numbers = {_number(part) for match in _COUNT.finditer(folded) for part in match.groups() if part}
    if not numbers and _BARE.match(bare):
        numbers = {_number(part) for part in re.findall(_NUMBER, bare)}
    if not numbers:
        return StarReading(error="star_unreadable")
    return _graded(numbers.pop()) if len(numbers) == 1 else StarReading(error="star_conflict")


def _graded(number: float) -> StarReading:
    if number != number or number != int(min(max(number, -1), 10**6)):
        return StarReading(error="star_out_of_range" if abs(number) > CERTIFIED.stop else "star_unreadable")
    if number in CERTIFIED:
        return StarReading(stars=int(number))
    return StarReading(error="star_below_threshold" if number in _BELOW else "star_out_of_range")


def _number(written: str) -> float:
    match = re.match(r"\d+(?:[.,]\d+)?|[a-z]+", written)
    found = match.group() if match else "-1"
    return float(_NUMERALS[found]) if found in _NUMERALS else float(found.replace(",", "."))


def _folded(words: str) -> str:
    return text.fold(words).replace("⭐", "★")
