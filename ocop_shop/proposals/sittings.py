"""Sittings: a draft saves itself every few seconds, and the log needs to know who changed what when. No Django here.

A sitting is what one person saves without somebody else saving in between and without a long pause. The first save of
it is an entry in the log; what came of all of them is told when the draft is handed in, or dropped.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

PAUSE = timedelta(minutes=30)
"""Who saves nothing for longer has risen, and sits down again."""

Sitting = dict[str, Any]


def after_saving(
    sittings: Sequence[Sitting], by: int | None, fields: Sequence[str], at: datetime, *, assisted: bool = False
) -> tuple[list[Sitting], bool]:
    """The sittings after `by` saved `fields`, and whether a new one began."""
    known = [*sittings]
    last = known[-1] if known else None
    if last and (last["by"], last["assisted"]) == (by, assisted) and at - datetime.fromisoformat(last["to"]) <= PAUSE:
        known[-1] = {**last, "to": at.isoformat(), "fields": sorted({*last["fields"], *fields})}
        return known, False
    moment = at.isoformat()
    known.append({"by": by, "assisted": assisted, "from": moment, "to": moment, "fields": sorted(fields)})
    return known, True
