"""What is promised, as ratios within one run, and whether it is kept. Plain figures in, plain figures out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

SMALL, LARGE = 20_000, 200_000


@dataclass(frozen=True)
class Verdict:
    """A target: what was found beside what is promised. `most` is the largest value that keeps the promise."""

    what: str
    value: float
    most: float
    shown: str

    @property
    def is_met(self) -> bool:
        """Whether the promise is kept."""
        return self.value <= self.most

    @property
    def missed_by(self) -> float:
        """How many times too much it is; 1.0 is just right."""
        return self.value / self.most if self.most else float("inf")


def verdicts(found: Mapping[str, Any]) -> list[Verdict]:
    """The targets that the figures of one database can answer."""
    return [*_listing(found), *_search(found), *_product(found), *_growth(found), *_throughput(found)]


def _listing(found: Mapping[str, Any]) -> Iterator[Verdict]:
    pages, number = found["listing"], found["number"]
    ours, reference = _cpu(pages, "ours"), _cpu(pages, "faceted")
    plain, choice = (30, 40) if number >= LARGE else (12, 15)
    yield _part("listing in the full layout, against ORM + facets", ours, reference, plain)
    filtered = found["filtered"]
    worst = max(
        (_cpu(filtered, name) / _cpu(filtered, name.replace("ours", "faceted", 1)), name)
        for name in filtered
        if name.startswith("ours")
    )[1]
    yield _part(
        f"filtered listing, the worst ({worst.removeprefix('ours, ')})",
        _cpu(filtered, worst),
        _cpu(filtered, worst.replace("ours", "faceted", 1)),
        choice,
    )
    floor = _cpu(pages, "floor")
    yield _times("listing in the full layout, against 2 queries + f-strings", ours, floor, 12)
    yield _times("listing as a fragment, against 2 queries + f-strings", _cpu(pages, "ours as fragment"), floor, 4)
    asked = found["queries"].values()
    yield Verdict("queries of a listing page at 1, 20 and 48 cards", max(asked), 6, ", ".join(map(str, asked)))
    if number >= LARGE:
        facets = found["facets"]
        yield _part(
            "facets alone, against ORM attribute facets", _cpu(facets, "ours, none"), _cpu(facets, "faceted, none"), 150
        )


def _search(found: Mapping[str, Any]) -> Iterator[Verdict]:
    search = found["search"]
    differing = len(search["differing"])
    yield Verdict(
        "searches that find other products than the scan", differing, 0, f"{differing} of {search['searches']}"
    )
    yield _part("search, p95, against a folded scan", search["p95"]["ours"], search["p95"]["scan"], 25)


def _product(found: Mapping[str, Any]) -> Iterator[Verdict]:
    pages = found["others"]
    page = pages["ours, product page"]
    yield _part("product page, against stock Oscar's", page["cpu_ms"], _cpu(pages, "stock product page"), 2)
    yield Verdict("queries of a product page", page["queries"], 10, str(page["queries"]))


def _growth(found: Mapping[str, Any]) -> Iterator[Verdict]:
    sizes: Mapping[str, Mapping[str, float]] = found.get("growth", {})
    numbers = sorted(int(number) for number in sizes)
    for name, largest, limit in (("listing", LARGE, 1.3), ("facets, none", 1_000_000, 2.5)):
        compared = [number for number in numbers if SMALL <= number <= largest]
        if len(compared) > 1:
            first, last = compared[0], compared[-1]
            what = f"growth of {name.partition(',')[0]}, {first:,} to {last:,}"
            yield _times(what, sizes[str(last)][name], sizes[str(first)][name], limit)


def _throughput(found: Mapping[str, Any]) -> Iterator[Verdict]:
    rates = found.get("throughput")
    if rates:
        yield _part("requests a second, two workers, against ORM + facets", rates["faceted"], rates["ours"], 10)


def _cpu(pages: Mapping[str, Any], name: str) -> float:
    return float(pages[name]["cpu_ms"])


def _part(what: str, ours: float, reference: float, part: int) -> Verdict:
    return Verdict(what, ours / reference, 1 / part, f"1/{reference / ours:.1f} (promised 1/{part})")


def _times(what: str, ours: float, other: float, times: float) -> Verdict:
    return Verdict(what, ours / other, times, f"{ours / other:.2f}x (promised {times:g}x)")
