"""Whether what a basket holds rests today: goods by what their maker has announced, a box by what is in it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from ocop_shop.boxes import contents
from ocop_shop.supply import resting, rests
from ocop_shop.supply.rests import Rest


def rest_of(product: Any, record: Any = None) -> Rest | None:
    """Why `product`, or its stock record, is not sold today; None when it is. No query after `prepare`."""
    if not resting.is_prepared(product):
        prepare([product])
    own = resting.rest_of(product, record)
    parts = (resting.rest_of(part.part, part.stockrecord) for part in contents.parts_of(product) if part.part)
    return own or rests.together(rest for rest in parts if rest)


def change_after(product: Any, day: date) -> date | None:
    """The next day on which `rest_of` may answer otherwise than on `day`. No query after `prepare`."""
    inside = (part.part for part in contents.parts_of(product) if part.part)
    return min(filter(None, (resting.change_after(one, day) for one in (product, *inside))), default=None)


def is_prepared(product: Any) -> bool:
    """Whether `rest_of` knows the answer without a query."""
    return resting.is_prepared(product)


def prepare(products: Iterable[Any], on: date | None = None, *, afresh: bool = False) -> None:
    """Ask for all these products and what is in them at once. `on`, `afresh`: as `supply.resting.prepare`."""
    listed = [product for product in products if product is not None]
    contents.prepare(listed)
    inside = [part.part for product in listed for part in contents.parts_of(product) if part.part]
    resting.prepare([*listed, *inside], on, afresh=afresh)
