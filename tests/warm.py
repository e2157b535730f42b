"""What a page costs in a shop that is running: what a process remembers is at hand."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext


def visited(client: Any, address: str, data: dict[str, str] | None = None) -> tuple[int, Any]:
    """How many queries the third visit asks, and its answer. Every visit has to be answered with a page."""
    for _visit in (1, 2):
        assert client.get(address, data).status_code == 200
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address, data)
    return len(queries), answer
