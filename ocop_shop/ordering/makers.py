"""What is in a basket or an order, maker by maker."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.apps import apps
from django.db.models import Prefetch, prefetch_related_objects

from ocop_shop.boxes import contents

T = TypeVar("T")

# All that a basket line is asked for on a page, so that ten lines cost as many queries as one.
_OF_A_LINE = (
    "product__product_class",
    "product__parent__product_class",
    "product__stockrecords",
)


@dataclass(frozen=True)
class MakerGroup(Generic[T]):
    """The items of one maker; `name` is empty for goods whose maker is not on record, `url` for a hidden maker.

    `key` is the maker's, 0 where there is none. `sending` is how the goods come, where somebody has put it in.
    """

    name: str
    url: str
    items: tuple[T, ...]
    key: int = 0
    sending: Any = None


def prepare(lines: Iterable[Any]) -> list[Any]:
    """The basket or order lines with product, stock and maker fetched, in a fixed number of queries."""
    listed = list(lines)
    makers = apps.get_model("ocop_producers", "Provenance").objects.select_related("producer")
    origins = (Prefetch(f"{path}__ocop_provenance", makers) for path in ("product", "product__parent"))
    with_products = [line for line in listed if line.product_id]
    prefetch_related_objects(with_products, *_OF_A_LINE, *origins, contents.lookup("product__"))
    return listed


def producer_of(product: Any) -> Any | None:
    """The producer of `product`; a variant has the one of its parent unless it names its own."""
    for candidate in (product, product.parent if product and product.parent_id else None):
        provenance = getattr(candidate, "ocop_provenance", None)
        if provenance and provenance.producer:
            return provenance.producer
    return None


def by_maker(items: Iterable[T], product_of: Callable[[T], Any]) -> list[MakerGroup[T]]:
    """`items` grouped by the maker of their product, in order of first appearance; without a maker last."""
    groups: dict[int | None, tuple[Any, list[T]]] = {}
    for item in items:
        producer = producer_of(product_of(item))
        groups.setdefault(producer.pk if producer else None, (producer, []))[1].append(item)
    ordered = sorted(groups.values(), key=lambda group: group[0] is None)
    return [_group(producer, members) for producer, members in ordered]


def _group(producer: Any | None, members: list[T]) -> MakerGroup[T]:
    if producer is None:
        return MakerGroup("", "", tuple(members))
    url = producer.get_absolute_url() if producer.is_public else ""
    return MakerGroup(producer.display_name, url, tuple(members), producer.pk)
