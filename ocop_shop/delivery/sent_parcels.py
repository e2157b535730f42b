"""What of an order has left, line by line: how many pieces, when, with whom and under which number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from oscar.core.loading import get_model

from ocop_shop.ordering.sending import EVENT


@dataclass(frozen=True)
class Sent:
    """Some pieces of a line that left together. `carrier` and `tracking` are empty where nobody named them.

    `parcel` is the same for all that left in one parcel.
    """

    parcel: int
    pieces: int
    at: datetime
    carrier: str = ""
    tracking: str = ""


def by_line(lines: Iterable[Any]) -> dict[int, tuple[Sent, ...]]:
    """What has left of these lines, by key, the first at the top. One query."""
    rows = get_model("order", "ShippingEventQuantity").objects.filter(event__event_type__name=EVENT)
    chosen = rows.filter(line__in=[line.pk for line in lines]).select_related("event__ocop_dispatch")
    found: dict[int, tuple[Sent, ...]] = {}
    for row in chosen.order_by("event_id", "pk"):
        found[row.line_id] = (*found.get(row.line_id, ()), _sent(row))
    return found


def _sent(row: Any) -> Sent:
    noted = getattr(row.event, "ocop_dispatch", None)
    if noted is None:  # staff, in the dashboard
        return Sent(row.event_id, row.quantity, row.event.date_created, tracking=row.event.notes[:60])
    return Sent(row.event_id, row.quantity, noted.sent_at, noted.carrier, noted.tracking)
