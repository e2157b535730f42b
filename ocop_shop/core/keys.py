"""Keys of rows as they come in forms and addresses: text that anybody may have written."""

from __future__ import annotations

_MOST_DIGITS = 18
"""More does not fit into the largest whole number of a database."""


def key_in(said: str | None) -> int | None:
    """The key that `said` writes in digits; None for what names no row."""
    return int(said) if said and said.isascii() and said.isdigit() and len(said) <= _MOST_DIGITS else None
