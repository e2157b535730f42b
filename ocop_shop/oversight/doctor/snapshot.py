"""One moment of the database for as long as a long look takes, and nothing can be written meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def one_moment() -> Iterator[None]:
    """Everything read inside is as it was at the first query, though others write; writing inside is refused.

    Without it, an act that is committed between two queries would look like a contradiction. Inside a transaction that
    has begun already, what is read is left as that transaction sees it.
    """
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    elif connection.vendor == "sqlite":
        with _sqlite():
            yield
    else:
        yield


@contextmanager
def _sqlite() -> Iterator[None]:
    """A deferred transaction: it sees one moment and, unlike Django's own where it is IMMEDIATE, hinders no writer."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only = ON")
        cursor.execute("BEGIN")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ROLLBACK")
            cursor.execute("PRAGMA query_only = OFF")
