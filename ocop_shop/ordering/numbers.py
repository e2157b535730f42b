"""Numbers of orders: short enough to read aloud on the telephone, and never to be guessed from another."""

from __future__ import annotations

from oscar.core.loading import get_model

from ocop_shop.core import codes

LENGTH = 10


def new_number() -> str:
    """A number that no order has, such as "K7QX2M94RB"."""
    orders = get_model("order", "Order").objects
    while True:
        number = codes.new_code(LENGTH)
        if not orders.filter(number=number).exists():
            return number


def is_readable(number: object) -> bool:
    """Whether `number` is one of ours, and not one of a shop's own generator."""
    return isinstance(number, str) and codes.is_code(number, LENGTH)
