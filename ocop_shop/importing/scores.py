"""Reading a score, and whether it fits the star."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final

from ocop_shop.certification import rules, scoring

from .sheets import Value, clean

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


def fits(score: Decimal, stars: int, issued_on: date) -> bool:
    """Whether `score` lies in the band of `stars` under the rules of `issued_on`, the first ones for days before."""
    law = rules.rule_sets()
    rule_set = rules.rule_set_on(max(issued_on, law[0].in_force_from))
    return scoring.star_of(score, rule_set) == stars
