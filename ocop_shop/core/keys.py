"""Keys and versions of rows as they come in forms and addresses: text that anybody may have written."""

from __future__ import annotations

_MOST_DIGITS = 18
"""More does not fit into the largest whole number of a database."""
_VERSION_DIGITS = 10


def key_in(said: str | None) -> int | None:
    """The key that `said` writes in digits; None for what names no row."""
    return int(said) if said and said.isascii() and said.isdigit() and len(said) <= _MOST_DIGITS else None


def version_in(said: str | None) -> int:
    """The version that a form was filled in on, as it carries it; 0, which no row has, for none and for nonsense."""
    return (key_in(said) if said and len(said) < _VERSION_DIGITS else None) or 0
