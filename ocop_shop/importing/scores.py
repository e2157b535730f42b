"""Reading a score, and whether it fits the star."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import Final

from .sheets import Value, clean

# 26/2026/QĐ-TTg art. 3.3; the same bands as under 1048/QĐ-TTg and 148/QĐ-TTg. Only the top band has its own end in it.
BANDS: Final = MappingProxyType(
    {3: (Decimal(50), Decimal(70)), 4: (Decimal(70), Decimal(90)), 5: (Decimal(90), Decimal(101))}
)
_HIGHEST: Final = Decimal(100)
_NUMBER: Final = re.compile(r"(\d{1,3}(?:[.,]\d{1,6})?)\s*(?:điểm|đ|/\s*100(?:\s*điểm)?)?", re.IGNORECASE)


def read_score(value: Value) -> Decimal | None:
    """The mean score in a cell, without needless zeros; None when there is none from 0 to 100."""
    if value is None or isinstance(value, bool):
        return None
    written = clean(value) if isinstance(value, str) else repr(value)
    match = _NUMBER.fullmatch(written.strip(" .;"))
    if not match:
        return None
    try:
        score = Decimal(f"{round(Decimal(match[1].replace(',', '.')), 3).normalize():f}")
    except InvalidOperation:
        return None
    return score if score <= _HIGHEST else None


def fits(score: Decimal, stars: int) -> bool:
    """Whether `score` lies in the band of `stars`."""
    low, high = BANDS[stars]
    return low <= score < high
