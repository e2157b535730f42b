"""A card: what a shelf shows of one product, as a value. Its claim comes from the register, not from the row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.files.storage import default_storage
from django.urls import reverse

from ocop_shop.certification import standing
from ocop_shop.certification.claims import Claim


@dataclass(frozen=True)
class Card:
    """One product on a shelf; `price` in whole đồng, None where it is only sold on request."""

    product_id: int
    title: str
    url: str
    place: str
    producer_name: str
    producer_url: str
    price: Decimal | None
    unit_price: str
    net_text: str
    in_stock: bool
    image_url: str
    sector: str
    claim: Claim

    @property
    def can_buy(self) -> bool:
        """Whether the card offers to put one into the basket."""
        return self.in_stock and self.price is not None


def cards(rows: Iterable[Any], on: date | None = None) -> list[Card]:
    """Cards for listing rows, in their order; one query for all claims."""
    listed = list(rows)
    claims = standing.claims_on([row.pk for row in listed], on) if listed else {}
    return [_card(row, claims[row.pk]) for row in listed]


def _card(row: Any, claim: Claim) -> Card:
    return Card(
        product_id=row.pk,
        title=row.display_title,
        url=reverse("catalogue:detail", kwargs={"product_slug": row.slug, "pk": row.pk}),
        place=row.place,
        producer_name=row.producer_name,
        producer_url=reverse("ocop:producer", args=[row.producer_slug]) if row.producer_slug else "",
        price=row.price,
        unit_price=row.unit_price,
        net_text=row.net_text,
        in_stock=row.in_stock,
        image_url=default_storage.url(row.image) if row.image else "",
        sector=row.sector,
        claim=claim,
    )
