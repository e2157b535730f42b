"""A look at a listing as buyers would see it, before anything is published."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction

from .publishing import publish


@contextmanager
def tried(proposal: Any) -> Iterator[Any]:
    """The product that `proposal` would make, for as long as the block lasts; then nothing of it was ever written.

    No picture leaves the private storage. It is made like a real one, so that every part of its page finds it.
    """
    with transaction.atomic():
        try:
            yield publish(proposal, actor=None, pictures=False)
        finally:
            transaction.set_rollback(True)
