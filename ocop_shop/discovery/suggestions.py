"""What a shopper may mean who is still typing: products, makers and places, a few of each, nearest first.

Stars are not told here: an answer may be kept for a moment, and a star may not.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from ocop_shop.core import money, text
from ocop_shop.core.addresses import address

from . import freshness, hits, place_suggestions, queries, searchable, terms, vocabulary
from .heads import Head
from .nearness import is_called_so, nearness
from .suggested import Suggestion
from .terms import Terms

KINDS = ("products", "producers", "places")
SHORTEST = 2
"""Letters from which on anything is suggested."""
PRODUCTS = 5
PRODUCERS = 3
_LOOKED_AT = 20
_MOST = 300
"""Hits that are put in order: where there are more, those with most stars, or the first by name of the makers."""


@dataclass(frozen=True)
class Suggestions:
    """Suggestions for `words`, by kind, without empty kinds; `asked` was typed where nothing is called so.

    No words: too little was typed.
    """

    words: str
    groups: dict[str, list[Suggestion]]
    asked: str = ""

    @property
    def number(self) -> int:
        """How many there are."""
        return sum(map(len, self.groups.values()))


def suggestions(typed: str, kinds: Collection[str] = KINDS) -> Suggestions:
    """Suggestions of these kinds for what was typed, corrected where nothing begins so. At most seven queries.

    A correction takes three more, and the same again.
    """
    words = text.clean(typed[: 4 * terms.MAX_LENGTH])[: terms.MAX_LENGTH]
    if sum(map(len, terms.plain_words(words))) < SHORTEST:
        return Suggestions("", {})
    head = freshness.ensure_true()
    found = _found(head, words, kinds)
    if not found and (better := vocabulary.corrected(words)):
        return Suggestions(better, again, words) if (again := _found(head, better, kinds)) else Suggestions(words, {})
    return Suggestions(words, found)


def _found(head: Head, words: str, kinds: Collection[str]) -> dict[str, list[Suggestion]]:
    wanted = terms.read(words)
    rows = _rows(words) if {"products", "producers"} & set(kinds) else []
    near = [row for row in rows if is_called_so(wanted, row)]
    found: dict[str, list[Suggestion]] = {}
    if "products" in kinds:
        found["products"] = [_product(row) for row in near[:PRODUCTS]]
    if "producers" in kinds:
        found["producers"] = _producers(wanted, words, rows)
    if "places" in kinds:
        found["places"] = place_suggestions.places(head, words)
    if "products" in kinds and not any(found.values()):
        found["products"] = [_product(row) for row in rows[:PRODUCTS]]
    return {kind: items for kind, items in found.items() if items}


def _rows(words: str) -> list[Any]:
    """The nearest of the products; more of them than are shown, for their makers."""
    fields = ("title", "title_en", "slug", "place", "price", "producer_id", "producer_name", "text_key")
    found = hits.narrowed(queries.public_rows(), words).order_by(queries.KEYS["stars"], "product_id")
    rows = queries.public_rows().filter(pk__in=found.values("pk")[:_MOST]).only(*fields)
    return list(queries.ordered(rows, "stars", words)[:_LOOKED_AT])


def _product(row: Any) -> Suggestion:
    price = money.format_dong(row.price) if row.price is not None else ""
    url = address("catalogue:detail", product_slug=row.slug, pk=row.pk)
    return Suggestion(row.display_title, " · ".join(filter(None, (price, row.place))), url)


def _producers(wanted: Terms, words: str, rows: Iterable[Any]) -> list[Suggestion]:
    """Public makers that are called so, or whose brand is; those with most products first among equals."""
    called = Q()
    for word in text.words(words)[: terms.MAX_TERMS]:
        called &= Q(name_key__startswith=word) | Q(name_key__contains=f" {word}")
    keys = {row.producer_id for row in rows if row.producer_id}
    public = apps.get_model("ocop_producers", "Producer").objects.public()
    so_called = public.filter(called).order_by("name_key", "pk").values("pk")[:_MOST]
    makers = public.filter(Q(pk__in=so_called) | Q(pk__in=keys))
    near = [
        (distance, maker)
        for maker in _by_offer(makers)[: len(keys) + _LOOKED_AT]
        if (distance := nearness(wanted, searchable.maker_names(maker))) is not None
    ]
    near.sort(key=lambda pair: pair[0])
    return [_producer(maker) for _distance, maker in near[:PRODUCERS]]


def _by_offer(makers: QuerySet[Any]) -> QuerySet[Any]:
    offered = queries.public_rows().filter(producer_id=OuterRef("pk")).order_by().values("producer_id")
    number = Subquery(offered.annotate(number=Count("product")).values("number"), output_field=IntegerField())
    told: QuerySet[Any] = makers.select_related("province", "commune").annotate(offered=Coalesce(number, Value(0)))
    return told.order_by(F("offered").desc(), "name_key", "pk")


def _producer(maker: Any) -> Suggestion:
    home = (maker.commune and maker.commune.full_name, maker.province and maker.province.name)
    url = address("ocop:producer", slug=maker.slug)
    return Suggestion(maker.display_name, ", ".join(filter(None, home)), url)
