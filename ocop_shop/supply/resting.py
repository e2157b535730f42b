"""Whether goods rest today, for whoever shows or sells them. A pause and a season are the maker's own: they stop what
its own seller offers, and no other seller of the same goods.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import BigIntegerField, DateField, IntegerField, Q, Value

from ocop_shop.core import clock
from ocop_shop.producers.origins import producer_of

from . import rests
from .rests import Rest, Times

_KEPT = "_ocop_times"


@dataclass(frozen=True)
class _Known:
    """What is known of a product that is at hand: its times, the seller whom they stop, the day that is asked for."""

    times: Times
    seller: int | None = None
    on: date | None = None


def rest_of(product: Any, record: Any = None) -> Rest | None:
    """Why `product` is not sold today; None when it is. With its stock record: why that one is not.

    No query after `prepare`, else one beside those for its maker. The first answer is kept with the object.
    """
    if not is_prepared(product):
        prepare([product])
    known: _Known = product.__dict__[_KEPT]
    if known.seller is None or (record is not None and record.partner_id != known.seller):
        return None
    return rests.rest_on(known.times, known.on or clock.today())


def change_after(product: Any, day: date) -> date | None:
    """The next day on which `rest_of` may answer otherwise than on `day`. No query after `prepare`."""
    if not is_prepared(product):
        prepare([product])
    known: _Known = product.__dict__[_KEPT]
    return rests.next_change(known.times, day) if known.seller is not None else None


def is_prepared(product: Any) -> bool:
    """Whether `rest_of` knows the answer without a query."""
    return _KEPT in product.__dict__


def prepare(products: Iterable[Any], on: date | None = None, *, afresh: bool = False) -> None:
    """Ask for all these products at once; one query beside those for makers that are not fetched yet.

    `on` is the day that is asked for, today where none is given. What is known already is asked `afresh` on request.
    """
    asked = [product for product in products if afresh or not is_prepared(product)]
    makers = {id(product): maker for product in asked if (maker := producer_of(product)) and maker.partner_id}
    selling = [product for product in asked if id(product) in makers]
    rows = _rows(selling, {maker.pk for maker in makers.values()}) if selling else []
    for product in asked:
        maker = makers.get(id(product))
        known = _Known(_times(product, maker.pk, rows), maker.partner_id, on) if maker else _Known(Times(), None, on)
        product.__dict__[_KEPT] = known


def _rows(products: list[Any], makers: set[int]) -> list[tuple[Any, ...]]:
    """Pauses and seasons, one under the other: producer, product, first day, day of sale again, months."""
    keys = {key for product in products for key in (product.pk, product.parent_id) if key}
    pauses = apps.get_model("ocop_supply", "Pause").objects.standing()
    pauses = pauses.filter(Q(product__in=keys) | Q(product=None), producer__in=makers).order_by()
    seasons = apps.get_model("ocop_supply", "Season").objects.filter(product__in=keys).order_by()
    no_key, no_day = Value(None, output_field=BigIntegerField()), Value(None, output_field=DateField())
    no_months = Value(0, output_field=IntegerField())
    first = pauses.values_list("producer_id", "product_id", "begins_on", "until", no_months)
    return list(first.union(seasons.values_list(no_key, "product_id", no_day, no_day, "month_bits"), all=True))


def _times(product: Any, maker: int, rows: list[tuple[Any, ...]]) -> Times:
    own = (product.pk, product.parent_id) if product.parent_id else (product.pk,)
    pauses, months = [], {}
    for producer, about, begins_on, until, bits in rows:
        if producer == maker and (about is None or about in own):
            pauses.append(rests.Span(begins_on, until))
        elif producer is None and about in own:
            months[about] = rests.months_of(bits)
    return Times(tuple(pauses), months.get(product.pk) or months.get(product.parent_id) or frozenset())
