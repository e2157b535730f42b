"""What is in the boxes of a basket or an order, as its lines show it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.translation import get_language

from ocop_shop.boxes import contents
from ocop_shop.boxes import sold as sold_boxes
from ocop_shop.certification import sold
from ocop_shop.certification.claims import Claim
from ocop_shop.producers import origins


@dataclass(frozen=True)
class Inside:
    """One product in a box: what the register says today (baskets), or what was sold (orders).

    The maker is told with an order: that is what was sold. A basket has room for the place alone.
    """

    quantity: int
    title: str
    place: str = ""
    maker: str = ""
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
            *_title_and_place(part),
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
        Inside(row.quantity, row.title, row.place, row.producer_name, None, sold.sentence(row), row.stars)
        for row in line.ocop_box_parts.all()
    )


def _title_and_place(part: Any) -> tuple[str, str]:
    """The name in the reader's language, and the province."""
    if part.part is None:
        return part.title, ""
    origin = origins.origin_of(part.part)
    _commune, province = origins.commune_and_province(origin)
    title = origin.name_en if origin and get_language() == "en" and not part.part.parent_id else ""
    return title or part.part.get_title(), province.name if province else ""
