"""What stands there now of a product, in the form of a proposal's values."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from django.apps import apps
from django.utils.html import escape, strip_tags

from ocop_shop.core import html
from ocop_shop.producers.listing_fields import Type, field_called, number

from .reading import FIELD

_MARKUP = re.compile(r"<[a-zA-Z/!]")
_PLAIN_TAGS = re.compile(r"</?(?:p|br)\s*/?>", re.IGNORECASE)
_END_OF_LINE = re.compile(r"<br\s*/?>\s*", re.IGNORECASE)
_END_OF_PARAGRAPH = re.compile(r"</p>\s*", re.IGNORECASE)
PREFIX = "ocop_"
"""Before the code of a question, in the codes of Oscar's attributes."""


def values_of(product: Any) -> dict[str, Any]:
    """The texts, pictures and answers of `product`. Price and stock are no part of it. Three queries."""
    origin = apps.get_model("ocop_producers", "Provenance").objects.filter(product=product).first()
    return {
        "title": product.title,
        "title_en": origin.name_en if origin else "",
        "description": as_text(product.description),
        "description_en": origin.description_en if origin else "",
        "product_set": origin.product_set if origin else None,
        "net_amount": f"{origin.net_amount.normalize():f}" if origin and origin.net_amount else "",
        "net_unit": origin.net_unit if origin else "",
        "pictures": [{"key": f"image:{image.pk}", "alt": image.caption} for image in images_of(product)],
        **answers_of(product),
    }


def images_of(product: Any) -> list[Any]:
    """The published pictures of `product` in their order."""
    return list(product.images.order_by("display_order", "pk"))


def answers_of(product: Any) -> dict[str, str]:
    """What was answered to the questions of a product set."""
    found = {}
    rows = product.attribute_values.filter(attribute__code__startswith=PREFIX).select_related("attribute")
    for row in rows:
        asked = field_called(row.attribute.code.removeprefix(PREFIX))
        if asked and row.value not in {None, ""}:
            told = number(str(row.value)) if asked.type is Type.NUMBER else None
            found[FIELD + asked.code] = str(row.value) if told is None else f"{told.normalize():f}"
    return found


def as_text(description: str) -> str:
    """A description as it is edited: plain lines where it holds nothing but paragraphs, else with its tags."""
    if _MARKUP.search(_PLAIN_TAGS.sub("", description)):
        return description.strip()
    told = _END_OF_PARAGRAPH.sub("\n\n", _END_OF_LINE.sub("\n", description))
    return unescape(strip_tags(told)).strip()


def as_html(description: str) -> str:
    """A description as it is published: a few tags are left in it; plain lines become paragraphs."""
    if _MARKUP.search(description):
        return str(html.clean_html(description))
    paragraphs = [escape(part).replace("\n", "<br>") for part in re.split(r"\n{2,}", description) if part.strip()]
    return "".join(f"<p>{part}</p>" for part in paragraphs)
