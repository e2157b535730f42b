"""What stands in a stock record now, as figures."""

from __future__ import annotations

from typing import Any

from ocop_shop.core import money

from .figures import Figures


def figures_of(record: Any) -> Figures:
    """Price, pieces that can still be bought, and what is called low, of an Oscar stock record."""
    price = None if record.price is None else int(money.round_dong(record.price))
    counted = record.product.get_product_class().track_stock
    return Figures(price, record.net_stock_level if counted else None, record.low_stock_threshold)
