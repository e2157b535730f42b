"""Placing an order, whoever does it: the checkout, the dashboard, an API. Nobody is sold what is not there."""

from __future__ import annotations

from typing import Any

from oscar.apps.order.utils import OrderCreator as OscarOrderCreator
from oscar.apps.order.utils import OrderNumberGenerator as OscarOrderNumberGenerator

from ocop_shop.ordering import numbers, stock


class OrderCreator(OscarOrderCreator):
    """Oscar's, whose stock is taken by a conditional update instead of on trust."""

    def update_stock_records(self, line: Any) -> None:
        """Take the stock of a basket line; raises `ordering.exceptions.OutOfStock`, and the order is not placed."""
        stock.take(line)


class OrderNumberGenerator(OscarOrderNumberGenerator):
    """Numbers that nobody can guess from another, where Oscar counts up."""

    def order_number(self, basket: Any) -> str:
        return numbers.new_number()
