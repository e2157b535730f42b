"""What follows once a transaction is committed, such as a letter: when it fails it is logged, and holds up nobody."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction


def after_commit(act: Callable[..., Any], *args: Any, **said: Any) -> None:
    """Have `act(*args, **said)` done when what is written now is committed; never when it is rolled back.

    Django logs what fails by the name of a function. It finds none on a partial, and what follows would be lost.
    """

    def follow() -> None:
        act(*args, **said)

    follow.__qualname__ = getattr(act, "__qualname__", repr(act))
    transaction.on_commit(follow, robust=True)
