"""Oscar's product classes for listings, one for each sector, with an attribute for each question.

They are made when they are first needed and known by their slugs, so that the classes of a shop stay as they are.
"""

from __future__ import annotations

from typing import Any

from oscar.core.loading import get_model

from ocop_shop.core.locking import one_at_a_time
from ocop_shop.producers.listing_fields import Field, Type
from ocop_shop.producers.taxonomy import SECTORS, sector_of

from .standing_there import PREFIX

VARIANT = f"{PREFIX}variant"
NOTICE = f"{PREFIX}notice"
# Vietnamese in the data as in the names of categories: what a shop's templates print without asking us.
_NAMES = {VARIANT: "Phân loại", NOTICE: "Lưu ý"}
_SERVICE = "VI"


def class_of(set_no: int) -> Any:
    """The product class for a set, made when missing. A visit is neither sent nor counted."""
    sector = SECTORS[sector_of(set_no)]
    slug = f"ocop-{sector.slug}"
    one_at_a_time("ocop-listing-classes")
    goods = sector.code != _SERVICE
    defaults = {"name": sector.vi[:128], "requires_shipping": goods, "track_stock": goods}
    return get_model("catalogue", "ProductClass").objects.get_or_create(slug=slug, defaults=defaults)[0]


def attribute_of(product_class: Any, field: Field) -> Any:
    """The attribute in which answers to a question are kept."""
    kind = "float" if field.type is Type.NUMBER else "text"
    return _attribute(product_class, PREFIX + field.code, field.vi, kind)


def plain_attribute(product_class: Any, code: str) -> Any:
    """The attribute that names a variant, or the one for what the law wants said."""
    return _attribute(product_class, code, _NAMES[code], "text")


def _attribute(product_class: Any, code: str, name: str, kind: str) -> Any:
    defaults = {"name": name, "type": kind}
    return product_class.attributes.get_or_create(code=code, defaults=defaults)[0]


def keep(product: Any, attribute: Any, value: Any) -> None:
    """Write a value of `product`; an empty one is taken off.

    It is written as a row of its own, not through the product's class: a product of a class of the shop keeps that.
    """
    known = product.attribute_values.filter(attribute__code=attribute.code).first()
    if value in (None, ""):
        if known:
            known.delete()
        return
    row = known or product.attribute_values.model(product=product, attribute=attribute)
    row.value = value
    row.save()
