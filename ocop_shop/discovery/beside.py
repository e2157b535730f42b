"""What a product's page tells of lists: its own card, those of the same maker, and how much that maker has.

One answer for all of it, asked once for each product that is at hand: three queries.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.files.storage import Storage
from django.db.models import Case, Count, IntegerField, Q, QuerySet, Subquery, Value, When

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
    known: dict[int | None, Beside] = product.__dict__.setdefault(_KEPT, {})
    maker = getattr(producer, "pk", None)
    if maker not in known:
        known[maker] = _asked(product.pk, maker)
    return known[maker]


def _asked(product: int, maker: int | None) -> Beside:
    freshness.ensure_true()
    rows = _rows(product, maker)
    made = {card.product_id: card for card in cards.cards(rows)}
    own = made.pop(product, None)
    if maker is None:
        return Beside(own)
    picture = rows[0].banner if rows else _banners(maker).first()
    return Beside(own, tuple(made.values()), (rows[0].of_maker or 0) if rows else 0, _address(picture))


def _rows(product: int, maker: int | None) -> list[Any]:
    """The row of the product, and with a maker those of others of it; each says how many there are, and the banner."""
    listing = apps.get_model("ocop_discovery", "Listing").objects
    if maker is None:
        return list(listing.filter(pk=product).values_list(*CARD, named=True))
    shown = queries.public_rows().filter(producer_id=maker)
    number = shown.order_by().values("producer_id").annotate(number=Count("pk")).values("number")
    own_first = Case(When(pk=product, then=Value(0)), default=Value(1), output_field=IntegerField())
    told = listing.annotate(of_maker=Subquery(number), banner=Subquery(_banners(maker)[:1]))
    of_maker = told.filter(Q(is_public=True) | Q(pk=product), producer_id=maker)
    columns = (*CARD, "of_maker", "banner")
    rows = list(of_maker.order_by(own_first, "sort_stars", "pk").values_list(*columns, named=True)[: MOST + 1])
    if not rows or rows[0].pk != product:  # its row is another maker's still, or it has none
        rows = [*told.filter(pk=product).values_list(*columns, named=True), *rows[:MOST]]
    return rows


def _banners(maker: int) -> QuerySet[Any, Any]:
    pictures = apps.get_model("ocop_producers", "ProducerPicture").objects.filter(producer=maker)
    return pictures.order_by("position", "pk").values_list("image", flat=True)


def _address(picture: str | None) -> str:
    storage: Storage = apps.get_model("ocop_producers", "ProducerPicture")._meta.get_field("image").storage
    return storage.url(picture) if picture else ""
