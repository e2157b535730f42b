"""Prices and stock, by hand and by spreadsheet; pauses and seasons."""

from __future__ import annotations

from typing import Any

from ocop_shop.producers.roles import Right
from ocop_shop.supply import actions
from tests.supply.selling import make_goods

ROOMS = {"portal-prices": Right.PRICES, "portal-price-sheet": Right.PRICES, "portal-pause": Right.PRICES}


def fill(producer: Any) -> tuple[dict[str, dict[str, Any]], list[str]]:
    """Goods with a price, in a pause that has a note."""
    record = make_goods(producer, f"Hàng của {producer.name}", price=51_000 + producer.pk)
    actions.pause(producer, record.product, note=f"nghi-{producer.slug}")
    return {}, [record.partner_sku, f"nghi-{producer.slug}"]
