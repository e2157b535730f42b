"""What a product's page tells of lists: its own card, those of the same maker, and how much that maker has.

One answer for all of it, asked once for each product that is at hand: three queries.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.files.storage import Storage
from django.db.models import Count, OuterRef, Q, Subquery

from . import cards, freshness, queries
from .cards import Card
from .paging import CARD

MOST = 8
"""Cards of the same maker that are read at once; few pages show more."""
_KEPT = "_ocop_beside"


@dataclass(frozen=True)
class Beside:
    """The card of a product (None where no list shows it), others of its maker, how many these are in the shop with it,
    and the address of the maker's banner.
    """

    card: Card | None
    others: tuple[Card, ...] = ()
    products: int = 0
    banner: str = ""


def beside(product: Any, producer: Any = None) -> Beside:
    """What lists know of `product` and of the other products of `producer`, its maker where there is one."""
    known: Mapping[Any, Beside] = product.__dict__.setdefault(_KEPT, {})
    maker = getattr(producer, "pk", None)
    if maker not in known:
        product.__dict__[_KEPT] = {**known, maker: _asked(product.pk, maker)}
    found: Beside = product.__dict__[_KEPT][maker]
    return found


def _asked(product: int, maker: int | None) -> Beside:
    freshness.ensure_true()
    shown = queries.public_rows().filter(producer_id=maker)
    others = queries.ordered(shown, "stars").exclude(pk=product)[:MOST]
    number = shown.order_by().values("producer_id").annotate(number=Count("pk")).values("number")
    pictures = apps.get_model("ocop_producers", "ProducerPicture")
    banner = pictures.objects.filter(producer=OuterRef("producer_id")).order_by("position", "pk").values("image")
    listing = apps.get_model("ocop_discovery", "Listing").objects
    wanted = Q(pk=product) | Q(pk__in=others.values("pk")) if maker else Q(pk=product)
    found = listing.filter(wanted).annotate(of_maker=Subquery(number), banner=Subquery(banner[:1]))
    rows = list(queries.ordered(found, "stars").values_list(*CARD, "of_maker", "banner", named=True))
    made = {card.product_id: card for card in cards.cards(rows)}
    own = made.pop(product, None)
    picture = next((row.banner for row in rows if row.banner), "")
    storage: Storage = pictures._meta.get_field("image").storage
    return Beside(
        own,
        tuple(made.values()),
        next((row.of_maker for row in rows if row.of_maker), 0),
        storage.url(picture) if picture else "",
    )
