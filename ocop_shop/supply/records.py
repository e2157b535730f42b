"""What a producer sells itself: its goods, and its own stock records of them."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from oscar.core.loading import get_model

from ocop_shop.core import money


def of_producer(producer: Any) -> QuerySet[Any]:
    """The stock records that `producer` may see and change: those of its own seller, in đồng, for goods that it makes.

    What another seller asks for the same goods is that seller's business. A variant is the maker's of its parent unless
    it names its own.
    """
    records: QuerySet[Any] = get_model("partner", "StockRecord").objects.all()
    if producer.partner_id is None:
        return records.none()
    by_parent = Q(product__parent__ocop_provenance__producer=producer)
    by_parent &= Q(product__ocop_provenance__producer__isnull=True)
    made = Q(product__ocop_provenance__producer=producer) | by_parent
    return records.filter(made, partner_id=producer.partner_id, price_currency=money.CURRENCY)


def goods_of(producer: Any) -> QuerySet[Any]:
    """The products with a page of their own that `producer` makes and sells itself, or in variants."""
    products: QuerySet[Any] = get_model("catalogue", "Product").objects.exclude(structure="child")
    if producer.partner_id is None:
        return products.none()
    records = get_model("partner", "StockRecord").objects.filter(partner_id=producer.partner_id)
    own = records.filter(Q(product=OuterRef("pk")) | Q(product__parent=OuterRef("pk")))
    return products.filter(Exists(own), ocop_provenance__producer=producer).order_by("title", "pk")


def low(records: QuerySet[Any]) -> QuerySet[Any]:
    """Those of which fewer are left than their owner wants to have, but some."""
    return _counted(records).filter(left__gt=0, left__lt=F("low_stock_threshold"))


def sold_out(records: QuerySet[Any]) -> QuerySet[Any]:
    """Those of which nothing is left."""
    return _counted(records).filter(left__lte=0)


def scarce(records: QuerySet[Any]) -> QuerySet[Any]:
    """Both: those of which nothing is left, and those that are low."""
    return _counted(records).filter(Q(left__lte=0) | Q(left__lt=F("low_stock_threshold")))


def _counted(records: QuerySet[Any]) -> QuerySet[Any]:
    own = Q(product__product_class__track_stock=True)
    counted = records.filter(own | Q(product__parent__product_class__track_stock=True))
    found: QuerySet[Any] = counted.alias(left=Coalesce(F("num_in_stock"), 0) - Coalesce(F("num_allocated"), 0))
    return found


def name_of(product: Any) -> str:
    """The name of a product; a variant's with that of what it is a variant of."""
    own = str(product.get_title())
    whole = str(product.parent.get_title()) if product.parent_id else own
    return own if own.startswith(whole) else f"{whole} – {own}"
