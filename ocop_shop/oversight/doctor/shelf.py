"""What lists are read from beside their rows: triggers, counts, marks, the index of the search and its words.

Set-based where the database can tell by itself, else by a sample of products, every day another, so that a shop with
a million products is examined in seconds.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import Count, Min, QuerySet
from django.db.models.functions import Mod, Now
from django.utils.translation import gettext as _

from ocop_shop.discovery import fulltext, tally, triggers, vocabulary

from .findings import Finding, of_product

SAMPLE = 1000
PATIENCE = timedelta(minutes=15)
_SHOWN = 5


def sampled(rows: QuerySet[Any], day: date) -> list[int]:
    """The keys of about a thousand of `rows`, every day others; all of them where there are few. Two queries."""
    step = max(1, rows.count() // SAMPLE)
    chosen = rows.annotate(turn=Mod("pk", step)).filter(turn=day.toordinal() % step)
    return list(chosen.order_by("pk").values_list("pk", flat=True)[: 2 * SAMPLE])


def listing_triggers() -> Iterator[Finding]:
    """Triggers that mark products and count rows, and that are gone, switched off or another version's."""
    for name in triggers.missing(connection):
        yield Finding(
            "listing_triggers",
            f"trigger:{name}",
            _("The trigger %(trigger)s is gone, switched off or another version's: lists do not follow every change.")
            % {"trigger": name},
            _("Make it anew, with all that it may have missed: ocop_rebuild."),
        )


def listing_counts() -> Iterator[Finding]:
    """Counts of filters that are not those of the rows, counted one by one. One query."""
    wrong = tally.differences()
    if wrong:
        shown = "; ".join(_combination(cell, number) for cell, number in wrong[:_SHOWN])
        yield Finding(
            "listing_counts",
            "counts",
            _("Filters count wrong in %(number)s combinations of values, by so many products: %(combinations)s.")
            % {"number": len(wrong), "combinations": shown},
            _("Count anew: ocop_rebuild --only counts."),
        )


def listing_marks() -> Iterator[Finding]:
    """Products whose rows wait to be made anew for longer than a reader needs to come by. One query."""
    marks = apps.get_model("ocop_discovery", "ListingMark").objects.filter(marked_at__lt=Now() - PATIENCE)
    found = marks.aggregate(products=Count("product_id", distinct=True), first=Min("product_id"))
    if found["products"]:
        yield Finding(
            "listing_marks",
            of_product(found["first"]),
            _("Products whose rows have waited for more than %(minutes)s minutes to be made anew: %(number)s.")
            % {"minutes": PATIENCE.seconds // 60, "number": found["products"]},
            _("Open a list, or run ocop_rebuild --only rows. What stays is held by a transaction that does not end."),
        )


def search_index(day: date) -> Iterator[Finding]:
    """An index of words that is not there, or that does not know the names of the rows."""
    remedy = _("Make the index anew: ocop_rebuild --only search.")
    absent = fulltext.missing(connection)
    for name in absent:
        told = _("Of the index of the search %(part)s is gone or another version's.") % {"part": name}
        yield Finding("search_index", f"index:{name}", told, remedy)
    if absent:
        return
    rows = apps.get_model("ocop_discovery", "Listing").objects.all()
    for key in fulltext.unindexed(connection, sampled(rows, day)):
        yield Finding("search_index", of_product(key), _("The search does not find this product by its name."), remedy)


def search_words(day: date) -> Iterator[Finding]:
    """Words of rows that the vocabulary lacks, so that nothing is corrected to them."""
    rows = apps.get_model("ocop_discovery", "Listing").objects.all()
    words = vocabulary.words_of_rows(rows.filter(pk__in=sampled(rows, day)))
    known = apps.get_model("ocop_discovery", "SearchWord").objects.values_list("word", flat=True)
    lacking = sorted(words.difference(known))
    if lacking:
        yield Finding(
            "search_words",
            "vocabulary",
            _("The vocabulary of the search lacks words (%(number)s): %(words)s.")
            % {"number": len(lacking), "words": ", ".join(lacking[:_SHOWN])},
            _("Collect the words anew: ocop_rebuild --only vocabulary."),
        )


def _combination(cell: tuple[Any, ...], number: int) -> str:
    return f"{' '.join(str(part) for part in cell if part not in ('', False, 0)) or '–'} ({number:+d})"
