"""What is in the boxes of a basket or an order, as its lines show it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import prefetch_related_objects

from ocop_shop.boxes import contents
from ocop_shop.boxes import sold as sold_boxes
from ocop_shop.certification import sold
from ocop_shop.certification.claims import Claim
from ocop_shop.producers import origins


@dataclass(frozen=True)
class Inside:
    """One product in a box: what the register says today (baskets), or what was sold (orders)."""

    quantity: int
    title: str
    maker: str = ""
    place: str = ""
    claim: Claim | None = None
    sold_as: str = ""
    stars: int | None = None

    @property
    def origin(self) -> str:
        """Maker and place, as far as they are known."""
        return ", ".join(part for part in (self.maker, self.place) if part)


def products_in(product: Any) -> list[Any]:
    """The products in a box, for whoever asks about all at once. No query after `makers.prepare`."""
    return [part.part for part in contents.parts_of(product) if part.part]


def of_basket_line(line: Any, claims: dict[int, Claim]) -> tuple[Inside, ...]:
    """What is in the boxes of a basket line; `claims` of all products that are in them, and of their parents."""
    return tuple(
        Inside(
            part.quantity,
            part.part.get_title() if part.part else part.title,
            *_origin(part.part),
            claim=sold_boxes.governing(part.part, claims) if part.part else None,
        )
        for part in contents.parts_of(line.product)
    )


def prepare_order(lines: Iterable[Any]) -> None:
    """Read what is in the boxes of these order lines. One query."""
    prefetch_related_objects(list(lines), "ocop_box_parts")


def of_order_line(line: Any) -> tuple[Inside, ...]:
    """What was in the boxes of an order line, as it was sold. No query after `prepare_order`."""
    return tuple(
        Inside(row.quantity, row.title, row.producer_name, row.place, None, sold.sentence(row), row.stars)
        for row in line.ocop_box_parts.all()
    )


def _origin(product: Any) -> tuple[str, str]:
    origin = origins.origin_of(product) if product else None
    _commune, province = origins.commune_and_province(origin)
    return (origin.producer.name if origin and origin.producer else "", province.name if province else "")
