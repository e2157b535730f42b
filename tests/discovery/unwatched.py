"""What somebody does while no trigger of ours is there: nothing follows it."""

from __future__ import annotations

from django.db import connection

from ocop_shop.discovery import triggers


def past_the_triggers(statement: str, *values: object) -> None:
    """Run a statement without our triggers, which were all there and are there again afterwards."""
    assert triggers.missing(connection) == []
    triggers.remove(connection)
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
    triggers.install(connection)
