"""Orders as `reckoning` reads them, and what is entered of them already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Q
from oscar.core.loading import get_model

from ocop_shop.conf import settings
from ocop_shop.core import money
from ocop_shop.ordering.states import CANCELLED, SHIPPED
from ocop_shop.payments.choices import Collector, RefundState, State

from . import box_facts
from .choices import Bearer, Kind
from .reckoning import OrderMoney, Parcel, Share, SoldLine

Shares = Mapping[int, tuple[Share, ...]]


@dataclass(frozen=True)
class Entered:
    """An entry of an order."""

    producer: int
    amount: int
    percent: Decimal | None


@dataclass(frozen=True)
class Facts:
    """An order: what follows from it, and its entries by key."""

    money: OrderMoney
    entered: Mapping[str, Entered]


def of_orders(orders: Iterable[Any]) -> dict[int, Facts]:
    """The facts of these orders by key.

    Orders in other currencies are left out. Eight queries, however many there are; two more where there are boxes.
    """
    listed = {order.pk: order for order in orders if order.currency == money.CURRENCY}
    paid, entered = _paid(listed.values()), _entered(listed.values())
    lines = _lines(listed, paid, entered)
    for key, more in _boxes(listed, paid, entered).items():
        lines[key] = (*lines.get(key, ()), *more)
    parcels = _parcels(listed)
    return {
        key: Facts(
            OrderMoney(key, lines.get(key, ()), parcels.get(key, ()), whole(order.shipping_incl_tax)),
            entered.get(order.number, {}),
        )
        for key, order in listed.items()
    }


def to_look_at() -> Any:
    """Orders from which entries may follow, or have: something was sent or is in a producer's hand, or is entered."""
    makers = _of_makers(OuterRef("pk"))
    entries = apps.get_model("ocop_accounts", "Entry").objects.filter(order_number=OuterRef("number"))
    in_hand = _attempts().filter(order=OuterRef("pk"), collected_by=Collector.PRODUCER)
    begun = Exists(_owed(OuterRef("pk")).filter(status=SHIPPED)) | (Exists(makers) & Exists(in_hand)) | Exists(entries)
    return get_model("order", "Order").objects.filter(begun, currency=money.CURRENCY)


def not_entered() -> Any:
    """Orders of which something is owed and not entered yet, the first one first."""
    entries = apps.get_model("ocop_accounts", "Entry").objects
    lines, owed = _of_makers(OuterRef("pk")), _owed(OuterRef("pk"))
    sold = owed.filter(status=SHIPPED).exclude(Exists(entries.filter(kind=Kind.SALE, line_key=OuterRef("pk"))))
    cash = lines.exclude(status=CANCELLED).exclude(line_price_incl_tax=0)
    cash = cash.exclude(Exists(entries.filter(kind=Kind.CASH, line_key=OuterRef("pk"))))
    is_paid = Exists(_attempts().filter(order=OuterRef("pk"))) | Q(total_incl_tax=0)
    in_hand = Exists(_attempts().filter(order=OuterRef("pk"), collected_by=Collector.PRODUCER))
    back = Exists(undecided().filter(attempt__order=OuterRef("pk")))
    orders = get_model("order", "Order").objects.filter(currency=money.CURRENCY)
    return orders.filter((Exists(sold) & is_paid) | (Exists(cash) & in_hand) | (Exists(owed) & back)).order_by("pk")


def undecided() -> Any:
    """Refunds that were carried out and of which nobody has said yet whom they concern."""
    refunds = apps.get_model("ocop_payments", "Refund").objects.filter(state=RefundState.DONE)
    shares = apps.get_model("ocop_accounts", "RefundShare").objects.filter(refund=OuterRef("pk"))
    return refunds.filter(~Exists(shares), attempt__currency=money.CURRENCY)


def undecided_of_makers() -> Any:
    """Those of orders in which several makers have goods that were not cancelled: staff say whom they concern."""
    return undecided().filter(Exists(_owed(OuterRef("attempt__order")).exclude(status=CANCELLED)))


def whole(amount: Decimal | None) -> int:
    """An amount of a book in whole đồng; half a đồng counts as one."""
    return int(money.round_dong(Decimal(amount or 0)))


def percents(producers: Collection[int]) -> dict[int, Decimal]:
    """The commission of these producers today."""
    own = apps.get_model("ocop_accounts", "Account").objects.filter(producer__in=producers, commission__isnull=False)
    usual = settings.commission_percent
    found = {key: percent for key, percent in own.values_list("producer", "commission") if percent is not None}
    return dict.fromkeys(producers, usual) | found


def _of_makers(order: Any) -> Any:
    """Lines of `order` with goods of a producer."""
    return get_model("order", "Line").objects.filter(order=order, ocop_maker__producer__isnull=False)


def _owed(order: Any) -> Any:
    """Those, and boxes of the shop with goods of producers."""
    is_owed = Q(ocop_maker__producer__isnull=False) | Q(box_facts.holds_owed())
    return get_model("order", "Line").objects.filter(is_owed, order=order)


def _attempts() -> Any:
    return apps.get_model("ocop_payments", "Attempt").objects.filter(state=State.PAID)


def _paid(orders: Collection[Any]) -> dict[int, str]:
    """Who has the cash of the orders that are paid, by key; empty for all that came otherwise."""
    free = {order.pk: "" for order in orders if order.total_incl_tax <= 0}
    rows = _attempts().filter(order__in=[order.pk for order in orders])
    return free | dict(rows.values_list("order", "collected_by"))


def _entered(orders: Collection[Any]) -> dict[str, dict[str, Entered]]:
    rows = apps.get_model("ocop_accounts", "Entry").objects.filter(order_number__in=[order.number for order in orders])
    rows = rows.exclude(kind__in=[Kind.PAYOUT, Kind.CORRECTION])
    found: dict[str, dict[str, Entered]] = defaultdict(dict)
    told = rows.values_list("order_number", "key", "account__producer", "amount", "percent")
    for number, key, producer, amount, percent in told:
        found[number][key] = Entered(producer, amount, percent)
    return found


def _lines(
    orders: Mapping[int, Any], paid: Mapping[int, str], entered: Mapping[str, Mapping[str, Entered]]
) -> dict[int, tuple[SoldLine, ...]]:
    rows = get_model("order", "Line").objects.filter(order__in=list(orders), ocop_maker__producer__isnull=False)
    listed = list(rows.select_related("ocop_maker").order_by("pk"))
    today = percents({line.ocop_maker.producer_id for line in listed})
    shares = _shares([line.pk for line in listed])
    found: dict[int, tuple[SoldLine, ...]] = {}
    for line in listed:
        known = entered.get(orders[line.order_id].number, {})
        made = _line(line, paid.get(line.order_id), known, today, shares)
        found[line.order_id] = (*found.get(line.order_id, ()), made)
    return found


def _boxes(
    orders: Mapping[int, Any], paid: Mapping[int, str], entered: Mapping[str, Mapping[str, Entered]]
) -> dict[int, tuple[SoldLine, ...]]:
    listed = box_facts.boxes_of(orders)
    if not listed:
        return {}
    today = percents({part.producer_id for parts in listed.values() for part in parts if part.producer_id})
    shares = _shares([line.pk for line in listed])
    found: dict[int, tuple[SoldLine, ...]] = {}
    for line, parts in listed.items():
        made = box_facts.lines_of(
            line,
            parts,
            whole(line.line_price_incl_tax),
            is_paid=line.order_id in paid,
            shares=shares.get(line.pk, ()),
            entered=entered.get(orders[line.order_id].number, {}),
            percent_of=lambda producer: today.get(producer, settings.commission_percent),
        )
        found[line.order_id] = (*found.get(line.order_id, ()), *made)
    return found


def _line(
    line: Any, cash: str | None, known: Mapping[str, Entered], today: Mapping[int, Decimal], shares: Shares
) -> SoldLine:
    """`cash` is None for an order that is not paid. What was entered once stays, whatever becomes of the line."""
    sale = known.get(f"sale:line:{line.pk}")
    is_collected = cash == Collector.PRODUCER and line.status != CANCELLED
    producer = sale.producer if sale else line.ocop_maker.producer_id
    return SoldLine(
        key=line.pk,
        producer=producer,
        price=whole(line.line_price_incl_tax),
        percent=sale.percent if sale and sale.percent is not None else today[line.ocop_maker.producer_id],
        is_sold=sale is not None or (cash is not None and line.status == SHIPPED),
        in_hand=is_collected or f"cash:line:{line.pk}" in known,
        shares=shares.get(line.pk, ()),
        pieces=line.quantity,
        title=line.title,
        product=line.product_id,
    )


def _shares(lines: Collection[int]) -> Shares:
    rows = apps.get_model("ocop_accounts", "RefundShare").objects.filter(bearer=Bearer.LINE, line_key__in=lines)
    found: dict[int, tuple[Share, ...]] = {}
    for line, refund, amount in rows.order_by("refund", "pk").values_list("line_key", "refund", "amount"):
        found[line or 0] = (*found.get(line or 0, ()), Share(refund, amount))
    return found


def _parcels(orders: Mapping[int, Any]) -> dict[int, tuple[Parcel, ...]]:
    dispatches = apps.get_model("ocop_delivery", "Dispatch").objects.filter(order__in=list(orders))
    left = set(dispatches.values_list("order", "maker_key"))
    agreed = apps.get_model("ocop_delivery", "AgreedParcel").objects.filter(order__in=list(orders))
    found: dict[int, tuple[Parcel, ...]] = {}
    for order, maker, charge in agreed.order_by("maker_key").values_list("order", "maker_key", "charge"):
        made = Parcel(maker, charge, by_producer=bool(maker) and (order, maker) in left)
        found[order] = (*found.get(order, ()), made)
    return found
