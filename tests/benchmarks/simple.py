"""Three plain tables for what is compared: the least that 20 cards and 5 facets can be read from, and folded text.

They are made of the goods themselves, not of what our listing says of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import cache
from types import SimpleNamespace

from django.apps import apps
from django.db import connection

from ocop_shop.discovery import searchable
from ocop_shop.discovery.former_names import former_names
from ocop_shop.producers.taxonomy import SECTORS, SETS, sector_of

from . import tables
from .goods import Good, Home

CARDS, VALUES, TEXTS = "bench_card", "bench_value", "bench_text"
CARD_COLUMNS = ("product_id", "place_in_order", "title", "slug", "price", "stars", "place", "maker", "picture")
_counts: Counter[tuple[str, str]] = Counter()


def create() -> None:
    """Make the tables, empty."""
    _counts.clear()
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TABLE {CARDS} (product_id integer PRIMARY KEY, place_in_order bigint NOT NULL,"
            " title text NOT NULL, slug text NOT NULL, price integer NOT NULL, stars integer NOT NULL,"
            " place text NOT NULL, maker text NOT NULL, picture integer NOT NULL)"
        )
        cursor.execute(f"CREATE TABLE {VALUES} (facet text NOT NULL, value text NOT NULL, number integer NOT NULL)")
        cursor.execute(f"CREATE TABLE {TEXTS} (product_id integer PRIMARY KEY, folded text NOT NULL)")


def add(stretch: Sequence[Good], day: date) -> None:
    """Write these goods, as they are on `day`."""
    tables.put(CARDS, CARD_COLUMNS, (_card(good, day) for good in stretch))
    # The database is asked for names first: while rows are on their way to PostgreSQL, it answers nothing.
    texts = [(good.key, _folded(good)) for good in stretch]
    tables.put(TEXTS, ("product_id", "folded"), texts)
    for good in stretch:
        _counts["stars", str(good.stars_on(day))] += 1
        _counts["province", good.maker.home.province_code] += 1
        _counts["sector", sector_of(good.product_set)] += 1
        _counts["producer_type", good.maker.kind] += 1
        _counts["in_stock", str(int(good.stock > 0))] += 1


def finish() -> None:
    """Write the numbers and the index, once all goods are there."""
    tables.put(VALUES, ("facet", "value", "number"), ((*name, number) for name, number in sorted(_counts.items())))
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE INDEX {CARDS}_order ON {CARDS} (place_in_order, product_id)")


def bare(text: str) -> str:
    """`text` in lower case without marks: the simple way, written here once more to compare with."""
    parted = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(char for char in parted if not unicodedata.combining(char)).lower()


def fold(text: str) -> str:
    """The words of `text` without marks, digits apart from letters."""
    return " ".join(re.findall(r"\d+|[^\W\d_]+", bare(text)))


def _card(good: Good, day: date) -> tuple[object, ...]:
    stars, home, held = good.stars_on(day), good.maker.home, good.recognition
    order = (5 - stars) * 10_000_000 - (held.issued_on.toordinal() if stars and held else 0)
    place = f"{home.commune}, {home.province}"
    return good.key, order, good.title, good.slug, good.price, stars, place, good.maker.name, good.picture


def _folded(good: Good) -> str:
    home, kinds = good.maker.home, (SETS[good.product_set].vi, SECTORS[sector_of(good.product_set)].vi)
    said = re.sub(r"<[^>]+>", " ", good.description)
    maker = SimpleNamespace(name=good.maker.name, kind=good.maker.kind, brand="", name_en="")
    names = (good.title, good.upc, *searchable.maker_names(maker), home.former, home.commune, home.province)
    return f" {fold(' '.join((*names, *_around(home), *kinds, said)))} "


@cache
def _around(home: Home) -> tuple[str, ...]:
    """Other names of the province, and names of the old map around the commune."""
    places = apps.get_model("ocop_regions", "Place").objects.in_bulk([home.commune_id, home.province_id])
    commune, province = places[home.commune_id], places[home.province_id]
    return province.aliases, *former_names([commune.pk]).around(commune, province)
