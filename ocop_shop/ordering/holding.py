"""Taking hold of a basket and of its stock, so that an order is placed once and never for more than there is.

Oscar's `StockRecord.allocate()` never compares with the level; whoever places an order calls `hold` first, in the
same transaction. Rows are locked basket first, then stock in pk order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from oscar.core.loading import get_model

from ocop_shop.supply.wording import long_rest_words

from . import needs, resting
from .exceptions import AlreadyPlaced, BasketChanged, OutOfStock, Shortage
from .selling import Off, off_of

_MARKS = tuple(
    f"{path}__ocop_provenance__{name}"
    for path in ("product", "product__parent")
    for name in ("kept_off", "kept_off_note")
)


def hold(basket: Any) -> None:
    """Lock `basket` and its stock until the transaction ends.

    Raises `AlreadyPlaced`, `BasketChanged` (another window changed it since it was read) or `OutOfStock`.
    """
    off = _hold_basket(basket)
    _hold_stock(basket.all_lines(), off)


def _hold_basket(basket: Any) -> dict[int, Off]:
    """Lock `basket`; returns by line what staff keep off the shelf: it may have been read before they said so."""
    kept = get_model("basket", "Basket").objects.select_for_update().filter(pk=basket.pk).first()
    if kept is None or kept.status != kept.OPEN:
        order = get_model("order", "Order").objects.filter(basket=basket.pk).first()
        raise AlreadyPlaced(order) if order else BasketChanged
    seen = {(line.pk, line.quantity) for line in basket.all_lines()}
    there = list(kept.lines.values_list("pk", "quantity", *_MARKS))
    if not seen or seen != {(pk, quantity) for pk, quantity, *_marks in there}:
        raise BasketChanged
    marks = {pk: (own, said) if own else (parents, told) for pk, _quantity, own, said, parents, told in there}
    return {pk: Off(*mark) for pk, mark in marks.items() if mark[0]}


def _hold_stock(lines: Iterable[Any], off: Mapping[int, Off]) -> None:
    lines = list(lines)
    # The basket may have been read before its maker announced a pause.
    resting.prepare((line.product for line in lines), afresh=True)
    gone = [gone for line in lines if (gone := _not_for_sale(line, off.get(line.pk)))]
    if gone:
        raise OutOfStock(tuple(gone))
    wanted = {record.pk for line in lines for record in needs.of_line(line)}
    records = get_model("partner", "StockRecord").objects.select_for_update().filter(pk__in=wanted).order_by("pk")
    left = {record.pk: max(record.net_stock_level, 0) for record in records}
    short = needs.shortages(needs.together(lines), left)
    if short:
        raise OutOfStock(tuple(short))


def _not_for_sale(line: Any, marked: Off | None) -> Shortage | None:
    """What to say of a line whose product is kept off, rests, or is not for sale at all; None for any other."""
    off, rest = marked or off_of(line.product), resting.rest_of(line.product, line.stockrecord)
    if off is None and rest is None and _for_sale(line):
        return None
    why = off.why if off else long_rest_words(rest)
    return Shortage(line.product.get_title(), line.quantity, 0, line.pk, why)


def _for_sale(line: Any) -> bool:
    """Shown in the shop, and at a price: Oscar's forms and bulk actions can store one below zero."""
    product = line.product
    shown = product.is_public and (product.parent_id is None or product.parent.is_public)
    return bool(shown and line.stockrecord and line.stockrecord.price is not None and line.stockrecord.price >= 0)
