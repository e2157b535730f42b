"""How much a file may hold, and how it is turned away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

FileReason = Literal["file_unreadable", "file_too_large", "encoding_unsupported"]


class FileRejected(ValueError):
    """A file that is not read at all; `reason` says why."""

    def __init__(self, reason: FileReason) -> None:
        super().__init__(reason)
        self.reason: FileReason = reason


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one file may hold. The whole country has some 20,000 recognised products."""

    bytes_sent: int = 10 * 1024 * 1024
    bytes_unpacked: int = 150 * 1024 * 1024
    archive_members: int = 2_000
    sheets: int = 100
    rows: int = 60_000
    columns: int = 200
    cells: int = 2_000_000
    last_row: int = 1_048_576
    merges: int = 20_000


DEFAULT_LIMITS: Final = Limits()
