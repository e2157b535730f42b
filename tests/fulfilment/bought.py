"""Orders that hold goods of several makers, with an address and agreed parcels, without the pages of the checkout."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from oscar.apps.shipping.methods import Free
from oscar.core.loading import get_class, get_model
from oscar.core.prices import Price

from ocop_shop.ordering.destinations import ensure_country
from ocop_shop.ordering.holding import hold
from ocop_shop.ordering.numbers import new_number
from ocop_shop.payments import actions as payments
from ocop_shop.payments import registry
from ocop_shop.test import factories
from tests.payments.paying import basket_of, transferred

COD, BANK = "cash-on-delivery", "bank-transfer"
SENDING = 30_000
BUYER = {
    "first_name": "Nguyễn Thị Hoa",
    "phone_number": "+84912345678",
    "line1": "Số 12, ấp Cây Hẹ",
    "line4": "Xã Tam Ngãi",
    "state": "Vĩnh Long",
    "notes": "Gọi trước khi giao",
}
SECRETS = ("Nguyễn Thị Hoa", "0912 345 678", "+84912345678", "ấp Cây Hẹ", "Gọi trước khi giao")
EMAIL = "hoa@example.com"


def goods_of(producer: Any, title: str = "", *, price: int = 100_000, stock: int = 50) -> Any:
    """Something that `producer` sells."""
    return factories.make_product(title, price=price, stock=stock, producer=producer)


def order_of(*goods: tuple[Any, int], way: str = COD, paid: bool = True, buyer: dict[str, str] | None = None) -> Any:
    """A confirmed order of these products and quantities; with `paid=False` one by transfer waits for its money.

    Each maker's parcel costs 30.000 đồng.
    """
    basket = basket_of(*goods)
    makers = {product.ocop_provenance.producer for product, _quantity in goods}
    charge = Decimal(SENDING * len(makers))
    provider = registry.known(way)
    with transaction.atomic():
        hold(basket)
        order = get_class("order.utils", "OrderCreator")().place_order(
            basket=basket,
            total=Price(basket.currency, basket.total_excl_tax + charge, basket.total_incl_tax + charge),
            shipping_method=Free(),
            shipping_charge=Price(basket.currency, charge, charge),
            shipping_address=_address(buyer or BUYER),
            user=AnonymousUser(),
            order_number=new_number(),
            status=provider.places_as,
            guest_email=EMAIL,
        )
        payments.open_attempt(order, provider)
        for maker in makers:
            _agree(order, maker)
        basket.submit()
    if way == BANK and paid:
        attempt = order.payment_attempts.get()
        payments.take(BANK, transferred(attempt, key=f"FT{order.pk}"))
        order.refresh_from_db()
    return order


def line_of(order: Any, producer: Any) -> Any:
    """The first line of `order` with goods of `producer`."""
    return order.lines.filter(ocop_maker__producer=producer).order_by("pk").first()


def states_of(order: Any) -> tuple[str, list[str]]:
    """The state of an order, and those of its lines."""
    order.refresh_from_db()
    return order.status, list(order.lines.order_by("pk").values_list("status", flat=True))


def allocated(product: Any) -> int:
    """How many pieces of `product` are spoken for."""
    return product.stockrecords.get().num_allocated or 0


def _address(said: dict[str, str]) -> Any:
    return get_model("order", "ShippingAddress").objects.create(country=ensure_country(), **said)


def _agree(order: Any, maker: Any) -> None:
    apps.get_model("ocop_delivery", "AgreedParcel").objects.create(
        order=order,
        producer=maker,
        maker_key=maker.pk,
        producer_name=maker.name,
        kind="delivery",
        way="Giao tận nhà",
        ships_from="Xã Tiểu Cần, Vĩnh Long",
        charge=SENDING,
        days_to=3,
        language="vi",
    )
