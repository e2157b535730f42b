"""Orders placed through the real checkout, without the pages: what a buyer ends up with after the last click."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from oscar.apps.shipping.methods import Free
from oscar.core.loading import get_class, get_model
from oscar.core.prices import Price

from ocop_shop.ordering.holding import hold
from ocop_shop.ordering.numbers import new_number
from ocop_shop.payments import actions, registry
from ocop_shop.payments.provider import News
from ocop_shop.test import factories


def basket_of(*goods: tuple[Any, int], owner: Any = None) -> Any:
    """A basket with these products and quantities."""
    basket = get_model("basket", "Basket").objects.create(owner=owner)
    basket.strategy = get_class("partner.strategy", "Selector")().strategy()
    for product, quantity in goods:
        basket.add_product(product, quantity)
    return basket


def baskets_of(number: int, *goods: tuple[Any, int]) -> Iterator[Any]:
    """So many baskets with these products and quantities, filled with few queries and read one after the other."""
    first = basket_of(*goods)
    lines = list(first.lines.order_by("pk"))
    baskets = type(first).objects.bulk_create(type(first)() for _basket in range(number - 1))
    for basket in baskets:
        lines += [copied(line, basket=basket) for line in lines[: len(goods)]]
    first.lines.model.objects.bulk_create(lines[len(goods) :])
    for basket in (first, *baskets):
        basket.strategy = first.strategy
        yield basket


def copied(row: Any, **changes: Any) -> Any:
    """`row` once more, not written yet, with these changes."""
    names = [field.attname for field in row._meta.concrete_fields if not field.primary_key]
    made = type(row)(**{name: getattr(row, name) for name in names})
    for name, value in changes.items():
        setattr(made, name, value)
    return made


def place(basket: Any, provider: Any, *, user: Any = None, email: str = "hoa@example.com", charge: int = 0) -> Any:
    """The order of `basket`, with an open attempt to pay it by `provider`; without one where there is none.

    `charge` is what sending it costs.
    """
    sending = Decimal(charge)
    total = Price(basket.currency, basket.total_excl_tax + sending, basket.total_incl_tax + sending)
    with transaction.atomic():
        hold(basket)
        order = get_class("order.utils", "OrderCreator")().place_order(
            basket=basket,
            total=total,
            shipping_method=Free(),
            shipping_charge=Price(basket.currency, sending, sending),
            user=user or AnonymousUser(),
            order_number=new_number(),
            status=provider.places_as if provider else "Pending",
            guest_email="" if user else email,
        )
        if provider and order.total_incl_tax:
            actions.open_attempt(order, provider)
        basket.submit()
    return order


def order_of(product: Any = None, *, quantity: int = 1, price: int = 125_000, provider: Any = None) -> Any:
    """An order of one product of which there are ten."""
    product = product or factories.make_product("Mật hoa dừa", price=price, stock=10)
    return place(basket_of((product, quantity)), provider or registry.known("bank-transfer"))


def stock_of(order: Any) -> tuple[int, int]:
    """How many pieces there are of the first line's product, and how many of these are spoken for."""
    record = get_model("partner", "StockRecord").objects.get(pk=order.lines.first().stockrecord_id)
    return record.num_in_stock, record.num_allocated or 0


def transferred(attempt: Any, amount: int | None = None, *, key: str = "FT1", currency: str = "VND") -> News:
    """A bank transfer that reached the account for `attempt`; the whole amount unless another is given."""
    return News(
        key, "paid", code=attempt.code, amount=Decimal(amount or attempt.amount), currency=currency, payment=key
    )
