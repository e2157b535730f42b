"""A producer's part of an order as pages and papers show it. What is not in here is not shown at all.

No e-mail address of the buyer, no lines, names, notes or sums of others, nothing about the payment.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.apps import apps
from oscar.core.loading import get_model

from ocop_shop.conf import settings
from ocop_shop.core import clock
from ocop_shop.delivery import sent_parcels
from ocop_shop.delivery.own_lines import lines_of
from ocop_shop.delivery.sent_parcels import Sent
from ocop_shop.ordering.states import CANCELLED, SHIPPED

from . import own_orders, stages
from .stages import Stage


@dataclass(frozen=True)
class OwnLine:
    """One own line. `left` is how many pieces are still to be sent."""

    key: int
    title: str
    sku: str
    quantity: int
    left: int
    state: str
    total: Decimal
    sent: tuple[Sent, ...]
    # What the buyer chose, and what goes into a box.
    options: tuple[str, ...] = ()
    inside: tuple[str, ...] = ()

    @property
    def is_cancelled(self) -> bool:
        """Whether it is not to be sent any more."""
        return self.state == CANCELLED

    @property
    def may_be_cancelled(self) -> bool:
        """Whether nothing of it was sent."""
        return self.state not in {CANCELLED, SHIPPED} and not self.sent


@dataclass(frozen=True)
class Recipient:
    """Who the parcel is for."""

    name: str
    phone: str
    street: str
    note: str


@dataclass(frozen=True)
class OwnPart:
    """One order, as far as it is the producer's. `place` is the commune and province of the buyer.

    `recipient` is None where the producer has no business any more to know it. `agreed` is the parcel as agreed.
    """

    number: str
    placed_at: datetime
    stage: Stage
    is_late: bool
    place: str
    lines: tuple[OwnLine, ...]
    agreed: Any | None
    recipient: Recipient | None = None

    @property
    def goods(self) -> Decimal:
        """What the own lines come to that were not cancelled."""
        return sum((line.total for line in self.lines if not line.is_cancelled), Decimal(0))

    @property
    def sending(self) -> Decimal:
        """What sending the own goods comes to, as agreed."""
        return Decimal(self.agreed.charge) if self.agreed and self.stage is not Stage.CANCELLED else Decimal(0)

    @property
    def total(self) -> Decimal:
        """Own goods and own sending."""
        return self.goods + self.sending

    @property
    def pieces(self) -> int:
        """How many pieces the own lines are that were not cancelled."""
        return sum(line.quantity for line in self.lines if not line.is_cancelled)

    @property
    def to_send(self) -> tuple[OwnLine, ...]:
        """Lines of which something is left to send."""
        return tuple(line for line in self.lines if line.left)

    @property
    def to_cancel(self) -> tuple[OwnLine, ...]:
        """Lines that may still be cancelled."""
        living = self.stage is not Stage.CANCELLED
        return tuple(line for line in self.lines if living and line.may_be_cancelled)


def of_list(orders: Iterable[Any], producer: Any) -> list[OwnPart]:
    """The parts of these orders (of `own_orders.orders_of`) without their recipients. Five queries."""
    listed = list(orders)
    lines, agreed = _lines(listed, producer), _agreed(listed, producer)
    return [_part(order, lines.get(order.pk, ()), agreed.get(order.pk)) for order in listed]


def of_order(order: Any, producer: Any) -> OwnPart:
    """The part of one order (of `own_orders.orders_of`), with its recipient as long as that is needed."""
    lines = _lines([order], producer).get(order.pk, ())
    agreed = _agreed([order], producer).get(order.pk)
    stage, address = Stage(order.own_stage), order.shipping_address
    sent_at = _sent_at(order, lines) if stage is Stage.SENT else None
    shown = stages.sees_the_buyer(stage, sent_at, clock.now(), settings.buyer_data_days)
    return _part(order, lines, agreed, _recipient(address) if address and shown else None)


def next_number(order: Any, producer: Any) -> int:
    """The number of the parcel that `producer` sends next."""
    rows = apps.get_model("ocop_delivery", "Dispatch").objects.filter(order=order, maker_key=producer.pk)
    return int(rows.order_by("-number").values_list("number", flat=True).first() or 0) + 1


def _part(order: Any, lines: Iterable[OwnLine], agreed: Any, recipient: Recipient | None = None) -> OwnPart:
    address = order.shipping_address
    return OwnPart(
        number=order.number,
        placed_at=order.date_placed,
        stage=Stage(order.own_stage),
        is_late=own_orders.is_late(order),
        place=", ".join(part for part in (address.line4, address.state) if part) if address else "",
        lines=tuple(lines),
        agreed=agreed,
        recipient=recipient,
    )


def _lines(orders: list[Any], producer: Any) -> dict[int, tuple[OwnLine, ...]]:
    rows = lines_of(producer).filter(order__in=[order.pk for order in orders])
    listed = list(rows.prefetch_related("attributes", "ocop_box_parts").order_by("pk"))
    sent = sent_parcels.by_line(listed)
    cancelled = {order.pk for order in orders if order.own_stage == Stage.CANCELLED}
    found: dict[int, tuple[OwnLine, ...]] = {}
    for line in listed:
        made = _line(line, sent, ended=line.order_id in cancelled)
        found[line.order_id] = (*found.get(line.order_id, ()), made)
    return found


def _line(line: Any, sent: Mapping[int, tuple[Sent, ...]], *, ended: bool) -> OwnLine:
    own = sent.get(line.pk, ())
    open_ones = stages.may_be_sent(line.status) and not ended
    return OwnLine(
        key=line.pk,
        title=line.title,
        sku=line.partner_sku,
        quantity=line.quantity,
        left=max(line.quantity - sum(part.pieces for part in own), 0) if open_ones else 0,
        state=line.status,
        total=line.line_price_incl_tax,
        sent=own,
        options=tuple(f"{chosen.type}: {chosen.value}" for chosen in line.attributes.all()),
        inside=tuple(f"{part.quantity} × {part.title}" for part in line.ocop_box_parts.all()),
    )


def _agreed(orders: list[Any], producer: Any) -> dict[int, Any]:
    rows = apps.get_model("ocop_delivery", "AgreedParcel").objects.filter(order__in=orders, maker_key=producer.pk)
    return {parcel.order_id: parcel for parcel in rows}


def _sent_at(order: Any, lines: Iterable[OwnLine]) -> datetime:
    """When the last own piece left; where nobody noted a parcel, when the order was moved last."""
    moments: list[datetime] = [part.at for line in lines for part in line.sent]
    if moments:
        return max(moments)
    changes = get_model("order", "OrderStatusChange").objects.filter(order=order).order_by("-date_created")
    moved: datetime | None = changes.values_list("date_created", flat=True).first()
    return moved or order.date_placed


def _recipient(address: Any) -> Recipient:
    phone = address.phone_number
    street = ", ".join(part for part in (address.line1, address.line2, address.line3) if part)
    return Recipient(address.name, phone.as_national if phone else "", street, address.notes or "")
