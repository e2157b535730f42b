"""How near a name comes to what was typed, for names that stand in no index. No Django here."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from . import terms
from .terms import Terms

Nearness = tuple[int, int]
"""Smaller is nearer: 0 where the words have the marks that were typed; 0 called so, 1 begun so, 2 with these words."""


def nearness(wanted: Terms, names: Iterable[str]) -> Nearness | None:
    """How near something with these names is, or None where a term is in none of them."""
    spoken = [name for name in names if name]
    plain = [" ".join(terms.plain_words(name)) for name in spoken]
    if not wanted or not all(term.pattern in f" {' '.join(plain)} " for term in wanted.wanted):
        return None
    so_called = min((_beginning(wanted.name, name) for name in plain), default=2)
    return (0 if _so_written(wanted, spoken) else 1), so_called


def is_called_so(wanted: Terms, row: Any) -> bool:
    """Whether a listing row has the words side by side or in its names, not just anywhere in what is told of it."""
    names = (row.title, row.title_en, row.producer_name, row.place)
    return f" {wanted.name}" in row.text_key or nearness(wanted, names) is not None


def is_told_together(wanted: Terms, row: Any) -> bool:
    """Whether a listing row has the words side by side, in one of its names, or as whole words of several."""
    names = (row.title, row.title_en, row.producer_name)
    if f" {wanted.name}" in row.text_key or any(nearness(wanted, [name]) is not None for name in names):
        return True
    whole = {word for name in (*names, row.place) for word in terms.plain_words(name)}
    return all(word in whole for term in wanted.wanted for word in term.words)


def _so_written(wanted: Terms, names: Iterable[str]) -> bool:
    if not wanted.marked:
        return True
    marked = "".join(f" {word}" for name in names for word in terms.marked_words(name))
    return all(f" {word}" in marked for word in wanted.marked)


def _beginning(typed: str, name: str) -> int:
    if name == typed:
        return 0
    return 1 if name.startswith(typed) else 2
