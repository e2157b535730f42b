"""One at a time: a lock by name for work that finds or makes rows which nobody has locked yet."""

from __future__ import annotations

import zlib

from django.db import connection


def one_at_a_time(name: str) -> None:
    """Wait until no other transaction works under `name`, and keep it until this transaction ends.

    On PostgreSQL an advisory lock; on SQLite a transaction that writes is alone anyway.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [zlib.crc32(name.encode())])
