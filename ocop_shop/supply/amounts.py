"""Numbers as people type them into a grid or a spreadsheet: "125.000", "125,000 đ", "125000". No Django here."""

from __future__ import annotations

import re
from typing import Final

MOST_DONG: Final = 1_000_000_000
MOST_PIECES: Final = 1_000_000
_SIGN: Final = re.compile(r"(?i)(?:vnd|vnđ|đồng|dong|đ|₫)\.?$")
# Groups of three after the same sign, or digits alone: "1.5" could be a half or a mistyped thousand, and is neither.
_WHOLE: Final = re.compile(r"(?P<minus>-)?(?:\d+|\d{1,3}(?P<sign>[.,' ])\d{3}(?:(?P=sign)\d{3})*)", re.ASCII)
_LONGEST: Final = 24


class NotWhole(ValueError):
    """What was typed is no whole number."""


def whole(typed: str) -> int | None:
    """The whole number that was typed, None where nothing was; raises `NotWhole` for everything else."""
    bare = _SIGN.sub("", " ".join(typed.split())).strip().replace("−", "-")
    if not bare:
        return None
    match = _WHOLE.fullmatch(bare) if len(bare) <= _LONGEST else None
    if match is None:
        raise NotWhole(typed)
    number = int(re.sub(r"\D", "", bare))
    return -number if match["minus"] else number


def grouped(number: int | None) -> str:
    """`number` as a Vietnamese writes it: "125.000"; empty for none."""
    return "" if number is None else f"{number:,}".replace(",", ".")
