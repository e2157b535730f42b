"""What every signed message of a provider has to keep to, whoever signed it and how."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from .provider import Untrue

MOST_SECONDS = 300
"""A message that was signed longer ago was recorded by somebody and sent again."""


def require_fresh(stamp: int, now: datetime) -> None:
    """Raises `Untrue` for a message that was signed at the second `stamp` (Unix time), too far from `now`."""
    if abs(int(now.timestamp()) - stamp) > MOST_SECONDS:
        raise Untrue("too old")


def json_object(body: bytes) -> Mapping[str, Any]:
    """The object that `body` writes in JSON; raises `Untrue` for anything else."""
    try:
        said = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Untrue("not JSON") from error
    if not isinstance(said, dict):
        raise Untrue("not an object")
    return said
