"""One thing that is suggested to somebody who types."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Suggestion:
    """What it is called, what tells it from others, and the address of its page."""

    label: str
    note: str
    url: str
