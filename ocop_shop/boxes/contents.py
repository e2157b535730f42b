"""What is in a box, read once for each product that is at hand. A product that has parts is a box."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Prefetch, Q, prefetch_related_objects

from .least import boxes_of

_JOINED = (
    "part__product_class",
    "part__parent__product_class",
    "part__ocop_provenance__producer__province",
    "part__ocop_provenance__producer__commune__parent",
    "part__ocop_provenance__province",
    "part__ocop_provenance__commune__parent",
    "part__parent__ocop_provenance__producer__province",
    "part__parent__ocop_provenance__producer__commune__parent",
)


def lookup(path: str = "") -> Any:
    """For `prefetch_related`: the parts of the products under `path`, with stock, maker and place.

    One query, and one more for the stock where there are boxes.
    """
    rows = apps.get_model("ocop_boxes", "BoxPart").objects.select_related(*_JOINED)
    return Prefetch(f"{path}ocop_parts", rows.prefetch_related("part__stockrecords"))


def prepare(products: Iterable[Any]) -> None:
    """Read the parts of these products at once; what was read before is not read again."""
    prefetch_related_objects([product for product in products if _may_be_box(product)], lookup())


def has_parts(product: str = "pk") -> Exists:
    """For `annotate`: whether the product is a box; `product` names its key in queries about something else."""
    return Exists(apps.get_model("ocop_boxes", "BoxPart").objects.filter(box=OuterRef(product)))


def known_without(product: Any) -> None:
    """Note on a product at hand that it is no box, so that nobody asks."""
    none = apps.get_model("ocop_boxes", "BoxPart").objects.none()
    vars(product).setdefault("_prefetched_objects_cache", {}).setdefault("ocop_parts", none)


def parts_of(product: Any) -> list[Any]:
    """The parts of a box in their order; none for other products. No query where `lookup` or `prepare` was at work."""
    if not _may_be_box(product):
        return []
    prepare([product])
    return list(product.ocop_parts.all())


def is_whole(parts: Iterable[Any]) -> bool:
    """Whether every part is on sale; a box is not sold without one of them."""
    return all(part.is_on_sale for part in parts)


def left(parts: Iterable[Any]) -> int | None:
    """How many boxes can be made of these parts; None where nobody keeps count of any."""
    return boxes_of((part.left, part.quantity) for part in parts)


def boxes_with(product_ids: Collection[int]) -> dict[int, set[int]]:
    """By product the boxes that it is in, itself or one of its variants. One query."""
    rows = apps.get_model("ocop_boxes", "BoxPart").objects
    found: dict[int, set[int]] = {}
    wanted = rows.filter(Q(part__in=product_ids) | Q(part__parent__in=product_ids))
    for part, parent, box in wanted.values_list("part_id", "part__parent_id", "box_id"):
        for key in (part, parent):
            found.setdefault(key, set()).add(box)
    return found


def _may_be_box(product: Any) -> bool:
    return bool(product is not None and product.pk and product.is_standalone)
