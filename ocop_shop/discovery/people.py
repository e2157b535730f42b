"""Makers with what they offer: the directory and the profile, each in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from ocop_shop.core import text

from . import cards, freshness, queries

PAGE_SIZE = 24
MAX_WORDS = 12


@dataclass(frozen=True)
class Maker:
    """A producer in a directory: the row, its banner, and how many products of it the shop shows."""

    producer: Any
    picture_url: str
    products: int


@dataclass(frozen=True)
class Wanted:
    """Which makers are looked for; empty means any. `sector` and `stars` are those of a product that they offer."""

    words: str = ""
    kind: str = ""
    province: str = ""
    sector: str = ""
    stars: str = ""

    @property
    def narrowing(self) -> list[tuple[str, str]]:
        """What is chosen, as pairs of a query string."""
        asked = [("q", self.words), ("producer_type", self.kind), ("province", self.province)]
        asked += [("sector", self.sector), ("stars", self.stars)]
        return [(name, value) for name, value in asked if value]


def directory(wanted: Wanted, page: int) -> Page[Any]:
    """A page of `Maker`s that match; a page beyond the last is the last."""
    freshness.ensure_true()
    found = Paginator(matching(wanted).order_by("name_key", "pk"), PAGE_SIZE).get_page(page)
    found.object_list = makers(found.object_list)
    return found


def makers(producers: Iterable[Any]) -> list[Maker]:
    """The producers with banner and number of products; two queries more. `freshness.ensure_true()` belongs before."""
    listed = list(producers)
    keys = [producer.pk for producer in listed]
    pictures = apps.get_model("ocop_producers", "ProducerPicture").objects.filter(producer__in=keys)
    banners: dict[int, str] = {}
    for picture in pictures.order_by("position", "pk"):
        banners.setdefault(picture.producer_id, picture.image.url)
    counts = dict(
        queries.public_rows()
        .filter(producer_id__in=keys)
        .order_by()
        .values_list("producer_id")
        .annotate(Count("product"))
    )
    return [Maker(p, banners.get(p.pk, ""), counts.get(p.pk, 0)) for p in listed]


def of_producer(producer: Any, *, without: int | None = None, limit: int | None = None) -> list[cards.Card]:
    """Cards of the producer's products, most stars first; `without` leaves one product out."""
    freshness.ensure_true()
    rows = queries.ordered(queries.public_rows().filter(producer_id=producer.pk), "stars").exclude(pk=without)
    return cards.cards(rows[:limit])


def matching(wanted: Wanted) -> QuerySet[Any]:
    """The public makers that are looked for."""
    producers: QuerySet[Any] = (
        apps.get_model("ocop_producers", "Producer").objects.public().select_related("province", "commune")
    )
    if wanted.kind:
        producers = producers.filter(kind=wanted.kind)
    if wanted.province:
        producers = producers.filter(province__code=wanted.province)
    if offered := {name: value for name in ("sector", "stars") if (value := getattr(wanted, name))}:
        goods = queries.public_rows().filter(producer_id=OuterRef("pk"), **offered).order_by()
        producers = producers.filter(Exists(goods))
    for word in text.words(wanted.words)[:MAX_WORDS]:
        producers = producers.filter(Q(name_key__contains=word) | Q(province__name_key__contains=word))
    return producers
