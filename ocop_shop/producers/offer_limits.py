"""What a price and a stock may be, and how people write them. No Django here."""

from __future__ import annotations

import re
from typing import Final

LEAST_PRICE: Final = 1_000
"""Who writes 85 means 85.000: nothing is sold for less than the smallest note that is used."""
MOST_PRICE: Final = 500_000_000
MOST_STOCK: Final = 1_000_000

_SIGNS = re.compile(r"(?:đồng|đ|₫|vnđ|vnd)$", re.IGNORECASE)
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+|\d{1,12}", re.ASCII)
_THOUSANDS = re.compile(r"(\d{1,6})(?:k|nghìn|ngàn)", re.IGNORECASE | re.ASCII)


def dong(written: str) -> int | None:
    """A price in whole đồng as it is written: 85000, 85.000, "85.000 đ", 85k, "85 nghìn"; None for anything else."""
    bare = _SIGNS.sub("", re.sub(r"\s+", "", written))
    if thousands := _THOUSANDS.fullmatch(bare):
        return int(thousands[1]) * 1_000
    return pieces(bare)


def pieces(written: str) -> int | None:
    """A whole number with or without dots between thousands; None for anything else."""
    bare = re.sub(r"\s+", "", written)
    return int(re.sub(r"[.,]", "", bare)) if _GROUPED.fullmatch(bare) else None
