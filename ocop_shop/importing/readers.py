"""Opening a file that somebody sent: what kind it is, and whether it may be read at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath
from typing import Final

from .csv_files import read_csv
from .limits import DEFAULT_LIMITS, FileRejected, Limits
from .sheets import Book
from .workbooks import read_workbook

__all__ = ["FileRejected", "Limits", "read_file"]

_ZIP: Final = b"PK\x03\x04"
# Old binary workbooks and encrypted ones, PDF, pictures: known by their first bytes, whatever the name says.
_FOREIGN: Final = (
    b"\xd0\xcf\x11\xe0",
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
)
_TEXT_NAMES: Final = frozenset({".csv", ".tsv", ".txt", ""})


def read_file(content: bytes, filename: str, limits: Limits = DEFAULT_LIMITS) -> Book:
    """The sheets of a workbook (.xlsx) or text file (.csv); raises `FileRejected` for everything else."""
    if len(content) > limits.bytes_sent:
        raise FileRejected("file_too_large")
    return _reader_for(content, filename)(content, limits)


def _reader_for(content: bytes, filename: str) -> Callable[[bytes, Limits], Book]:
    # The bytes decide, not the name: workbooks are often sent with the wrong ending.
    if content.startswith(_ZIP):
        return read_workbook
    if not content.strip() or content.startswith(_FOREIGN):
        raise FileRejected("file_unreadable")
    if PurePath(filename.lower()).suffix not in _TEXT_NAMES:
        raise FileRejected("file_unreadable")
    return read_csv
