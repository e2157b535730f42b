"""What the shop has of a place: products by star and by part, makers.

`freshness.ensure_true()` belongs before the first of them, as before any list; the head it returns goes to those that
ask no query, since provinces are among what the table of counts tells apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, Window
from django.db.models.functions import Coalesce

from . import cards, queries, tally
from .abstract_models import COMBINATION
from .cubes import Side
from .heads import Head
from .people import Maker

_PART = {name: COMBINATION.index(name) for name in ("province_code", "former_slug", "stars")}


@dataclass(frozen=True)
class Tally:
    """Numbers of public products: all, those with each star today, and by former province."""

    products: int
    stars: Counter[int]
    former: Counter[str]


def by_province(head: Head, *, without_former: bool = False) -> Counter[str]:
    """Products of each province of today, by code; or only those whose former province is not on record. No query."""
    base = [_side("former_slug", [""])] if without_former else []
    return tally.count(head, [_side("province_code")], base).values["province_code"]


def by_former(head: Head) -> Counter[str]:
    """Products of each former province, by slug. No query."""
    return tally.count(head, [_side("former_slug")]).values["former_slug"]


def tally_of(head: Head, place: Any, *, is_former: bool = False) -> Tally:
    """The numbers of a province of today, or of a former one. No query."""
    narrowed = _side("former_slug", [place.slug]) if is_former else _side("province_code", [place.code])
    counted = tally.count(head, [_side("stars"), _side("former_slug")], [narrowed])
    return Tally(counted.total, counted.values["stars"], counted.values["former_slug"])


def tally_of_commune(commune: Any, others: Iterable[Any] = ()) -> tuple[Tally, Counter[str]]:
    """The numbers of a commune, and the products of it and of `others`, by code. One query."""
    rows = rows_of_communes([commune, *others]).order_by()
    products: Counter[str] = Counter()
    former: Counter[str] = Counter()
    stars: Counter[int] = Counter()
    for code, old, star, number in rows.values_list("commune_code", "former_slug", "stars").annotate(Count("product")):
        products[code] += number
        if code == commune.code:
            former[old] += number
            stars[star] += number
    return Tally(stars.total(), stars, former), products


def by_commune(rows: QuerySet[Any]) -> Counter[str]:
    """How many of `rows` each commune has, by code. One query."""
    return Counter(dict(rows.order_by().values_list("commune_code").annotate(Count("product"))))


def rows_of(place: Any, *, is_former: bool = False) -> QuerySet[Any]:
    """The listing rows of a province or commune of today, or of a former province."""
    rows = queries.public_rows()
    if is_former:
        return rows.filter(former_slug=place.slug)
    if place.level == "province":
        return rows.filter(province_code=place.code)
    return rows.filter(province_code=place.parent.code, commune_code=place.code)


def rows_of_communes(communes: Iterable[Any]) -> QuerySet[Any]:
    """The listing rows of several communes of today."""
    listed = list(communes)
    codes = {commune.code for commune in listed}
    return queries.public_rows().filter(province_code__in={c.parent.code for c in listed}, commune_code__in=codes)


def first_cards(rows: QuerySet[Any], limit: int) -> list[cards.Card]:
    """Cards of the first of `rows`, in the order in which lists begin. Three queries."""
    return cards.cards(queries.ordered(rows, "stars")[:limit])


def makers_of(where: Q, limit: int) -> tuple[list[Maker], int]:
    """The first makers with a public page at home there, those with most products first, and how many there are.

    One query.
    """
    producers = apps.get_model("ocop_producers", "Producer").objects.public().filter(where)
    pictures = apps.get_model("ocop_producers", "ProducerPicture")
    banner = pictures.objects.filter(producer=OuterRef("pk")).order_by("position", "pk").values("image")[:1]
    rows = queries.public_rows().filter(producer_id=OuterRef("pk")).order_by().values("producer_id")
    offered = rows.annotate(number=Count("product")).values("number")
    listed = list(
        producers.annotate(
            banner=Subquery(banner),
            offered=Coalesce(Subquery(offered, output_field=IntegerField()), Value(0)),
            everybody=Window(Count("pk")),
        )
        .select_related("province", "commune")
        .order_by(F("offered").desc(), "name_key", "pk")[:limit]
    )
    storage = pictures._meta.get_field("image").storage
    makers = [Maker(p, storage.url(p.banner) if p.banner else "", p.offered) for p in listed]
    return makers, (listed[0].everybody if listed else 0)


def at_home_in(place: Any) -> Q:
    """Makers of a province or commune of today."""
    if place.level == "province":
        return Q(province=place) | Q(province__isnull=True, commune__parent=place)
    return Q(commune=place)


def makers_from(former_slug: str) -> Q:
    """Makers with a product from this former province; of makers themselves no former province is on record."""
    rows = queries.public_rows().filter(former_slug=former_slug, producer_id__isnull=False)
    return Q(pk__in=rows.order_by().values("producer_id"))


def has_products() -> Exists:
    """Of communes of today: that the shop has something of them."""
    rows = queries.public_rows().order_by()
    return Exists(rows.filter(province_code=OuterRef("parent__code"), commune_code=OuterRef("code")))


def with_makers(communes: QuerySet[Any]) -> QuerySet[Any]:
    """`communes` with `makers`, the number of those at home in each; no query more."""
    producers = apps.get_model("ocop_producers", "Producer").objects.public().filter(commune=OuterRef("pk"))
    counted = producers.order_by().values("commune").annotate(number=Count("pk")).values("number")
    told: QuerySet[Any] = communes.annotate(makers=Coalesce(Subquery(counted, output_field=IntegerField()), Value(0)))
    return told


def _side(column: str, chosen: Iterable[str] = ()) -> Side:
    return Side(column, _PART[column], chosen=frozenset(chosen))
