"""What waits for a producer, as the first page of its desk lists it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ocop_shop.producers.roles import Right

from .access import Work


@dataclass(frozen=True)
class Task:
    """Something to do: what, how many of it, and where. `urgent` ones stand first."""

    label: str
    count: int
    url: str
    urgent: bool = False


# Each room says what waits in it: with the right it asks for, a function that costs a fixed number of queries.
SOURCES: list[tuple[Right, Callable[[Work], Iterator[Task]]]] = []


def to_do(work: Work) -> list[Task]:
    """All that waits for `work`, the urgent first."""
    found = [task for right, source in SOURCES if work.may(right) for task in source(work)]
    return sorted(found, key=lambda task: not task.urgent)
