"""Taking hold of a basket and of its stock, so that an order is placed once and never for more than there is.

Oscar's `StockRecord.allocate()` never compares with the level; whoever places an order calls `hold` first, in the
same transaction. Rows are locked basket first, then stock in pk order.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from oscar.core.loading import get_model

from ocop_shop.boxes import contents

from . import needs, selling
from .exceptions import AlreadyPlaced, BasketChanged, OutOfStock, Shortage


def hold(basket: Any) -> None:
    """Lock `basket` and its stock until the transaction ends.

    Raises `AlreadyPlaced`, `BasketChanged` (another window changed it since it was read) or `OutOfStock`.
    """
    _hold_basket(basket)
    _hold_stock(basket.all_lines())


def _hold_basket(basket: Any) -> None:
    kept = get_model("basket", "Basket").objects.select_for_update().filter(pk=basket.pk).first()
    if kept is None or kept.status != kept.OPEN:
        order = get_model("order", "Order").objects.filter(basket=basket.pk).first()
        raise AlreadyPlaced(order) if order else BasketChanged
    seen = {(line.pk, line.quantity) for line in basket.all_lines()}
    if not seen or seen != set(kept.lines.values_list("pk", "quantity")):
        raise BasketChanged


def _hold_stock(lines: Iterable[Any]) -> None:
    lines = list(lines)
    gone = [Shortage(line.product.get_title(), line.quantity, 0, line.pk) for line in lines if not _for_sale(line)]
    if gone:
        raise OutOfStock(tuple(gone))
    contents.prepare(line.product for line in lines)
    wanted = {record.pk for line in lines for record in needs.of_line(line)}
    records = get_model("partner", "StockRecord").objects.select_for_update().filter(pk__in=wanted).order_by("pk")
    left = {record.pk: max(record.net_stock_level, 0) for record in records}
    short = needs.shortages(needs.together(lines), left)
    if short:
        raise OutOfStock(tuple(short))


def _for_sale(line: Any) -> bool:
    """Shown in the shop, for the basket, and at a price: Oscar's forms and bulk actions can store one below zero."""
    product = line.product
    if selling.is_enquiry_only(product):
        return False
    shown = product.is_public and (product.parent_id is None or product.parent.is_public)
    return bool(shown and line.stockrecord and line.stockrecord.price is not None and line.stockrecord.price >= 0)
