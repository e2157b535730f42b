"""How the goods of a maker come, as pages and letters show it: from the basket on, and after the order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.db.models import prefetch_related_objects

from ocop_shop.delivery.method import ByMaker
from ocop_shop.delivery.quotes import Quote, Sending
from ocop_shop.ordering.makers import MakerGroup
from ocop_shop.payments.handing import Handing, handing


@dataclass(frozen=True)
class Shown:
    """A way with its charge and days; `choices` where the buyer may take another one."""

    key: int
    name: str
    kind: str
    where: str
    ships_from: str
    charge: Decimal | None
    days_from: int | None = None
    days_to: int | None = None
    way: int = 0
    choices: tuple[Quote, ...] = ()

    @property
    def is_stuck(self) -> bool:
        """Whether the goods cannot be sent there."""
        return self.charge is None


def sendings_of(method: Any) -> list[Sending]:
    """What the makers send by an Oscar shipping method, also one that an offer was put around."""
    while method is not None and not isinstance(method, ByMaker):
        method = getattr(method, "method", None)
    return method.sendings if method is not None else []


def handing_of(method: Any, basket: Any) -> Handing:
    """How the goods of `basket` come by an Oscar shipping method."""
    kinds = {sending.taken.kind for sending in sendings_of(method) if sending.taken}
    return handing(kinds, is_sent=any(line.product.is_shipping_required for line in basket.all_lines()))


@dataclass(frozen=True)
class Charge:
    """What sending costs before an offer, and what the offer with this name takes off."""

    before: Decimal
    less: Decimal = Decimal(0)
    offer: str = ""


def charge_of(method: Any, basket: Any) -> Charge | None:
    """What an Oscar shipping method costs for `basket`, taken apart; None where nothing is known of it."""
    if method is None:
        return None
    after = method.calculate(basket).incl_tax
    if not getattr(method, "is_discounted", False):
        return Charge(after)
    before = method.calculate_excl_discount(basket).incl_tax
    return Charge(before, before - after, str(method.discount_name))


def with_sendings(groups: Iterable[MakerGroup[Any]], method: Any) -> list[MakerGroup[Any]]:
    """The groups of a basket, each with how it is sent."""
    by_key = {sending.key: _of_sending(sending) for sending in sendings_of(method)}
    return [replace(group, sending=by_key.get(group.key)) for group in groups]


def with_parcels(groups: Iterable[MakerGroup[Any]], order: Any) -> list[MakerGroup[Any]]:
    """The groups of an order, each with what was agreed, which `order` keeps at hand. One query."""
    prefetch_related_objects([order], "agreed_parcels")
    parcels = list(order.agreed_parcels.all())
    by_key = {parcel.maker_key: _of_parcel(parcel) for parcel in parcels}
    by_name = {parcel.producer_name: by_key[parcel.maker_key] for parcel in parcels}  # the product may be gone
    return [replace(group, sending=by_key.get(group.key) or by_name.get(group.name)) for group in groups]


def _of_sending(sending: Sending) -> Shown:
    taken = sending.taken
    if taken is None:
        return Shown(sending.key, "", "", "", sending.ships_from, None)
    others = sending.quotes if len(sending.quotes) > 1 else ()
    return Shown(
        sending.key,
        taken.name,
        taken.kind,
        taken.where,
        sending.ships_from,
        taken.charge,
        taken.days_from,
        taken.days_to,
        taken.way,
        others,
    )


def _of_parcel(parcel: Any) -> Shown:
    return Shown(
        parcel.maker_key,
        parcel.way,
        parcel.kind,
        parcel.where,
        parcel.ships_from,
        Decimal(parcel.charge),
        parcel.days_from,
        parcel.days_to,
    )
