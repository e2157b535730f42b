"""Somebody buys, as the checkout does it: pieces are promised, and sent later."""

from __future__ import annotations

from typing import Any

from ocop_shop.supply.figures import Figures, Row
from ocop_shop.supply.standing import figures_of
from ocop_shop.test.factories import make_partner, make_producer, make_product


def make_seller(name: str = "Hợp tác xã Cầu Kè") -> Any:
    """A producer that sells itself."""
    return make_producer(name, partner=make_partner(name))


def make_goods(producer: Any, title: str = "", **values: Any) -> Any:
    """A stock record of a product that `producer` makes and sells."""
    return make_product(title, producer=producer, **values).stockrecords.get()


def sell(record: Any, pieces: int) -> None:
    record.refresh_from_db()
    record.allocate(pieces)


def send(record: Any, pieces: int) -> None:
    record.refresh_from_db()
    record.consume_allocation(pieces)


def now(record: Any) -> Figures:
    """What stands in the record."""
    record.refresh_from_db()
    return figures_of(record)


def row(record: Any, seen: Figures | None = None, **wanted: int | None) -> Row:
    """A row of the grid in which these figures were changed; `seen` is what stands there now."""
    saw = seen or now(record)
    return Row(record.pk, saw, Figures(**{**vars(saw), **wanted}))
