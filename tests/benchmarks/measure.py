"""Measures the shop in the database that DATABASE_URL names and prints what it found as JSON."""

from __future__ import annotations

import json
import statistics
import sys
from collections.abc import Mapping, Sequence
from typing import Any

import django

SECONDS = 25.0
MANY = 50_000


def main() -> None:
    """Everything, or with `growth` only what is compared between shops of different size."""
    django.setup()
    from ocop_shop.test.clock import frozen
    from tests.benchmarks import goods, subjects

    with frozen(f"{goods.TODAY} 12:00"):
        shop = subjects.shop()
        found = growth(shop) if "growth" in sys.argv[1:] else everything(shop)
    print(json.dumps(found, ensure_ascii=False))


def everything(shop: Any) -> dict[str, Any]:
    """All that is measured, by section."""
    from tests.benchmarks import changes, subjects

    found: dict[str, Any] = {"number": shop.number}
    for name, make in {
        "listing": subjects.listings,
        "filtered": subjects.choices,
        "facets": subjects.counting,
        "others": subjects.others,
    }.items():
        _say(name)
        found[name] = _shown(make(shop))
    if neighbour := subjects.neighbours(shop):
        found["others"] |= _shown({"ours, a deep page from its neighbour": shop.page(neighbour)})
    _say("cards")
    found["queries"] = queries_by_cards(shop)
    _say("search")
    found["search"] = searching(3 if shop.number <= MANY else 1)  # a scan of many takes a second
    _say("changes")
    found["changes"] = changes.costs(subjects.some_products(shop, 60))
    return found


def growth(shop: Any) -> dict[str, float]:
    """The milliseconds of ours that must not grow with the shop."""
    from tests.benchmarks import meter, subjects

    page = {"listing": shop.page("/catalogue/")}
    page |= {f"filtered, {name}": shop.page(f"/catalogue/?{query}") for name, query in subjects.filtered(shop).items()}
    page |= {f"facets{name[4:]}": do for name, do in subjects.counting(shop).items() if name.startswith("ours")}
    return {name: round(cost.cpu, 3) for name, cost in meter.in_turn(page, seconds=12, least=15).items()}


def queries_by_cards(shop: Any) -> dict[str, int]:
    """How many queries a page of ours asks, by the number of its cards."""
    from django.test import override_settings

    from tests.benchmarks import meter

    found = {}
    for cards in (1, 20, 48):
        with override_settings(OCOP_PAGE_SIZE=cards):
            found[str(cards)] = meter.in_turn({"page": shop.page("/catalogue/")}, seconds=0, least=1)["page"].queries
    return found


def searching(turns: int) -> dict[str, Any]:
    """Two hundred searches, each so many times by the scan and by ours, and whether both find the same."""
    from tests.benchmarks import filling, meter, searches, subjects

    typed = searches.searches(filling.homes())
    spent: dict[str, list[float]] = {name: [] for name in subjects.SEARCHING}
    for words in typed:
        for name, search in subjects.SEARCHING.items():
            runs = [meter.cost_of(lambda: search(words)) for _run in range(turns)]  # noqa: B023
            spent[name].append(statistics.median(runs))
    differing = subjects.differing(typed)
    hits = [len(subjects.our_hits(words)) for words in typed]
    return {
        "searches": len(typed),
        "differing": differing,
        "hits": {"most": max(hits), "middle": statistics.median(hits), "without": hits.count(0)},
        "p95": {name: round(_p95(runs), 3) for name, runs in spent.items()},
        "middle": {name: round(statistics.median(runs), 3) for name, runs in spent.items()},
        "slowest": _slowest(typed, spent["ours"]),
    }


def _slowest(typed: Sequence[str], runs: Sequence[float]) -> dict[str, float]:
    ordered = sorted(zip(typed, runs, strict=True), key=lambda pair: -pair[1])
    return {words: round(spent, 2) for words, spent in ordered[:5]}


def _p95(runs: Sequence[float]) -> float:
    return statistics.quantiles(runs, n=20)[18]


def _shown(doings: Mapping[str, Any]) -> dict[str, Any]:
    from tests.benchmarks import meter

    return {name: cost.shown() for name, cost in meter.in_turn(doings, seconds=SECONDS).items()}


def _say(what: str) -> None:
    print(f"  {what}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
