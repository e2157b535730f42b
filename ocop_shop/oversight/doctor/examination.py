"""All checks by name, and how they are run: first those of whole tables, then the others product by product."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from functools import partial

from . import accounts, derived, guards, lawfulness, listing, logs, overlaps, places, shelf, steps
from .dossiers import BROKEN_DATA, Dossier, dossiers, unreadable
from .findings import UNREADABLE, Finding

OfDossier = Callable[[Dossier], Iterator[Finding]]

# Those that are asked once.
_OF_TABLES = (
    "triggers",
    "stock_guard",
    "audit_chain",
    "unaudited",
    "log_differs",
    "place_not_in_force",
    "listing_differs",
    "listing_triggers",
    "listing_counts",
    "listing_marks",
    "search_index",
    "search_words",
    "money_differs",
)
# Those that are asked of every product.
_OF_DOSSIERS: Mapping[str, OfDossier] = {
    UNREADABLE: derived.unreadable_events,
    "facts_differ": derived.facts_differ,
    "standing_differs": derived.standing_differs,
    "stage": derived.stage,
    "overlapping": overlaps.overlapping,
    "unlawful_step": steps.unlawful_step,
    "star_without_decision": lawfulness.star_without_decision,
    "wrong_body": lawfulness.wrong_body,
    "unlawful_term": lawfulness.unlawful_term,
    "no_producer": lawfulness.no_producer,
}
CHECKS = (*_OF_TABLES, *_OF_DOSSIERS)
"""The names of all checks, in the order in which they are run."""


def examine(day: date, names: Collection[str] = CHECKS, noted: tuple[int, str] | None = None) -> Iterator[Finding]:
    """Every contradiction that the checks in `names` see on `day`; nothing is written.

    `noted` is a head of the audit log (position, hash) that was kept elsewhere. What cannot be read is a finding too,
    of the name "unreadable".
    """
    for name, ask in _of_tables(day, noted).items():
        if name in names:
            yield from _asked(ask, f"check:{name}")
    asked = [check for name, check in _OF_DOSSIERS.items() if name in names]
    if not asked:
        return
    for dossier in dossiers(day):
        if isinstance(dossier, Finding):
            yield dossier
            continue
        for check in asked:
            yield from _asked(partial(check, dossier), dossier.subject)


def _of_tables(day: date, noted: tuple[int, str] | None) -> dict[str, Callable[[], Iterator[Finding]]]:
    asked = (
        guards.triggers,
        guards.stock_guard,
        partial(logs.audit_chain, noted),
        logs.unaudited,
        logs.log_differs,
        partial(places.place_not_in_force, day),
        partial(listing.listing_differs, day),
        shelf.listing_triggers,
        shelf.listing_counts,
        shelf.listing_marks,
        partial(shelf.search_index, day),
        partial(shelf.search_words, day),
        accounts.money_differs,
    )
    return dict(zip(_OF_TABLES, asked, strict=True))


def _asked(ask: Callable[[], Iterator[Finding]], subject: str) -> Iterator[Finding]:
    """The findings of a check; where it stumbles over broken data, that is one."""
    try:
        yield from ask()
    except BROKEN_DATA as error:
        yield unreadable(subject, error)
