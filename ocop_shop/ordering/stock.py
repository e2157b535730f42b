"""Stock taken by one conditional update, so that no two orders can have the same piece."""

from __future__ import annotations

from typing import Any

from django.db.models import F, IntegerField, Value
from django.db.models.functions import Coalesce
from oscar.core.loading import get_model

from .exceptions import OutOfStock, Shortage


def take(line: Any) -> None:
    """Take what a basket line asks for from its stock record; raises `OutOfStock` when less is left.

    One update that compares and takes at once, in the place of Oscar's `allocate`, which never compares. Records whose
    product keeps no count are left alone, and so are boxes, which `packing` takes. Call it in the transaction that
    places the order.
    """
    if not line.product.get_product_class().track_stock:
        return
    record, quantity = line.stockrecord, line.quantity
    if not take_pieces(record, quantity):
        raise OutOfStock((Shortage(line.product.get_title(), quantity, max(record.net_stock_level, 0), line.pk),))


def take_pieces(record: Any, quantity: int) -> bool:
    """Take so many pieces of a stock record, or none and False; `record` shows what is there now."""
    record.pre_save_signal()
    records = get_model("partner", "StockRecord").objects.filter(pk=record.pk)
    held = Coalesce(F("num_allocated"), Value(0), output_field=IntegerField())
    enough = records.alias(held=held).filter(num_in_stock__gte=F("held") + quantity)
    taken = enough.update(num_allocated=held + quantity)
    record.refresh_from_db(fields=["num_in_stock", "num_allocated"])
    if taken:
        record.post_save_signal()
    return bool(taken)
