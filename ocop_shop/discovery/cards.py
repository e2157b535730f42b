"""A card: what a shelf shows of one product, as a value. Claim and stage come from the register, not from the row."""

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
from ocop_shop.certification.stages import Stage


@dataclass(frozen=True)
class Card:
    """One product on a shelf; `price` in whole đồng, None where it is only sold on request.

    `stage` is set while the product is "potential 5 stars": a stage beside whatever the claim says, never a star.
    """

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
    stage: Stage | None = None

    @property
    def can_buy(self) -> bool:
        """Whether the card offers to put one into the basket."""
        return self.in_stock and self.price is not None


def cards(rows: Iterable[Any], on: date | None = None) -> list[Card]:
    """Cards for listing rows, in their order; one query for all claims and one for all stages."""
    listed = list(rows)
    keys = [row.pk for row in listed]
    claims = standing.claims_on(keys, on) if listed else {}
    stages = standing.stages_on(keys, on) if listed else {}
    return [_card(row, claims[row.pk], stages.get(row.pk)) for row in listed]


def _card(row: Any, claim: Claim, stage: Stage | None) -> Card:
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
        stage=stage,
    )
