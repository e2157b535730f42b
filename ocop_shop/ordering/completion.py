"""What an order waits for when all of it was sent. Who stands above ordering says so in its `AppConfig.ready`:

completion.awaits(money.is_awaited_at_the_door)
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Question = Callable[[Any], bool]
_QUESTIONS: list[Question] = []


def awaits(question: Question) -> None:
    """Have an order stay incomplete while `question` answers yes about it. Naming one again changes nothing."""
    if question not in _QUESTIONS:
        _QUESTIONS.append(question)


def is_awaited(order: Any) -> bool:
    """Whether something of `order` is still to come although all of it was sent."""
    return any(question(order) for question in _QUESTIONS)
