"""What is measured: pages by their addresses, and questions that pages are made of."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection
from django.http import QueryDict
from oscar.core.loading import get_model

from ocop_shop.discovery import facets as our_facets
from ocop_shop.discovery import freshness, paging, parameters, queries
from ocop_shop.discovery.names import names

from .meter import Doing
from .reference import facets, scan
from .simple import VALUES
from .visitor import Visitor

PAGE = 20


@dataclass(frozen=True)
class Shop:
    """The shop that is measured, and somebody who visits it."""

    visitor: Visitor
    number: int
    provinces: tuple[str, ...]

    def page(self, address: str, *, fragment: bool = False) -> Doing:
        """Asking for a page."""
        return self.visitor.asking(address, fragment=fragment)


def shop() -> Shop:
    """The shop in the database, with its provinces, those with most products first."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT value, number FROM {VALUES} WHERE facet = 'province' ORDER BY number DESC, value")
        found = cursor.fetchall()
    return Shop(Visitor(), sum(number for _code, number in found), tuple(code for code, _number in found))


def filtered(shop: Shop) -> Mapping[str, str]:
    """Query strings with several choices, which ours and the reference read alike."""
    a, b, c, *_others = shop.provinces
    return {
        "two stars": "stars=4&stars=5",
        "three provinces": f"province={a}&province={b}&province={c}",
        "stars and provinces": f"stars=3&stars=4&province={a}&province={b}",
        "sectors and makers": "sector=I&sector=III&producer_type=cooperative&producer_type=household",
        "all five": (
            f"stars=3&stars=4&province={a}&province={b}&province={c}&sector=I&sector=II"
            "&producer_type=cooperative&producer_type=company&in_stock=1"
        ),
    }


def listings(shop: Shop) -> dict[str, Doing]:
    """The first page of all products, ours and what it is compared with."""
    return {
        "hello": shop.page("/reference/hello/"),
        "floor": shop.page("/reference/floor/"),
        "plain": shop.page("/reference/plain/"),
        "faceted": shop.page("/reference/faceted/"),
        "ours": shop.page("/catalogue/"),
        "ours as fragment": shop.page("/catalogue/", fragment=True),
    }


def choices(shop: Shop) -> dict[str, Doing]:
    """Filtered pages, the reference's and ours."""
    found: dict[str, Doing] = {}
    for name, query in filtered(shop).items():
        found[f"faceted, {name}"] = shop.page(f"/reference/faceted/?{query}")
        found[f"ours, {name}"] = shop.page(f"/catalogue/?{query}")
    return found


def counting(shop: Shop) -> dict[str, Doing]:
    """The five facets alone, unfiltered and filtered: a GROUP BY each over Oscar's attributes, and ours."""
    found: dict[str, Doing] = {}
    for name, query in {"none": "", **{key: filtered(shop)[key] for key in ("two stars", "all five")}}.items():
        asked = QueryDict(query)
        found[f"faceted, {name}"] = lambda asked=asked: _reference_counts(asked)
        found[f"ours, {name}"] = lambda asked=asked: our_counts(asked)
    return found


def _reference_counts(asked: QueryDict) -> object:
    words = facets.vocabulary()
    return facets.counts(words, words.chosen(asked), "in_stock" in asked)


def reference_counts(asked: QueryDict) -> dict[str, dict[str, int]]:
    """The reference's counts by code, those of more than none."""
    words, found = facets.vocabulary(), _reference_counts(asked)
    codes = {code: {key: value for key, value, _label in words.options[code]} for code in facets.CODES}
    return {
        code: {codes.get(code, {}).get(key, str(key)): number for key, number in numbers.items() if number}
        for code, numbers in found.items()  # type: ignore[attr-defined]
    }


def our_counts(asked: QueryDict) -> our_facets.Counts:
    """Ours, as a page asks for them."""
    head = freshness.ensure_true()
    return our_facets.count(head, parameters.read(asked), names(head))


def others(shop: Shop) -> dict[str, Doing]:
    """Pages without a counterpart in the reference, and the page of a product, which has one."""
    category = get_model("catalogue", "Category").objects.filter(depth=2).order_by("pk").first()
    last = -(-shop.number // PAGE)
    middle = max(1, min(9000, last // 2))
    deep = {f"ours, page {middle:,} (of {last:,})": middle, f"ours, page {last:,} (the last)": last}
    product = get_model("catalogue", "Product").objects.order_by("pk")[shop.number // 2]
    return {
        "ours, page 1": shop.page("/catalogue/"),
        **{name: shop.page(f"/catalogue/?page={page}") for name, page in deep.items()},
        "faceted, page 1": shop.page("/reference/faceted/"),
        "faceted, the last page": shop.page(f"/reference/faceted/?page={last}"),
        "ours, category": shop.page(category.get_absolute_url()),
        "ours, price range": shop.page("/catalogue/?price_min=50000&price_max=120000"),
        "ours, price range and stars": shop.page("/catalogue/?price_min=50000&price_max=120000&stars=4&stars=5"),
        "ours, words": shop.page("/search/?q=mat+ong+rung"),
        "ours, a common word": shop.page("/search/?q=ca"),
        "ours, words and facets": shop.page(f"/search/?q=ca+phe&stars=4&province={shop.provinces[0]}"),
        "ours, one commune": shop.page(f"/catalogue/?{_commune(shop)}"),
        "stock product page": shop.page(f"/reference/product/{product.pk}/"),
        "ours, product page": shop.page(product.get_absolute_url()),
    }


def neighbours(shop: Shop) -> str:
    """The address of a deep page as its neighbour links to it; empty where it has none."""
    page = max(1, min(9000, -(-shop.number // PAGE) // 2))
    shown = shop.visitor.get(f"/catalogue/?page={page}").decode()
    start = shown.find(f"page={page + 1}&amp;")
    return "" if start < 0 else "/catalogue/?" + shown[start : shown.index('"', start)].replace("&amp;", "&")


def _commune(shop: Shop) -> str:
    listing = apps.get_model("ocop_discovery", "Listing").objects
    first = listing.filter(province_code=shop.provinces[0]).order_by("pk").values_list("commune_code", flat=True)[0]
    return f"province={shop.provinces[0]}&commune={first}"


def our_hits(typed: str) -> set[int]:
    """The keys of all that ours finds."""
    return set(queries.matching(parameters.Query(words=typed)).values_list("pk", flat=True))


def our_first_page(typed: str) -> tuple[int, list[Any]]:
    """How many ours finds, and the 20 nearest of them."""
    rows = queries.matching(parameters.Query(words=typed))
    total = rows.count()
    return total, paging.page_of(rows, "stars", paging.Wanted(1, PAGE, total, total, total), typed)


Search = Callable[[str], object]
SEARCHING: Mapping[str, Search] = {"scan": scan.first_page, "ours": our_first_page}


def differing(searches: Sequence[str]) -> list[str]:
    """The searches for which the scan and ours find different products."""
    return [typed for typed in searches if scan.hits(typed) != our_hits(typed)]


def some_products(shop: Shop, number: int) -> list[int]:
    """Keys of products, spread over all of them."""
    return random.Random(7).sample(range(1, shop.number + 1), min(number, shop.number))
