"""What waits in all rooms of a producer's desk, for those who may enter them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ocop_shop.producers.roles import Right

from . import certificates, goods_tasks, identity_tasks, order_words, price_tasks, profile_tasks, questions
from .access import Work
from .today import Task

# With the right that a room asks for, who says what waits in it. Each costs a fixed number of queries.
SOURCES: tuple[tuple[Right, Callable[[Work], Iterable[Task]]], ...] = (
    (Right.ORDERS, order_words.waiting),
    (Right.CERTIFICATES, certificates.waiting),
    (Right.LISTINGS, goods_tasks.sent_back),
    (Right.PRICES, price_tasks.waiting),
    (Right.ANSWERS, questions.unanswered),
    (Right.PROFILE, profile_tasks.waiting),
    (Right.IDENTITY, identity_tasks.waiting),
)


def to_do(work: Work) -> list[Task]:
    """All that waits for `work`, the urgent first."""
    found = [task for right, source in SOURCES if work.may(right) for task in source(work)]
    return sorted(found, key=lambda task: not task.urgent)
