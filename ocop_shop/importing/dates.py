"""Reading a date as Vietnamese lists print it: day, month, year. Nothing is guessed; what is doubtful says so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, Literal

from ocop_shop.core import text

from .sheets import Value, clean

DateError = Literal["date_incomplete", "date_invalid"]
DateWarning = Literal["date_from_serial", "date_two_digit_year"]

# Spreadsheets count days from here (the odd start makes up for a leap day of 1900 that never was).
_SERIAL_START: Final = date(1899, 12, 30)
_FIRST_YEAR: Final = 2000
_LAST_YEAR: Final = 2099
_SERIALS: Final = range((date(_FIRST_YEAR, 1, 1) - _SERIAL_START).days, (date(_LAST_YEAR, 12, 31) - _SERIAL_START).days)

_WORDS: Final = r"ngay\s*(?P<wd>\d{1,2})\s*thang\s*(?P<wm>\d{1,2})\s*nam\s*(?P<wy>\d{1,4})"
_SIGNS: Final = r"(?P<d>\d{1,2})\s*(?P<sep>[/.\-–—\\])\s*(?P<m>\d{1,2})\s*[/.\-–—\\]\s*(?P<y>\d{1,4})(?![\d])"
_ISO: Final = r"(?P<iy>\d{4})\s*[-/.]\s*(?P<im>\d{1,2})\s*[-/.]\s*(?P<id>\d{1,2})(?!\d)"
_DATE: Final = re.compile(
    rf"(?<!\d)(?:{_ISO}|{_WORDS}|{_WORDS.replace('ngay', '').replace('(?P<w', '(?P<v')}|{_SIGNS})"
)
_INCOMPLETE: Final = re.compile(
    r"^(?:ngay )?(?:\d{1,2}\s*[/.\-–—]\s*\d{1,2}|\d{1,2}\s*[/.\-–—]\s*\d{4}|(?:nam )?(?:19|20)\d{2}"
    r"|\d{1,2}\s*thang\s*\d{1,2}|thang \d{1,2}(?:\s*(?:nam|[/.\-–—])\s*\d{2,4})?|quy .*|dot .*)$"
)
_SHORT: Final = re.compile(r"\bngay\s+(?P<day>\d{1,2}\s*[/.\-]\s*\d{1,2})(?!\s*[/.\-]?\d)")
_TIME_BEHIND: Final = re.compile(r"[t ]\s*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:am|pm|z)?$")


@dataclass(frozen=True, slots=True)
class DateReading:
    """A day, or the reason why there is none; with a blank cell both are None. `printed` is what stood there."""

    day: date | None = None
    error: DateError | None = None
    warning: DateWarning | None = None
    printed: Value = None

    @property
    def is_blank(self) -> bool:
        """Whether nothing stood there."""
        return self.day is None and self.error is None


NO_DATE: Final = DateReading()
"""The reading of an empty cell."""


def read_date(value: Value) -> DateReading:
    """The day in a cell: a date, a spreadsheet's serial number, or text with nothing but a date in it."""
    if value is None or isinstance(value, bool):
        return DateReading() if value is None else DateReading(error="date_invalid", printed=value)
    if isinstance(value, datetime | date):
        return _real(value.date() if isinstance(value, datetime) else value)
    if isinstance(value, int | float):
        return _serial(value)
    return _written(clean(value))


def find_date(words: str) -> DateReading:
    """The first date inside running text, or a day without its year; blank when there is neither."""
    words = clean(words)
    folded = text.fold(words)
    match = _DATE.search(folded)
    if not match:
        short = _SHORT.search(folded)
        return DateReading(error="date_incomplete", printed=short["day"]) if short else NO_DATE
    # Folding keeps the places of letters, except for a few that never stand in a Vietnamese list.
    exact = len(folded) == len(words)
    return _matched(match, words[match.start() : match.end()].strip() if exact else match.group().strip())


def _real(day: date) -> DateReading:
    if _FIRST_YEAR <= day.year <= _LAST_YEAR:
        return DateReading(day, printed=day.isoformat())
    return DateReading(error="date_invalid", printed=day.isoformat())


def _serial(number: int | float, printed: Value = None) -> DateReading:
    printed = number if printed is None else printed
    if isinstance(number, float) and (number != number or number in (float("inf"), float("-inf"))):
        return DateReading(error="date_invalid", printed=str(number))
    whole = int(number)
    printed = whole if printed == whole else printed
    if whole in _SERIALS:
        return DateReading(_SERIAL_START + timedelta(days=whole), warning="date_from_serial", printed=printed)
    error: DateError = "date_incomplete" if whole == number and _FIRST_YEAR <= whole <= _LAST_YEAR else "date_invalid"
    return DateReading(error=error, printed=printed)


def _written(printed: str) -> DateReading:
    folded = _TIME_BEHIND.sub("", text.fold(printed)).strip(" .,;()")
    if not folded:
        return DateReading()
    if re.fullmatch(r"\d{5}(?:[.,]0+)?", folded):
        return _serial(int(folded[:5]), printed)
    if _INCOMPLETE.match(folded):
        return DateReading(error="date_incomplete", printed=printed)
    match = _DATE.search(folded)
    # Text around a date is allowed ("ngày ký: 22/8/2022"), a second number is not.
    if match and not re.search(r"\d", folded[: match.start()] + folded[match.end() :]):
        return _matched(match, printed)
    return DateReading(error="date_invalid", printed=printed)


def _matched(match: re.Match[str], printed: str) -> DateReading:
    day, month, year = next(
        (match[f"{d}"], match[f"{m}"], match[f"{y}"])
        for d, m, y in (("id", "im", "iy"), ("wd", "wm", "wy"), ("vd", "vm", "vy"), ("d", "m", "y"))
        if match[d]
    )
    if len(year) not in (2, 4):
        return DateReading(error="date_invalid", printed=printed)
    full_year = int(year) + (2000 if len(year) == 2 else 0)
    try:
        reading = _real(date(full_year, int(month), int(day)))
    except ValueError:
        return DateReading(error="date_invalid", printed=printed)
    warning: DateWarning | None = "date_two_digit_year" if len(year) == 2 and reading.day else None
    return DateReading(reading.day, reading.error, warning, printed)
