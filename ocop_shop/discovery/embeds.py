"""The goods of a producer, a place or a collection for other sites: what stands in a frame there, and the same as JSON.

Nothing is kept: each answer is made from the register of the day, so a star that is gone is gone at the next request.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.apps import apps
from django.conf import settings as project
from django.db.models import QuerySet
from django.utils.translation import get_language

from ocop_shop.certification.claims import Claim
from ocop_shop.core import clock, text
from ocop_shop.core.addresses import address
from ocop_shop.regions import finding

from . import cards, freshness, place_counts, place_history, place_pages, queries
from .cards import Card

VERSION: Final = 1
"""Of the JSON. Fields may be added; one that is taken away or changes its meaning makes a new version."""
THEMES: Final = ("auto", "light", "dark")
COUNTS: Final = range(1, 25)
DEFAULT_COUNT: Final = 6
_LONGEST: Final = 120


@dataclass(frozen=True)
class Wish:
    """How it is to look: how many products, in which language ("" for that of the address), in which colours."""

    count: int = DEFAULT_COUNT
    language: str = ""
    theme: str = "auto"


@dataclass(frozen=True)
class Shelf:
    """What is shown: whose goods, the address of their page, the cards, and how many there are in all."""

    kind: str
    name: str
    url: str
    cards: list[Card]
    total: int


def wished(asked: Mapping[str, str]) -> Wish:
    """What the parameters ask for; what cannot be is left at its default, and a count is brought into its bounds."""
    count, language, theme = (asked.get(name, "") for name in ("count", "lang", "theme"))
    number = int(count) if count.isascii() and count.isdigit() and len(count) < 7 else DEFAULT_COUNT
    known = dict(project.LANGUAGES)
    return Wish(
        min(max(number, COUNTS.start), COUNTS.stop - 1),
        language if language in known else "",
        theme if theme in THEMES else THEMES[0],
    )


def of_producer(slug: str, count: int) -> Shelf | None:
    """The goods of a producer with a public page; None where there is none. At most seven queries."""
    producer = apps.get_model("ocop_producers", "Producer").objects.public().filter(slug=slug[:_LONGEST]).first()
    if producer is None:
        return None
    rows = queries.public_rows().filter(producer_id=producer.pk)
    return shelf("producer", producer.display_name, address("ocop:producer", slug=producer.slug), rows, count)


def of_place(slug: str, count: int) -> Shelf | None:
    """The goods of a province or commune of today, or of a former province. At most seven queries."""
    place = finding.by_slug(text.slug(slug)[:_LONGEST])
    if place is None or not place_pages.has_page(place):
        return None
    rows = place_counts.rows_of(place, is_former=place_history.is_of_the_old_map(place))
    return shelf("place", place.full_name, address("ocop:place", slug=place.slug), rows, count)


def shelf(kind: str, name: str, url: str, rows: QuerySet[Any], count: int) -> Shelf:
    """The first `count` of `rows` of the list, most stars first, as what is shown elsewhere."""
    freshness.ensure_true()
    listed = cards.cards(queries.ordered(rows, "stars")[:count])
    total = rows.order_by().count() if len(listed) == count else len(listed)
    return Shelf(kind, name, url, listed, total)


def as_json(told: Shelf, whole: Callable[[str], str], on: date | None = None) -> dict[str, Any]:
    """A shelf as plain values; `whole` makes an address one that can be used elsewhere."""
    return {
        "version": VERSION,
        "kind": told.kind,
        "name": told.name,
        "url": whole(told.url),
        "language": get_language() or "",
        "as_of": f"{on or clock.today():%Y-%m-%d}",
        "total": told.total,
        "products": [_product(card, whole) for card in told.cards],
    }


def _product(card: Card, whole: Callable[[str], str]) -> dict[str, Any]:
    return {
        "name": card.title,
        "url": whole(card.url),
        "image": whole(card.image_url) if card.image_url else None,
        "place": card.place,
        "producer": card.producer_name,
        "price": None if card.price is None else int(card.price),
        "currency": "VND",
        "available": card.can_buy,
        "ocop": _star(card.claim, whole),
    }


def _star(claim: Claim, whole: Callable[[str], str]) -> dict[str, Any] | None:
    """What may be claimed today; None without a badge: what is over is nobody's to show."""
    if not claim.has_badge:
        return None
    until = claim.holds_until or claim.expires_on
    return {
        "stars": claim.stars,
        "state": str(claim.state.value),
        "until": f"{until:%Y-%m-%d}" if until else None,
        "decision": claim.decision_no,
        "check": whole(address("ocop:certificate", code=claim.code)),
    }
