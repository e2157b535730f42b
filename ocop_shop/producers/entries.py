"""Lists of entries that have an `id`, such as the parts of a story: put in, moved, taken out. No Django here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Entries = Sequence[Mapping[str, Any]]


def found(entries: Entries, key: str) -> dict[str, Any] | None:
    """The entry with this id, or None."""
    return next((dict(entry) for entry in entries if entry["id"] == key), None)


def put(entries: Entries, entry: Mapping[str, Any]) -> list[dict[str, Any]]:
    """`entries` with `entry` in the place of the one with its id, or at the end."""
    kept = [dict(entry) if one["id"] == entry["id"] else dict(one) for one in entries]
    return kept if any(one["id"] == entry["id"] for one in entries) else [*kept, dict(entry)]


def without(entries: Entries, key: str) -> list[dict[str, Any]]:
    """`entries` without the one with this id."""
    return [dict(entry) for entry in entries if entry["id"] != key]


def moved(entries: Entries, key: str, by: int) -> list[dict[str, Any]]:
    """`entries` with one of them moved by so many places, as far as there are any."""
    kept = [dict(entry) for entry in entries]
    at = next((number for number, entry in enumerate(kept) if entry["id"] == key), None)
    if at is not None:
        kept.insert(max(0, at + by), kept.pop(at))
    return kept
