"""Codes that people read aloud on the telephone and type from paper, and that nobody guesses from another."""

from __future__ import annotations

import secrets

ALPHABET = "23456789BCDFGHJKMNPQRSTVWXZ"
"""No vowels and no look-alikes."""


def new_code(length: int) -> str:
    """A fresh code of so many characters, such as "K7QX2M94RB"."""
    return "".join(secrets.choice(ALPHABET) for _position in range(length))


def is_code(said: str, length: int) -> bool:
    """Whether `said` is such a code."""
    return len(said) == length and set(said) <= set(ALPHABET)
