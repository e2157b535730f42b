"""Which of the 26 product sets a list means by the words in its column or section."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from ocop_shop.producers import taxonomy

_PARTS: Final = re.compile(r"\s*[;:/>|\n]\s*|\s+[-–—]\s+|\s*→\s*")


@dataclass(frozen=True, slots=True)
class SetReading:
    """A set's number and its sector; both None when the words name neither."""

    number: int | None = None
    sector: str | None = None


@lru_cache(maxsize=2048)
def read_set(words: str) -> SetReading:
    """The set and sector that `words` name, whole or in their narrowest part ("Nhóm: Gia vị; Phân nhóm: …")."""
    parts = [words, re.sub(r"\s*\([^)]*\)", "", words), *reversed(_PARTS.split(words))]
    number = next((found for part in parts if (found := taxonomy.find_set(part)) is not None), None)
    if number is not None:
        return SetReading(number, taxonomy.sector_of(number))
    return SetReading(None, next((code for part in parts if (code := taxonomy.find_sector(part)) is not None), None))
