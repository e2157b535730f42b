"""A shelf of made-up rows, and a clerk who counts them by hand: he looks at every row for every question."""

from __future__ import annotations

import random
from collections import Counter
from datetime import UTC, datetime
from decimal import Decimal

from hypothesis import strategies as st
from oscar.core.loading import get_model

from ocop_shop.core import text
from ocop_shop.discovery import sort_keys, tags
from ocop_shop.discovery.models import Listing, ListingCategory, ListingMark
from ocop_shop.discovery.parameters import Query
from ocop_shop.producers.taxonomy import sector_of

PROVINCES = {"86": ("vinh-long-cu", "tra-vinh"), "51": ("quang-ngai-cu", "kon-tum"), "01": ("",)}
COMMUNES = {"86": ("29341", "29308"), "51": ("21100",), "01": ("", "00070")}
KINDS = ("household", "cooperative", "company", "")
SETS = (1, 4, 7, 13, 20, 24)
WORDS = ("mật ong", "mật hoa dừa", "dừa sáp", "tỏi", "cà phê", "nước mắm")
PRICES = (None, 20_000, 45_000, 120_000, 350_000)
CREATED = datetime(2026, 1, 1, tzinfo=UTC)


def filled(number: int, seed: int = 1) -> list[int]:
    """So many rows with values by chance; returns the keys of three categories, the second inside the first."""
    chance = random.Random(seed)
    category = get_model("catalogue", "Category")
    top = category.add_root(name="Thực phẩm", slug="thuc-pham")
    inner = category.objects.get(pk=top.pk).add_child(name="Gia vị", slug="gia-vi")
    other = category.add_root(name="Đồ uống", slug="do-uong")
    filings = ([top.pk], [top.pk, inner.pk], [other.pk], [other.pk, top.pk], [])
    kind = get_model("catalogue", "ProductClass").objects.create(name="Hàng", slug="hang")
    model = get_model("catalogue", "Product")
    products = model.objects.bulk_create(
        model(title=f"Hàng {n}", slug=f"hang-{n}", product_class=kind, structure="standalone") for n in range(number)
    )
    rows = [row(product.pk, chance, chance.choice(filings)) for product in products]
    Listing.objects.bulk_create(rows)
    ListingCategory.objects.bulk_create(
        ListingCategory(listing_id=one.pk, category_id=int(tag[1:])) for one in rows for tag in tags.read(one.tags)
    )
    # The products have nothing that such rows could be made of: nobody shall make them anew.
    ListingMark.objects.all().delete()
    return [top.pk, inner.pk, other.pk]


def row(key: int, chance: random.Random, filed: list[int]) -> Listing:
    """A row with values by chance."""
    province = chance.choice(list(PROVINCES))
    stars, price, title = chance.choice((0, 3, 3, 4, 5)), chance.choice(PRICES), chance.choice(WORDS)
    product_set = chance.choice(SETS)
    return Listing(
        product_id=key,
        title=title,
        slug=f"hang-{key}",
        is_public=chance.random() < 0.9,
        title_key=text.key(title),
        title_exact=text.tone_key(title),
        text_key=f" {text.key(title)} ",
        stars=stars,
        potential_5=stars == 4 and chance.random() < 0.3,
        province_code=province,
        former_slug=chance.choice(PROVINCES[province]),
        commune_code=chance.choice(COMMUNES[province]),
        product_set=product_set,
        sector=sector_of(product_set),
        producer_kind=chance.choice(KINDS),
        price=Decimal(price) if price else None,
        in_stock=chance.random() < 0.8,
        tags=tags.written(map(tags.of_category, filed)),
        created_at=CREATED,
        sort_stars=sort_keys.by_stars(stars, None),
        sort_price=sort_keys.by_price(price),
        sort_price_down=sort_keys.by_price_down(price),
        sort_name=sort_keys.by_name(title),
    )


def queries(categories: list[int], regions: dict[str, str]) -> st.SearchStrategy[Query]:
    """Any choice of filters; `regions` gives the macro-region of a province."""

    def some(values: object) -> st.SearchStrategy[tuple[object, ...]]:
        return st.sets(st.sampled_from(list(values)), max_size=2).map(lambda found: tuple(sorted(found)))  # type: ignore[call-overload,type-var]

    price = st.none() | st.sampled_from([1, 20_000, 45_000, 100_000, 500_000])
    return st.builds(
        Query,
        words=st.sampled_from(["", "", "", "mat", "dua sap", "xyz"]),
        stars=some((0, 3, 4, 5)),
        potential=st.booleans(),
        region=some(set(regions.values())),
        province=some([*PROVINCES, "99"]),
        commune=st.just(()) | some(["29341", "21100", "00070"]),
        former=some(["tra-vinh", "kon-tum"]),
        sector=some(["I", "II", "III"]),
        product_set=some(SETS),
        producer_type=some(KINDS[:3]),
        price_min=st.none() | price,
        price_max=st.none() | price,
        in_stock=st.booleans(),
        category=some(categories),
    )


def facts(one: Listing, regions: dict[str, str]) -> dict[str, set[object]]:
    """The values that a row has of each facet."""
    return {
        "stars": {one.stars},
        "potential": {one.potential_5},
        "region": {regions[one.province_code]},
        "province": {one.province_code},
        "former": {one.former_slug},
        "sector": {one.sector},
        "product_set": {one.product_set},
        "producer_type": {one.producer_kind},
        "in_stock": {one.in_stock},
        "category": {int(tag[1:]) for tag in tags.read(one.tags)},
    }


def counted(
    rows: list[Listing], query: Query, regions: dict[str, str], category: int | None = None
) -> tuple[int, dict]:  # type: ignore[type-arg]
    """What the clerk counts: the total and, for each facet, the number of each value without the facet's own choice."""
    total, values = 0, {name: Counter() for name in facts(rows[0], regions)} if rows else {}
    for one in rows:
        told = facts(one, regions)
        if not one.is_public or not _rest_passes(one, query) or (category and category not in told["category"]):
            continue
        failing = [name for name, found in told.items() if not _passes(query, name, found)]
        total += not failing
        for name, found in told.items():
            if not failing or failing == [name]:
                values[name].update(found)
    return total, values


def _passes(query: Query, name: str, found: set[object]) -> bool:
    chosen = getattr(query, name)
    return not chosen or (True in found if chosen is True else bool(found & set(chosen)))


def _rest_passes(one: Listing, query: Query) -> bool:
    if query.commune and one.commune_code not in query.commune:
        return False
    if query.price_min is not None and (one.price is None or one.price < query.price_min):
        return False
    if query.price_max is not None and (one.price is None or one.price > query.price_max):
        return False
    return all(f" {word}" in one.text_key for word in text.words(query.words))
