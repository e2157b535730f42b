"""The rows that lists are read from, held against the register and the shop for the day they stand at."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _

from ocop_shop.certification import standing
from ocop_shop.certification.claims import Claim
from ocop_shop.certification.stages import Stage
from ocop_shop.certification.wording import day as written

from .dossiers import halved, pages
from .findings import Finding, of_product
from .rows import rows_differ

_COLUMNS = ("stars", "potential_5", "claim_since", "changes_on", "certified_on")


def listing_differs(day: date) -> Iterator[Finding]:
    """Listing rows that say something else than the register or the shop, and products without a row.

    A row that is marked, or due to change by the day the listing stands at, is left alone: whoever reads next makes it
    anew first.
    """
    true_on = apps.get_model("ocop_discovery", "ListingDay").objects.values_list("true_on", flat=True).first()
    products = apps.get_model("catalogue", "Product").objects.exclude(structure="child")
    # A list that was not read yet stands at a day before all days.
    day = true_on if true_on and true_on > date.min else day
    told: set[str] = set()
    for keys in pages(products):
        for finding in halved(keys, partial(_of_page, day=day)):
            told.add(finding.subject)
            yield finding
    yield from rows_differ(day, told, _COLUMNS)


def _of_page(keys: list[int], day: date) -> Iterator[Finding]:
    rows = apps.get_model("ocop_discovery", "Listing").objects.only("product", *_COLUMNS).in_bulk(keys)
    claims = standing.claims_on(keys, day)
    stages = standing.stages_on(keys, day)
    changes = standing.next_change_after(keys, day)
    marks = apps.get_model("ocop_discovery", "ListingMark").objects
    marked = set(marks.filter(product_id__in=keys).values_list("product_id", flat=True))
    for key in sorted(set(keys) - marked):
        row = rows.get(key)
        if problem := _problem(row, claims[key], stages.get(key), changes.get(key)):
            yield Finding(
                "listing_differs",
                of_product(key),
                problem,
                _("Make the row anew: discovery.actions.refresh([%(product)s]).") % {"product": key},
            )


def _problem(row: Any, claim: Claim, stage: Stage | None, changes_on: date | None) -> str:
    if row is None:
        return _("It carries a star and is in no list: its listing row is missing.") if claim.has_badge else ""
    if row.changes_on is not None and row.changes_on <= claim.on:
        return ""
    wanted: dict[str, object] = {
        "stars": claim.stars or 0,
        "potential_5": stage is not None,
        "claim_since": claim.since if claim.exists else None,
        "changes_on": changes_on,
        "certified_on": claim.issued_on if claim.has_badge else None,
    }
    wrong = ", ".join(f"{name} {_told(getattr(row, name))}, {_told(wanted[name])}" for name in _differing(row, wanted))
    if not wrong:
        return ""
    return _("Its listing row disagrees with the register on %(day)s (row, register): %(columns)s.") % {
        "day": written(claim.on),
        "columns": wrong,
    }


def _differing(row: Any, wanted: dict[str, object]) -> list[str]:
    return [name for name in _COLUMNS if getattr(row, name) != wanted[name]]


def _told(value: object) -> str:
    return written(value) if isinstance(value, date) else "–" if value is None else str(value)
