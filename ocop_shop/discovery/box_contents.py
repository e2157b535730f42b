"""What is in a box, as its page shows it: each thing with maker, place and the claim that it has today.

A box has no star: what it may say of stars is what stands beside each part.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.files.storage import default_storage
from django.utils.translation import get_language

from ocop_shop.boxes import contents, mix, quotes, sold
from ocop_shop.certification.claims import Claim
from ocop_shop.core.addresses import address

from . import freshness


@dataclass(frozen=True)
class Content:
    """One product in a box; without `url` where the shop does not show it any more."""

    quantity: int
    title: str
    url: str = ""
    image_url: str = ""
    place: str = ""
    producer_name: str = ""
    producer_url: str = ""
    net_text: str = ""
    claim: Claim | None = None


@dataclass(frozen=True)
class Box:
    """The things in a box in their order, where they are from in words, and how many a quote is asked for."""

    contents: tuple[Content, ...]
    mix: str
    place: str
    quote_from: int = quotes.LEAST

    @property
    def pieces(self) -> int:
        """How many pieces are in it."""
        return sum(content.quantity for content in self.contents)


def box(product: Any) -> Box | None:
    """What is in `product`; None for what is no box. Three queries beside the parts, once in a language."""
    known: dict[str | None, Box | None] = vars(product).setdefault("_ocop_box", {})
    language = get_language()
    if language not in known:
        known[language] = _read(product)
    return known[language]


def _read(product: Any) -> Box | None:
    parts = contents.parts_of(product)
    if not parts:
        return None
    freshness.ensure_true()
    claims = sold.claims_of(parts)
    keys = {part.part.parent_id or part.part_id for part in parts if part.part}
    rows = apps.get_model("ocop_discovery", "Listing").objects.in_bulk(keys)
    told = (_content(part, rows, claims.get(part.part_id)) for part in parts)
    return Box(tuple(told), mix.sentence(parts), mix.place(parts))


def _content(part: Any, rows: dict[int, Any], claim: Claim | None) -> Content:
    product = part.part
    row = rows.get(product.parent_id or product.pk) if product else None
    if row is None or not row.is_public:
        return Content(part.quantity, product.get_title() if product else part.title, claim=claim)
    in_english = get_language() == "en" and row.title_en and not product.parent_id
    return Content(
        quantity=part.quantity,
        title=row.title_en if in_english else product.get_title(),
        url=address("catalogue:detail", product_slug=row.slug, pk=row.pk),
        image_url=default_storage.url(row.image) if row.image else "",
        place=row.place,
        producer_name=row.producer_name,
        producer_url=address("ocop:producer", slug=row.producer_slug) if row.producer_slug else "",
        net_text=row.net_text,
        claim=claim,
    )
