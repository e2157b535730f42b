"""The figures of one database as lines of text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .targets import verdicts

_SECTIONS = ("listing", "filtered", "facets", "others")


def lines(found: Mapping[str, Any]) -> Iterator[str]:
    """All figures, then every target with what became of it."""
    yield f"## {found['database']}, {found['number']:,} products"
    for section in _SECTIONS:
        yield ""
        yield f"{section:<48} {'CPU ms':>10} {'queries':>8} {'kB':>7}"
        for name, cost in found[section].items():
            yield f"  {name:<46} {cost['cpu_ms']:>10.2f} {cost['queries']:>8} {cost['size'] / 1000:>7.1f}"
    yield from _plain(found)
    yield ""
    yield f"{'targets':<70} {'found':<28} "
    for verdict in verdicts(found):
        fate = "met" if verdict.is_met else f"MISSED, {verdict.missed_by:.2f} times too much"
        yield f"  {verdict.what:<68} {verdict.shown:<28} {fate}"


def _plain(found: Mapping[str, Any]) -> Iterator[str]:
    search = found["search"]
    yield ""
    yield f"{'search, CPU ms':<48} {'middle':>10} {'p95':>8}"
    for name in search["p95"]:
        yield f"  {name:<46} {search['middle'][name]:>10.2f} {search['p95'][name]:>8.2f}"
    yield f"  hits of the {search['searches']} searches: {search['hits']}; slowest of ours: {search['slowest']}"
    if search["differing"]:
        yield f"  other hits than the scan: {', '.join(search['differing'][:8])}"
    for title, figures in (
        ("changes, CPU ms", found["changes"]),
        ("requests a second, two workers", found.get("throughput", {})),
    ):
        if figures:
            yield ""
            yield title
            yield from (f"  {name:<46} {value:>10.2f}" for name, value in figures.items())
    yield f"  {'a row of the listing, written by the shop':<46} {found['ms_a_row']:>10.2f}"
    for number, figures in found.get("growth", {}).items():
        yield ""
        yield f"growth: {int(number):,} products, CPU ms"
        yield from (f"  {name:<46} {value:>10.2f}" for name, value in figures.items())
