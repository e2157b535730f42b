"""What is taken over into a copy of a listing or of a product."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db.models import QuerySet
from oscar.core.loading import get_model

from .pictures import pictures_of
from .standing_there import images_of, values_of

# A code names one product, and how many there are has to be counted.
_ITS_OWN = ("sku", "stock", "pictures")


def products_of(producer: Any) -> QuerySet[Any]:
    """The products that `producer` makes, without variants: those that it may change and copy."""
    products = get_model("catalogue", "Product").objects.filter(ocop_provenance__producer=producer)
    found: QuerySet[Any] = products.exclude(structure="child")
    return found


def values_for_copy(source: Any) -> dict[str, Any]:
    """The values of a new listing like `source`, a proposal or a product."""
    values = dict(source.values) if _is_listing(source) else _of_product(source)
    values["variants"] = [{**row, "stock": None} for row in values.get("variants", [])]
    return {name: value for name, value in values.items() if name not in _ITS_OWN}


def pictures_for_copy(source: Any) -> Iterator[tuple[Any, str]]:
    """The files of its pictures, each with what it shows."""
    if _is_listing(source):
        for picture in pictures_of(source):
            yield picture.row.file if picture.is_new else picture.row.original, picture.alt
        return
    for image in images_of(source):
        yield image.original, image.caption


def _is_listing(source: Any) -> bool:
    return isinstance(source, apps.get_model("ocop_proposals", "Proposal"))


def _of_product(product: Any) -> dict[str, Any]:
    category = get_model("catalogue", "Category").objects.browsable().filter(product=product).first()
    return {
        **values_of(product),
        "category": category.pk if category else None,
        "price": _price(product),
        "variants": [{"label": _label(product, child), "price": _price(child)} for child in product.children.all()],
    }


def _label(product: Any, child: Any) -> str:
    return str(child.get_title()).removeprefix(product.title).lstrip(" –-")


def _price(product: Any) -> int | None:
    """What its maker asks for it, where it asks whole đồng."""
    origin = getattr(product.parent or product, "ocop_provenance", None)
    partner = origin.producer.partner_id if origin and origin.producer else None
    record = product.stockrecords.filter(partner=partner).first() if partner else None
    return int(record.price) if record and record.price is not None and record.price == int(record.price) else None
