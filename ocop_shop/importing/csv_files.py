"""Reading CSV: which encoding it is written in, which character parts its fields."""

from __future__ import annotations

import codecs
import csv
import re
import unicodedata
from collections import Counter
from io import StringIO
from typing import Final

from .limits import FileRejected, Limits
from .sheets import Book, Cell, Sheet, cell_of

_DELIMITERS: Final = (";", ",", "\t", "|")
_SAMPLE: Final = 50
_BYTE_ORDER_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_VIETNAMESE: Final = frozenset("aăâbcdđeêghiklmnoôơpqrstuưvxyfjwz")
_TONES: Final = frozenset("\u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031b")
_PUNCTUATION: Final = frozenset("–—‘’“”„…•‹›«»·°²³½¼×₫€™®©\u00a0")
# Spreadsheets may write this line first, to say which delimiter follows.
_SEPARATOR_LINE: Final = re.compile(r"sep=(?P<delimiter>.)\r?\n", re.IGNORECASE)


def read_csv(content: bytes, limits: Limits) -> Book:
    """The one sheet of a text file, rows counted as records; raises `FileRejected` when its text cannot be trusted."""
    written, encoding = decode(content)
    try:
        rows = _records(written, _delimiter(written), limits)
    except csv.Error as error:
        raise FileRejected("file_unreadable") from error
    return Book((Sheet(None, rows),), encoding=encoding, is_text=True)


def decode(content: bytes) -> tuple[str, str]:
    """The text of `content` and the name of its encoding; raises `FileRejected` rather than return broken text."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return _strictly(content, encoding), encoding
    if content.count(0) > len(content) // 5:
        # Text with a zero in every other byte is UTF-16 without its mark.
        encoding = "utf-16-le" if content[1:2] == b"\0" else "utf-16-be"
        return _strictly(content, encoding), encoding
    if b"\0" in content:
        raise FileRejected("file_unreadable")
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _windows_1258(content), "cp1258"


def _strictly(content: bytes, encoding: str) -> str:
    try:
        decoded = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise FileRejected("encoding_unsupported") from error
    if "\0" in decoded:
        raise FileRejected("file_unreadable")
    return decoded


def _windows_1258(content: bytes) -> str:
    """The bytes as Windows-1258, only if the result is Vietnamese: nearly any bytes decode to something."""
    decoded = unicodedata.normalize("NFC", _strictly(content, "cp1258"))
    foreign = sum(_is_foreign(character) for character in decoded if not character.isascii())
    marked = sum(not character.isascii() for character in decoded)
    if foreign * 50 > marked or any(unicodedata.combining(character) for character in decoded):
        raise FileRejected("encoding_unsupported")
    return decoded


def _is_foreign(character: str) -> bool:
    if character in _PUNCTUATION or character in "đĐ":
        return False
    base, *marks = list(unicodedata.normalize("NFD", character))
    return base.lower() not in _VIETNAMESE or not set(marks) <= _TONES


def _delimiter(written: str) -> str:
    """The character that the first line names, or that parts most records into the same number of fields."""
    named = _SEPARATOR_LINE.match(written)
    if named:
        return named["delimiter"]
    return max(_DELIMITERS, key=lambda delimiter: _evenness(written, delimiter))


def _evenness(written: str, delimiter: str) -> int:
    widths: Counter[int] = Counter()
    try:
        for position, record in enumerate(csv.reader(StringIO(written), delimiter=delimiter)):
            if position >= _SAMPLE:
                break
            widths[len(record)] += 1
    except csv.Error:
        return 0
    return max(((width - 1) * count for width, count in widths.items()), default=0)


def _records(written: str, delimiter: str, limits: Limits) -> dict[int, dict[int, Cell]]:
    rows: dict[int, dict[int, Cell]] = {}
    total = 0
    for number, record in enumerate(csv.reader(StringIO(written), delimiter=delimiter), start=1):
        if number == 1 and _SEPARATOR_LINE.match(written):
            continue
        row = {}
        for column, field in enumerate(record[: limits.columns], start=1):
            if (cell := cell_of(field)) is not None:
                row[column] = cell
        total += len(row)
        if number > limits.rows or total > limits.cells:
            raise FileRejected("file_too_large")
        if row:
            rows[number] = row
    return rows
