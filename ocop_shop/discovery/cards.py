"""A card: what a shelf shows of one product, as a value. Claim and stage come from the register, not from the row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.files.storage import default_storage
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ocop_shop.certification import standing
from ocop_shop.certification.claims import Claim
from ocop_shop.certification.stages import Stage
from ocop_shop.conf import settings
from ocop_shop.core.addresses import address
from ocop_shop.producers.off_the_shelf import card_words
from ocop_shop.supply import rests
from ocop_shop.supply.wording import rest_words


@dataclass(frozen=True)
class Card:
    """One product on a shelf; `price` in whole đồng, None where it is only sold on request.

    `stage` is set while the product is "potential 5 stars": a stage beside whatever the claim says, never a star.
    `distance` is how far its commune is from the place that the shopper chose, in whole km.
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
    commune_code: str = ""
    distance: int | None = None
    is_enquiry: bool = False
    """Whether no basket takes it, whatever it costs: it is agreed on with the maker, or kept off the shelf."""
    off: str = ""
    """That it is kept off the shelf, in words; empty where it is not."""
    rest: str = ""
    """Why it is not sold just now, in words: a pause of its maker, or its season."""

    @property
    def can_buy(self) -> bool:
        """Whether the card offers to put one into the basket."""
        return self.in_stock and self.price is not None and not self.is_enquiry

    @property
    def amount(self) -> str:
        """How much is in it and what a unit costs: "500 g · 24.000 ₫/100 g"."""
        return " · ".join(part for part in (self.net_text, self.unit_price) if part)

    @property
    def basket_url(self) -> str:
        """Where a form is sent that puts it into the basket."""
        return address("basket:add", pk=self.product_id)

    @property
    def add_label(self) -> str:
        """What the button says that puts it into the basket."""
        return _("Add %(name)s to the basket") % {"name": self.title}

    @property
    def ask_label(self) -> str:
        """What the link says that leads to its maker."""
        return _("Ask the maker about %(name)s") % {"name": self.title}


def cards(rows: Iterable[Any], on: date | None = None) -> list[Card]:
    """Cards for listing rows, in their order; one query for all claims and one for stages where there are any."""
    listed = list(rows)
    claims = standing.claims_on([row.pk for row in listed], on) if listed else {}
    # The flag says where to ask; what is said comes from the register.
    flagged = [row.pk for row in listed if row.potential_5]
    stages = standing.stages_on(flagged, on) if flagged else {}
    in_english = get_language() == "en"
    return [_card(row, claims[row.pk], stages.get(row.pk), in_english) for row in listed]


def _card(row: Any, claim: Claim, stage: Stage | None, in_english: bool) -> Card:
    return Card(
        product_id=row.pk,
        title=(in_english and row.title_en) or row.title,
        url=address("catalogue:detail", product_slug=row.slug, pk=row.pk),
        place=row.place,
        producer_name=row.producer_name,
        producer_url=address("ocop:producer", slug=row.producer_slug) if row.producer_slug else "",
        price=row.price,
        unit_price=row.unit_price,
        net_text=row.net_text,
        in_stock=row.in_stock,
        image_url=default_storage.url(row.image) if row.image else "",
        sector=row.sector,
        commune_code=row.commune_code,
        claim=claim,
        stage=stage,
        is_enquiry=bool(row.kept_off) or row.product_set in settings.enquiry_only_sets,
        off=card_words(row.kept_off),
        rest=rest_words(rests.read(row.rest)),
    )
