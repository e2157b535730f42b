"""What is in the boxes that the shop packed, as `reckoning` reads it: a line for each thing whose producer is owed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef

from ocop_shop.ordering.states import SHIPPED

from . import box_shares
from .reckoning import Share, SoldLine


def owed_parts(**of: Any) -> Any:
    """Things in sold boxes for which a producer is owed."""
    return apps.get_model("ocop_boxes", "SoldPart").objects.filter(producer__isnull=False, **of)


def holds_owed(line: str = "pk") -> Exists:
    """For queries: whether an order line is a box of the shop with goods of producers."""
    return Exists(owed_parts(line=OuterRef(line)))


def boxes_of(orders: Mapping[int, Any]) -> dict[Any, list[Any]]:
    """The lines of these orders that are such boxes, each with all that is in it. One query."""
    rows = apps.get_model("ocop_boxes", "SoldPart").objects.filter(line__order__in=list(orders))
    found: dict[Any, list[Any]] = defaultdict(list)
    for part in rows.select_related("line").order_by("line", "pk"):
        found[part.line].append(part)
    return {line: parts for line, parts in found.items() if any(part.producer_id for part in parts)}


def lines_of(
    line: Any,
    parts: list[Any],
    price: int,
    *,
    is_paid: bool,
    shares: tuple[Share, ...],
    entered: Mapping[str, Any],
    percent_of: Callable[[int], Decimal],
) -> list[SoldLine]:
    """A box as lines of those who are owed for it. What was entered once stays, whatever becomes of the line."""
    owed = box_shares.prices(price, [part.worth * line.quantity for part in parts])
    back = box_shares.refunds(price, owed, shares)
    found = []
    for part, amount, own in zip(parts, owed, back, strict=True):
        sale = entered.get(f"sale:part:{part.pk}")
        producer = sale.producer if sale else part.producer_id
        if producer is None:
            continue
        made = SoldLine(
            key=line.pk,
            producer=producer,
            price=amount,
            percent=sale.percent if sale and sale.percent is not None else percent_of(producer),
            is_sold=sale is not None or (is_paid and line.status == SHIPPED),
            shares=own,
            pieces=part.quantity * line.quantity,
            title=f"{part.title} · {line.title}",
            product=part.part_id,
            part=part.pk,
        )
        found.append(made)
    return found
