"""Makers, products and certificates for tests: of ocop_shop, and of a shop that builds on it.

    from ocop_shop.test.factories import make_certificate, make_product
    product = make_product(title="Kẹo dừa", province="86")
    make_certificate(product, stars=4)

Plain functions over the real models and actions, so what they make obeys every rule. All arguments may be left out.
"""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from oscar.core.loading import get_model

from ocop_shop.boxes import actions as boxes
from ocop_shop.certification import actions as register
from ocop_shop.certification.actions import DecisionFacts
from ocop_shop.core import clock, money, text
from ocop_shop.producers import actions as producers
from ocop_shop.producers.actions import ProducerFacts

PASSWORD = "mot-mat-khau-du-dai"  # noqa: S105
_numbers = itertools.count(1)


def make_place(code: str = "86", *, level: str = "province", name: str = "", parent: Any = None) -> Any:
    """Today's place with this official code; made when the places of Vietnam are not loaded."""
    places = apps.get_model("ocop_regions", "Place").objects
    known = places.in_force().filter(level=level, code=code).first()
    if known:
        return known
    kind = {"province": "tỉnh", "commune": "xã", "district": "huyện"}[level]
    name = name or f"{kind.capitalize()} {code}"
    return places.create(level=level, code=code, kind=kind, name=name, slug=text.slug(f"{name} {code}"), parent=parent)


def make_producer(
    name: str = "", *, kind: str = "cooperative", province: str = "86", commune: str = "", **fields: Any
) -> Any:
    """A public producer in the province with this code; `fields` are fields of `Producer` ("story", "partner")."""
    home = make_place(province) if province else None
    facts = ProducerFacts(
        kind=kind,
        name=name or f"Hợp tác xã thử {next(_numbers)}",
        province=home,
        commune=make_place(commune, level="commune", parent=home) if commune else None,
    )
    producer = producers.register(facts)
    for field, value in fields.items():
        setattr(producer, field, value)
    if fields:
        producer.save(update_fields=list(fields))
    return producer


def make_category(name: str = "", *, parent: Any = None, **fields: Any) -> Any:
    """A category, at the top or below `parent`."""
    category = get_model("catalogue", "Category")
    name = name or f"Nhóm {next(_numbers)}"
    values = {"name": name, "slug": text.slug(name), **fields}
    return parent.add_child(**values) if parent else category.add_root(**values)


def make_product(
    title: str = "",
    *,
    price: Decimal | int | None = 50_000,
    stock: int | None = 10,
    producer: Any = None,
    province: str = "",
    product_set: int | None = None,
    category: Any = None,
    **fields: Any,
) -> Any:
    """A product on sale at `price` đồng with `stock` pieces; `price=None`: not for sale, `stock=None`: not counted.

    `producer`, `province` (an official code) and `product_set` (1 to 26) become its provenance; `fields` are fields of
    Oscar's `Product`.
    """
    title = title or f"Sản phẩm thử {next(_numbers)}"
    values = {"slug": text.slug(title), "structure": "standalone", "is_public": True, **fields}
    goods = stock is not None
    kind = _product_class("Hàng thử" if goods else "Dịch vụ thử", track_stock=goods, sent=goods)
    values.setdefault("product_class", kind)
    product = get_model("catalogue", "Product").objects.create(title=title, **values)
    if producer or province or product_set:
        origin = make_place(province) if province else None
        producers.place(product, producer=producer, province=origin, product_set=product_set)
    if category:
        product.categories.add(category)
    if price is not None:
        make_stock_record(product, price=price, stock=stock, partner=getattr(producer, "partner", None))
    return product


def make_stock_record(
    product: Any, *, price: Decimal | int = 50_000, stock: int | None = 10, partner: Any = None
) -> Any:
    """An offer of `product` by `partner` (a seller is made when none is given), in whole đồng."""
    return get_model("partner", "StockRecord").objects.create(
        product=product,
        partner=partner or make_partner(),
        partner_sku=f"thu-{next(_numbers)}",
        price=money.dong(price),
        price_currency=money.CURRENCY,
        num_in_stock=stock,
    )


def make_partner(name: str = "Người bán thử") -> Any:
    """The seller of this name, made on first use."""
    return get_model("partner", "Partner").objects.get_or_create(code=text.slug(name), defaults={"name": name})[0]


def make_box(
    title: str = "", *parts: tuple[Any, int], price: Decimal | int | None = 300_000, producer: Any = None, **fields: Any
) -> Any:
    """A gift box with so many pieces of each of these products; `fields` are fields of Oscar's `Product`."""
    number = next(_numbers)
    fields.setdefault("product_class", _product_class("Hộp quà thử", track_stock=False, sent=True))
    box = make_product(title or f"Hộp quà thử {number}", price=price, stock=None, producer=producer, **fields)
    boxes.set_parts(box, parts or [(make_product(), 1)])
    return box


def make_way(charge: int = 30_000, *, free_from: int | None = 500_000, producer: Any = None, **fields: Any) -> Any:
    """A way of sending that costs `charge` đồng everywhere; `fields` are fields of `Way` ("name", "basis", "kind")."""
    values = {"name": "Giao tận nhà", "free_from": free_from, **fields}
    way = apps.get_model("ocop_delivery", "Way").objects.create(producer=producer, **values)
    way.bands.create(charge=charge)
    return way


def make_certificate(
    product: Any = None,
    *,
    stars: int = 4,
    number: str = "",
    issued_on: date | None = None,
    expires_on: date | None = None,
    issuer: str = "",
    issuer_level: str = "",
    **options: Any,
) -> Any:
    """A certificate of `product` (made when none is given) by a decision of `issued_on`, 30 days ago by default.

    It holds for the term of the rules of that day unless `expires_on` says otherwise. The deciding body follows from
    the stars. `options` go to `certification.actions.grant` ("evidence", "kind", "actor").
    """
    decision = DecisionFacts(
        number=number or f"{next(_numbers)}/QĐ-THU",
        issued_on=issued_on or clock.today() - timedelta(days=30),
        issuer=issuer or ("Bộ thử nghiệm" if stars == 5 else "UBND tỉnh thử nghiệm"),
        issuer_level=issuer_level or ("national" if stars == 5 else "province"),
    )
    product = product or make_product()
    return register.grant(product, stars=stars, decision=decision, expires_on=expires_on, **options)


def make_user(email: str = "", *, password: str = PASSWORD, **fields: Any) -> Any:
    """A customer; `is_staff` and `is_superuser` among `fields` make more of them."""
    number = next(_numbers)
    email = email or f"khach-{number}@example.com"
    return get_user_model().objects.create_user(f"khach-{number}", email, password, **fields)


def _product_class(name: str, *, track_stock: bool, sent: bool) -> Any:
    return get_model("catalogue", "ProductClass").objects.get_or_create(
        name=name, defaults={"requires_shipping": sent, "track_stock": track_stock}
    )[0]
