"""Reading the number of a decision ("Quyết định"). Only a decision recognises a product; other papers do not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from .dates import NO_DATE, DateReading, find_date
from .issuers import Issuer, find_issuer
from .sheets import Value, clean

DecisionError = Literal["decision_missing", "decision_unreadable"]

# The letters behind QĐ say who signed: UBND, TTg, BNN-VPĐP, VPĐP-OCOP. Keyboards without đ write QD.
_SUFFIX: Final = r"q\s*[đd](?![^\W\d_])(?:\s*[-–—/]\s*[a-zà-ỹđ&]+(?:\.[a-zđ]+)*)*|q[đd](?:-?ctubnd|ubnd)"
_FULL: Final = re.compile(
    rf"(?<![\d/])(?<!\d[.,])(?P<number>\d{{1,5}})(?:\s*/\s*(?P<year>(?:19|20)\d{{2}}))?(?:\s*[/\-–]\s*|\s+)(?P<suffix>{_SUFFIX})",
    re.IGNORECASE,
)
_NAMED: Final = re.compile(
    r"(?:quyết\s+định(?:\s+công\s+nhận)?|\bq[đd]\b)\s*(?:số)?\s*[:.]?\s*(?P<number>\d{1,5})(?![\d/.\-])", re.IGNORECASE
)
_BARE: Final = re.compile(r"(?:số\s*[:.]?\s*)?(?P<number>\d{1,5})(?:[.,]0)?", re.IGNORECASE)
_BEHIND_NUMBER: Final = re.compile(r"(?:,?\s*(?:ban\s+hành\s+)?ngày\b|,?\s*của\b|\s*\().*$", re.IGNORECASE | re.DOTALL)

_DAY: Final = re.compile(r"(?<![\d/])\d{1,2}\s*[/.\-]\s*\d{1,2}\s*[/.\-]\s*\d{2,4}(?!\d)")


@dataclass(frozen=True, slots=True)
class DecisionReading:
    """A decision's number in its usual form, with the date and the issuer that stand beside it."""

    number: str | None = None
    is_complete: bool = True
    error: DecisionError | None = None
    dated: DateReading = NO_DATE
    issuer: Issuer | None = None
    printed: Value = None

    @property
    def is_blank(self) -> bool:
        """Whether nothing about a decision stood there (a date alone may have)."""
        return self.number is None and self.error is None


def read_decision(value: Value) -> DecisionReading:
    """The decision in a cell, with its date and issuer if they stand there too; blank for an empty cell."""
    if value is None:
        return DecisionReading()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    printed = clean(value) if isinstance(value, str) else value
    words = str(printed)
    if not words:
        return DecisionReading()
    found = _numbers(words)
    if not found:
        return _without_number(words, printed)
    # Two different numbers in one cell: nobody can tell which of them recognised the product.
    if len(set(found)) > 1:
        return DecisionReading(error="decision_unreadable", printed=printed)
    number, complete = found[0]
    return DecisionReading(number, complete, None, find_date(words), find_issuer(words), printed)


def find_decisions(words: str) -> list[tuple[int, int, str, bool]]:
    """Every decision named in running text: start, end, number, and whether its letters are given."""
    full = [(match.start(), match.end(), _normal(match), _is_whole(match)) for match in _FULL.finditer(words)]
    named = [
        (match.start(), match.end(), match["number"], False)
        for match in _NAMED.finditer(words)
        if not any(start <= match.start("number") < end for start, end, _number, _complete in full)
    ]
    return sorted(full + named)


def _numbers(words: str) -> list[tuple[str, bool]]:
    named = [(number, complete) for _start, _end, number, complete in find_decisions(words)]
    if named:
        return named
    alone = _BARE.fullmatch(_DAY.sub("", _BEHIND_NUMBER.sub("", words)).strip(" .,;:-–"))
    return [(alone["number"], False)] if alone else []


def _without_number(words: str, printed: Value) -> DecisionReading:
    dated = find_date(words)
    # A cell "Số, ngày QĐ" may hold only the date; the number then stands in the title or nowhere.
    if dated.day and not re.search(r"\d\s*/\s*[^\W\d]", words):
        return DecisionReading(dated=dated, printed=printed)
    return DecisionReading(error="decision_unreadable", printed=printed)


def _is_whole(match: re.Match[str]) -> bool:
    return len(re.sub(r"\W", "", match["suffix"])) > len("QĐ")


def _normal(match: re.Match[str]) -> str:
    letters = re.sub(r"\s", "", match["suffix"]).upper()
    letters = re.sub(r"[-–—/]", "-", letters)
    letters = re.sub(r"^Q[ĐD]-?(?=.)", "QĐ-", letters) if len(letters) > len("QĐ") else "QĐ"
    letters = re.sub(r"-TTG\b", "-TTg", letters)
    year = f"/{match['year']}" if match["year"] else ""
    return f"{match['number']}{year}/{letters}"
