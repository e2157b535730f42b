"""Orders with goods of several makers, placed, paid, sent and given back by the real verbs."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.apps import apps
from oscar.core.loading import get_class, get_model

from ocop_shop.accounts.actions import record
from ocop_shop.delivery.actions import dispatch
from ocop_shop.ordering import sending
from ocop_shop.payments import actions as payments
from ocop_shop.payments import registry
from ocop_shop.test import factories
from tests.payments.paying import basket_of, place, transferred

BANK, AT_THE_DOOR = "bank-transfer", "cash-on-delivery"


def goods(maker: Any, price: int = 100_000, title: str = "") -> Any:
    """A product of `maker` of which there is enough."""
    return factories.make_product(title, price=price, stock=10_000, producer=maker)


def buy(*wanted: tuple[Any, int], charges: dict[Any, int] | None = None, way: str = BANK, user: Any = None) -> Any:
    """An order of products and quantities; `charges` is what sending costs by maker."""
    basket = basket_of(*wanted)
    get_class("offer.applicator", "Applicator")().apply(basket)
    parcels = charges or {}
    order = place(basket, registry.known(way), user=user, charge=sum(parcels.values()))
    rows = apps.get_model("ocop_delivery", "AgreedParcel").objects
    for maker, charge in parcels.items():
        rows.create(order=order, producer=maker, maker_key=maker.pk, kind="delivery", way="Giao", charge=charge)
    return order


def pay(order: Any) -> Any:
    """All of it comes by transfer."""
    attempt = order.payment_attempts.get()
    payments.take(BANK, transferred(attempt, key=f"FT{attempt.pk}"))
    order.refresh_from_db()
    return order


def send(order: Any, maker: Any = None, *, by_shop: bool = False) -> Any:
    """All that is left of a maker's goods leaves, or of all makers; noted at its own desk unless the shop sends it."""
    lines = order.lines.exclude(status="Cancelled")
    if maker is None:
        for producer in {line.ocop_maker.producer for line in lines if line.ocop_maker.producer}:
            send(order, producer, by_shop=by_shop)
        return order
    pieces = {line.pk: line.quantity for line in lines.filter(ocop_maker__producer=maker)}
    if by_shop:
        sending.send(order, pieces)
    else:
        dispatch(order, maker, pieces)
    order.refresh_from_db()
    return order


def sold(*wanted: tuple[Any, int], charges: dict[Any, int] | None = None, user: Any = None) -> Any:
    """An order that is paid, sent and entered."""
    order = send(pay(buy(*wanted, charges=charges, user=user)))
    record(order)
    return order


def give_back(order: Any, amount: int, reason: str = "vỡ") -> Any:
    """So much of what was paid goes back to the buyer."""
    attempt = order.payment_attempts.get()
    refund = payments.ask_refund(attempt, Decimal(amount), actor=None, reason=reason)
    done = payments.carry_out(refund)
    record(order)
    return done


def entries(maker: Any, *kinds: str) -> list[tuple[str, int]]:
    """Kind and amount of the entries of a maker, in the order in which they were made."""
    rows = apps.get_model("ocop_accounts", "Entry").objects.of_producer(maker).order_by("pk")
    rows = rows.filter(kind__in=kinds) if kinds else rows
    return list(rows.values_list("kind", "amount"))


def percent_off(percent: int) -> Any:
    """An offer of so much off everything."""
    everything, _made = get_model("offer", "Range").objects.get_or_create(name="Tất cả", includes_all_products=True)
    condition = get_model("offer", "Condition").objects.create(range=everything, type="Count", value=1)
    benefit = get_model("offer", "Benefit").objects.create(range=everything, type="Percentage", value=percent)
    return get_model("offer", "ConditionalOffer").objects.create(
        name=f"Giảm {percent}%", condition=condition, benefit=benefit, offer_type="Site"
    )
