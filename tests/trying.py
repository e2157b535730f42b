"""How often a rule is tried with values that are drawn."""

from __future__ import annotations

from django.db import connection
from hypothesis import HealthCheck, settings

STRICT = connection.vendor == "postgresql"


def inputs(number: int) -> settings:
    """For what somebody may send: all of it on PostgreSQL, which refuses more than SQLite; a fifth elsewhere."""
    return _examples(number if STRICT else number // 5)


def histories(number: int) -> settings:
    """For what follows from a course of events: all of it on SQLite, where it is quick; a fifth on PostgreSQL."""
    return _examples(max(number // 5, 1) if STRICT else number)


def _examples(number: int) -> settings:
    return settings(max_examples=number, deadline=None, suppress_health_check=list(HealthCheck))
