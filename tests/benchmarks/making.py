"""Fills the database that DATABASE_URL names: `python -m tests.benchmarks.making fill NUMBER`, then `… list`."""

from __future__ import annotations

import json
import sys
import time

import django

OWN_ACTION = 20_000
"""Up to so many products the shop's own action writes the listing; a million would take it most of an hour."""


def main() -> None:
    """Do one of the two."""
    django.setup()
    from django.db import connection

    from ocop_shop.test.clock import frozen
    from tests.benchmarks import filling, goods

    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            # If the power fails, it is made again.
            cursor.execute("PRAGMA synchronous=OFF")
            cursor.execute("PRAGMA cache_size=-400000")
    number = int(sys.argv[2])
    with frozen(f"{goods.TODAY} 12:00"):
        if sys.argv[1] == "fill":
            filling.fill(number)
        else:
            print(json.dumps(write_listing(number)))


def write_listing(number: int) -> dict[str, float]:
    """Make all rows of the listing, up to 20,000 by the shop's own action; returns what that cost."""
    from ocop_shop.discovery import actions, freshness
    from tests.benchmarks import filling, goods, listing

    started = time.process_time()
    if number <= OWN_ACTION:
        rows = actions.refresh_all()
        spent = time.process_time() - started
    else:
        listing.write(number, goods.TODAY)
        started = time.process_time()
        listing.check(number)
        rows, spent = listing.SAMPLE, time.process_time() - started
    freshness.ensure_true()
    filling.refresh_statistics()
    return {"ms_a_row": round(1000 * spent / rows, 3)}


if __name__ == "__main__":
    main()
