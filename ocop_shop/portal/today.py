"""Something that waits for a producer, as the first page of its desk lists it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Task:
    """Something to do: what, how many of it, and where. `urgent` ones stand first."""

    label: str
    count: int
    url: str
    urgent: bool = False
