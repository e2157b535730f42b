"""The same row twice, and the same name with two producers, over all sheets of a file."""

from __future__ import annotations

from dataclasses import dataclass, field

from ocop_shop.core import text
from ocop_shop.producers.names import identity

from .entries import Entry, Finding
from .sheets import Value

_Key = tuple[str, str, str, int]


@dataclass
class Seen:
    """The accepted rows so far, for comparing the next one with them."""

    _rows: dict[_Key, Entry] = field(default_factory=dict)
    _names: dict[str, Entry] = field(default_factory=dict)

    def refuse(self, entry: Entry) -> Finding | None:
        """The error for an entry whose product, producer and decision were accepted before; None for a new one."""
        first = self._rows.setdefault(_key(entry), entry)
        if first is entry:
            return None
        details = _other_sheet(entry, first)
        return Finding(entry.sheet, entry.row, "duplicate_in_file", f"row {first.row}", details)

    def doubt(self, entry: Entry) -> Finding | None:
        """The warning for a product whose name another producer's product already has; both stay."""
        # Revocations name what exists; that two producers make a "Kẹo dừa" was no mistake of theirs.
        if entry.as_ == "revocation":
            return None
        first = self._names.setdefault(identity(entry.product), entry)
        if identity(first.producer) == identity(entry.producer):
            return None
        details: dict[str, Value] = {"other_row": first.row} | _other_sheet(entry, first)
        return Finding(entry.sheet, entry.row, "same_name_other_producer", details=details)


def _key(entry: Entry) -> _Key:
    # Numbers begin anew every year.
    return identity(entry.product), identity(entry.producer), text.key(entry.decision_no), entry.issued_on.year


def _other_sheet(entry: Entry, first: Entry) -> dict[str, Value]:
    return {} if first.sheet == entry.sheet else {"other_sheet": first.sheet}
