"""What an order owes to the producers whose goods it has. Plain rules in whole đồng.

A line is owed once all of it was sent and the order is paid: its price after discounts, less the commission on what of
it the buyer has not been given back. A commission is rounded to whole đồng, half upwards. What the buyer paid for
sending is split over the parcels by what was agreed for each, so that the parts add up to it; the part of a parcel that
the producer itself sent is owed to the producer. Cash that a producer took at the door is owed by it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from ocop_shop.core.money import round_dong

SALE, COMMISSION, SENDING, REFUND, CASH = "sale", "commission", "sending", "refund", "cash"


@dataclass(frozen=True)
class Share:
    """So much of a refund was given back for a line."""

    refund: int
    amount: int


@dataclass(frozen=True)
class SoldLine:
    """A line with goods of a producer. `in_hand`: the producer itself took the buyer's cash for it.

    `part` is the key of what is in a box of the shop, of which several are owed for one line; 0 for a line as a whole.
    """

    key: int
    producer: int
    price: int
    percent: Decimal
    is_sold: bool
    in_hand: bool = False
    shares: tuple[Share, ...] = ()
    pieces: int = 1
    title: str = ""
    product: int | None = None
    part: int = 0

    @property
    def name(self) -> str:
        """What its entries are called by."""
        return f"part:{self.part}" if self.part else f"line:{self.key}"


@dataclass(frozen=True)
class Parcel:
    """What was agreed for sending the goods of a producer (0: of none). `by_producer`: it sent them itself."""

    producer: int
    charge: int
    by_producer: bool = False


@dataclass(frozen=True)
class OrderMoney:
    """An order as far as accounts are concerned. `shipping` is what the buyer paid for sending all of it."""

    key: int
    lines: tuple[SoldLine, ...]
    parcels: tuple[Parcel, ...] = ()
    shipping: int = 0


@dataclass(frozen=True)
class Due:
    """An entry that an account has to hold. `key` is the same whenever it is reckoned; `amount` below 0 is a debt."""

    key: str
    producer: int
    kind: str
    amount: int
    line: SoldLine | None = None


def dues(order: OrderMoney) -> Iterator[Due]:
    """All entries that follow from `order` as it stands."""
    for line in order.lines:
        if line.is_sold:
            yield from _of_line(line)
        if line.in_hand and line.price:
            yield Due(f"cash:{line.name}", line.producer, CASH, -line.price, line)
    yield from _of_sending(order)


def commission(price: int, percent: Decimal) -> int:
    """The commission on a price."""
    return int(round_dong(price * percent / 100))


def is_percentage(percent: Decimal) -> bool:
    """Whether a commission can be so much: 0 to 100, with two decimals at most."""
    return percent.is_finite() and 0 <= percent <= 100 and percent == round(percent, 2)


def sending_parts(parcels: Iterable[Parcel], shipping: int) -> dict[int, int]:
    """What was paid for sending, by producer; with what nobody agreed on left out, the parts add up to it."""
    listed = sorted(parcels, key=lambda parcel: parcel.producer)
    whole = sum(parcel.charge for parcel in listed)
    paid = min(shipping, whole)
    found, before, until = {}, 0, 0
    for parcel in listed:
        until += parcel.charge
        upto = int(round_dong(Decimal(until * paid) / whole)) if whole else 0
        found[parcel.producer] = upto - before
        before = upto
    return found


def _of_line(line: SoldLine) -> Iterator[Due]:
    yield Due(f"sale:{line.name}", line.producer, SALE, line.price, line)
    taken = commission(line.price, line.percent)
    if taken:
        yield Due(f"commission:{line.name}", line.producer, COMMISSION, -taken, line)
    left = line.price
    for share in line.shares:
        yield Due(f"refund:{share.refund}:{line.name}", line.producer, REFUND, -share.amount, line)
        left -= share.amount
        back = taken - commission(left, line.percent)
        if back:
            yield Due(f"commission:refund:{share.refund}:{line.name}", line.producer, COMMISSION, back, line)
        taken -= back


def _of_sending(order: OrderMoney) -> Iterator[Due]:
    parts = sending_parts(order.parcels, order.shipping)
    sold = {line.producer for line in order.lines if line.is_sold}
    in_hand = {line.producer for line in order.lines if line.in_hand}
    for parcel in order.parcels:
        part = parts[parcel.producer]
        if part and parcel.by_producer and parcel.producer in sold:
            yield Due(f"sending:order:{order.key}:{parcel.producer}", parcel.producer, SENDING, part)
        if part and parcel.producer in in_hand:
            yield Due(f"cash:order:{order.key}:{parcel.producer}", parcel.producer, CASH, -part)
