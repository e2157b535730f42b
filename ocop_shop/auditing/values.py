"""Values as an entry keeps them: such that every database gives them back exactly, and that they name nobody."""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from datetime import UTC, date, datetime, time
from enum import Enum
from typing import Any

# PostgreSQL keeps neither of them in text.
_UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")


def storable(value: Any) -> Any:
    """`value` made of dicts with text for keys, lists, text, whole numbers, true, false and null.

    Days and moments become ISO text, moments in UTC; fractions become text, since databases write them in their own
    ways ("82.50" stays "82.50"). A row of a table becomes its key, never what it is called.
    """
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, Enum):
        return storable(value.value)
    if isinstance(value, int):
        return int(value)
    if isinstance(value, str):
        return _UNKEEPABLE.sub("\N{REPLACEMENT CHARACTER}", value)
    if isinstance(value, Mapping):
        return {storable(str(storable(name))): storable(kept) for name, kept in value.items()}
    if isinstance(value, Set):
        return sorted((storable(member) for member in value), key=str)
    if isinstance(value, (list, tuple)):
        return [storable(member) for member in value]
    return _as_text(value)


def _as_text(value: Any) -> Any:
    if isinstance(value, datetime) and value.tzinfo:
        return value.astimezone(UTC).isoformat()
    if isinstance(value, (date, time)):
        return value.isoformat()
    if hasattr(value, "pk"):
        return storable(value.pk)
    return storable(str(value))
