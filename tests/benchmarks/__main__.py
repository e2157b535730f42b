"""`make bench`: what the shop's pages cost, beside what a good Oscar developer would have written."""

from __future__ import annotations

import argparse
import json
import statistics
from pathlib import Path
from typing import Any

from . import databases, table, throughput

KINDS = ("sqlite", "postgres")
TURNS = 3


def main() -> None:
    """Prepare the databases, measure them, print tables."""
    asked = _arguments()
    found = []
    for kind in KINDS if asked.database == "both" else (asked.database,):
        if not databases.is_there(kind):
            print(f"{kind} is not installed: not measured")
            continue
        with databases.server(kind) as at:
            measured = _measure(kind, asked.number, at, with_server=not asked.no_server)
        found.append(measured)
        print("\n".join(table.lines(measured)), end="\n\n", flush=True)
        if asked.json:
            asked.json.write_text(json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8")


def _measure(kind: str, number: int, at: str, *, with_server: bool) -> dict[str, Any]:
    place = databases.place(kind, number, at)
    databases.prepare(place)
    found: dict[str, Any] = json.loads(databases.run(place.url, "tests.benchmarks.measure"))
    found |= {"database": kind, "ms_a_row": place.noted()["ms_a_row"]}
    beside = databases.others(place, at)
    if beside:
        found["growth"] = _growth([*beside, place])
    if with_server:
        found["throughput"] = throughput.rates(place.url)
    return found


def _growth(places: list[databases.Place]) -> dict[str, dict[str, float]]:
    """Shops of every size that is kept, measured in turn."""
    turns: dict[int, list[dict[str, float]]] = {place.number: [] for place in places}
    for _turn in range(TURNS):
        for place in places:
            turns[place.number].append(json.loads(databases.run(place.url, "tests.benchmarks.measure", "growth")))
    return {
        str(number): {name: round(statistics.median(one[name] for one in ones), 3) for name in ones[0]}
        for number, ones in sorted(turns.items())
    }


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--number", type=int, default=20_000, help="products")
    parser.add_argument("--database", choices=(*KINDS, "both"), default="both")
    parser.add_argument("--json", type=Path, help="write the figures to this file too")
    parser.add_argument("--no-server", action="store_true", help="leave out gunicorn")
    return parser.parse_args()


if __name__ == "__main__":
    main()
