"""What is asked of a product beside name, picture and price: it depends on its product set. No Django here.

The data are in `data/listing_fields.json`: a shop that asks for more adds a line there, not code.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from ocop_shop.core import text


class Type(StrEnum):
    """How a field is filled in: a line, several lines, a number, or a time such as "12 tháng"."""

    TEXT = "text"
    LONG = "long"
    NUMBER = "number"
    SPAN = "span"


class Fault(StrEnum):
    """What is wrong with what was filled in."""

    TOO_LONG = "too_long"
    NOT_A_NUMBER = "not_a_number"
    OUT_OF_BOUNDS = "out_of_bounds"
    NOT_A_TIME = "not_a_time"


LONGEST: Mapping[Type, int] = MappingProxyType({Type.TEXT: 200, Type.LONG: 2_000, Type.NUMBER: 20, Type.SPAN: 40})
_UNITS = {"ngay": "day", "day": "day", "days": "day", "tuan": "week", "week": "week", "weeks": "week"}
_UNITS |= {"thang": "month", "month": "month", "months": "month", "nam": "year", "year": "year", "years": "year"}
_WORDS = {
    "vi": {"day": ("ngày", "ngày"), "week": ("tuần", "tuần"), "month": ("tháng", "tháng"), "year": ("năm", "năm")},
    "en": {"day": ("day", "days"), "week": ("week", "weeks"), "month": ("month", "months"), "year": ("year", "years")},
}
_SPAN = re.compile(r"(\d{1,4})\s*([a-z]+)")
_MOST_OF_A_SPAN = 3_650


@dataclass(frozen=True, slots=True)
class Field:
    """One question, in both languages. `code` names it in drafts; Oscar's attribute is called `ocop_<code>`."""

    code: str
    type: Type
    vi: str
    en: str
    hint_vi: str = ""
    hint_en: str = ""
    unit: str = ""
    least: float = 0
    most: float = 0
    required: bool = False

    def label(self, language: str) -> str:
        """What is asked, in "vi" or "en"."""
        return self.en if language == "en" else self.vi

    def hint(self, language: str) -> str:
        """How to answer, with an example."""
        return self.hint_en if language == "en" else self.hint_vi

    def fault(self, value: str) -> Fault | None:
        """What is wrong with an answer that is not empty; None for a good one."""
        if len(value) > LONGEST[self.type]:
            return Fault.TOO_LONG
        if self.type is Type.SPAN:
            return None if span(value) else Fault.NOT_A_TIME
        if self.type is not Type.NUMBER:
            return None
        told = number(value)
        if told is None:
            return Fault.NOT_A_NUMBER
        return None if self.least <= told <= self.most else Fault.OUT_OF_BOUNDS

    def shown(self, value: str, language: str) -> str:
        """An answer as people read it: "12 tháng", "29,5 %"; what cannot be read stays as it was written."""
        if self.type is Type.SPAN and (told := span(value)):
            return in_words(told, language)
        if self.type is Type.NUMBER and (amount := number(value)) is not None:
            plain = f"{amount.normalize():f}"
            return " ".join(filter(None, (plain if language == "en" else plain.replace(".", ","), self.unit)))
        return value


@dataclass(frozen=True, slots=True)
class Notice:
    """What somebody has to know who lists a product of these sets; `said` stands on the page of the product too."""

    vi: str
    en: str
    said_vi: str = ""
    said_en: str = ""


def fields_of(set_no: int | None) -> tuple[Field, ...]:
    """The questions about a product of this set, in their order; none while the set is not known."""
    return _sets().get(set_no or 0, ())


def field_called(code: str) -> Field | None:
    """The question with this code, whichever sets it is asked for."""
    return _fields().get(code)


def notices_of(set_no: int | None) -> tuple[Notice, ...]:
    """What has to be known about products of this set."""
    return tuple(notice for sets, notice in _notices() if set_no in sets)


def span(value: str) -> tuple[int, str] | None:
    """ "12 tháng" as (12, "month"); None where it is no time from one day to ten years."""
    found = _SPAN.fullmatch(text.fold(value))
    unit = _UNITS.get(found[2]) if found else None
    if found is None or unit is None:
        return None
    days = {"day": 1, "week": 7, "month": 30, "year": 365}[unit] * int(found[1])
    return (int(found[1]), unit) if 0 < days <= _MOST_OF_A_SPAN else None


def in_words(told: tuple[int, str], language: str) -> str:
    """A time in "vi" or "en"."""
    one, many = _WORDS["en" if language == "en" else "vi"][told[1]]
    return f"{told[0]} {one if told[0] == 1 else many}"


def number(value: str) -> Decimal | None:
    """A number with a comma or a point before its fraction; None where it is none."""
    told = value.strip().replace(",", ".")
    if not re.fullmatch(r"\d{1,9}(\.\d{1,4})?", told, re.ASCII):
        return None
    try:
        return Decimal(told)
    except InvalidOperation:
        return None


@cache
def _data() -> dict[str, Any]:
    source = files("ocop_shop.producers") / "data" / "listing_fields.json"
    return json.loads(source.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


@cache
def _fields() -> Mapping[str, Field]:
    return {
        code: Field(code, Type(told["type"]), **{name: value for name, value in told.items() if name != "type"})
        for code, told in _data()["fields"].items()
    }


@cache
def _sets() -> Mapping[int, tuple[Field, ...]]:
    return {int(number_): tuple(map(_asked, codes)) for number_, codes in _data()["sets"].items()}


def _asked(code: str) -> Field:
    known = _fields()[code.removesuffix("!")]
    names = Field.__dataclass_fields__
    values = {name: getattr(known, name) for name in names}
    return Field(**{**values, "required": code.endswith("!")})


@cache
def _notices() -> tuple[tuple[frozenset[int], Notice], ...]:
    return tuple(
        (frozenset(told["sets"]), Notice(**{name: value for name, value in told.items() if name != "sets"}))
        for told in _data()["notices"]
    )
