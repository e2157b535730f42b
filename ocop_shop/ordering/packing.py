"""The stock of boxes, which is that of their parts: taken with an order line, remembered with it, given back once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Coalesce, Greatest
from oscar.core.loading import get_model

from ocop_shop.boxes import contents, sold
from ocop_shop.producers import origins

from . import needs
from .exceptions import OutOfStock, Shortage
from .stock import take_pieces


def lock(lines: Iterable[Any]) -> None:
    """Lock all stock that these basket lines need, in pk order, where a box is among them; else `stock` needs no lock.

    Lines take one after the other, and two baskets that share parts would wait for each other in a circle.
    """
    listed = list(lines)
    contents.prepare(line.product for line in listed)
    if any(contents.parts_of(line.product) for line in listed):
        wanted = {record.pk for line in listed for record in needs.of_line(line)}
        records = get_model("partner", "StockRecord").objects.filter(pk__in=wanted)
        list(records.select_for_update().order_by("pk").values_list("pk"))


def pack(order_line: Any, basket_line: Any) -> bool:
    """Take the parts of the boxes that a basket line asks for, and keep with the order line what is in them.

    False for what is no box. Raises `OutOfStock` when a part is not there, and the order is not placed.
    """
    parts, boxes = contents.parts_of(basket_line.product), basket_line.quantity
    if not parts:
        return False
    title = basket_line.product.get_title()
    if not contents.is_whole(parts):
        raise OutOfStock((Shortage(title, boxes, 0, basket_line.pk),))
    for record, pieces in sorted(needs.of_line(basket_line).items(), key=lambda need: int(need[0].pk)):
        if not take_pieces(record, pieces * boxes):
            left = max(record.net_stock_level, 0) // pieces
            raise OutOfStock((Shortage(title, boxes, left, basket_line.pk),))
    # A box of a producer is that producer's line; of the shop's own the things in it are owed to theirs.
    sold.remember(order_line, parts, boxes, by_shop=origins.producer_of(basket_line.product) is None)
    return True


def unpack(lines: Iterable[Any]) -> tuple[set[int], Counter[int]]:
    """Let go of what these order lines hold of parts: which of them are boxes, and how many pieces of which record.

    Whoever asks returns the pieces. Repeating it returns nothing twice.
    """
    rows = apps.get_model("ocop_boxes", "SoldPart").objects
    kept = list(rows.select_for_update().filter(line__in=[line.pk for line in lines]).order_by("pk"))
    pieces = Counter[int]()
    for row in kept:
        if row.held and row.stockrecord_id:
            pieces[row.stockrecord_id] += row.held
    if pieces:
        rows.filter(pk__in=[row.pk for row in kept]).update(held=0)
    return {row.line_id for row in kept}, pieces


@transaction.atomic
def let_go(line: Any, boxes: int, *, sent: bool) -> bool:
    """Let go of the parts of so many boxes of an order line: they were `sent`, or are back on the shelf.

    As Oscar's `consume_allocation` and `cancel_allocation`, for a shop whose handler counts stock when it ships. False
    for a line that is no box; never more than the line holds.
    """
    kept = get_model("order", "Line").objects.select_for_update().get(pk=line.pk)
    rows = list(line.ocop_box_parts.select_for_update().order_by("stockrecord", "pk"))
    if not rows:
        return False
    going = min(boxes, kept.num_allocated)
    for row in rows:
        pieces = min(row.held, row.quantity * going)
        row.held -= pieces
        row.save(update_fields=["held"])
        counts = ("num_allocated", "num_in_stock") if sent else ("num_allocated",)
        less = {name: Greatest(Coalesce(F(name), Value(0)) - pieces, Value(0)) for name in counts}
        get_model("partner", "StockRecord").objects.filter(pk=row.stockrecord_id).update(**less)
    kept.num_allocated -= going
    kept.save(update_fields=["num_allocated"])
    line.num_allocated = kept.num_allocated
    return True
