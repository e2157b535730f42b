"""Whose lines the lines of an order are. Everything that a producer sees and does of an order begins here."""

from __future__ import annotations

from typing import Any

from oscar.core.loading import get_model

from ocop_shop.ordering import makers
from ocop_shop.ordering.states import AWAITING_PAYMENT


def lines_of(producer: Any) -> Any:
    """The order lines with goods of `producer`, as they were its own when they were sold, of orders that may be packed.

    What waits for its money is nobody's yet.
    """
    lines = get_model("order", "Line").objects.filter(ocop_maker__producer=producer)
    return lines.exclude(order__status=AWAITING_PAYMENT)


def by_maker(order: Any) -> list[tuple[Any, list[Any]]]:
    """The makers of `order` with their lines, in order of first appearance; goods without a maker are left out.

    What is in boxes is fetched with them.
    """
    found: dict[int, tuple[Any, list[Any]]] = {}
    for line in order.lines.select_related("ocop_maker__producer").prefetch_related("ocop_box_parts").order_by("pk"):
        producer = maker_of(line)
        if producer is not None:
            found.setdefault(producer.pk, (producer, []))[1].append(line)
    return list(found.values())


def maker_of(line: Any) -> Any | None:
    """The maker whose goods `line` was; of a line of which nobody noted it, the maker of its product today."""
    noted = getattr(line, "ocop_maker", None)
    if noted is not None:
        return noted.producer
    return makers.producer_of(line.product) if line.product else None
