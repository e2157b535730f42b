"""What can happen to a certificate, and what it is on record as. No Django here, and no status that anybody types.

An event says when it takes effect and when it was recorded. Events are added, never edited: a correction follows the
event it corrects. So the record answers two questions at once: what held on a day, and what was known of it on another.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class EventKind(StrEnum):
    """What can happen to a certificate, and to what is recorded of it."""

    GRANTED = "granted"
    CORRECTED = "corrected"
    STRUCK = "struck"
    FILED = "filed"
    EXTENDED = "extended"
    LAPSED = "lapsed"
    SUSPENDED = "suspended"
    REINSTATED = "reinstated"
    CEASED = "ceased"
    CONCLUDED = "concluded"
    REVOKED = "revoked"


class State(StrEnum):
    """What a product's certificate is on a day; only the first two carry a badge."""

    VALID = "valid"
    EXTENDED = "extended"
    SUSPENDED = "suspended"
    CEASED = "ceased"
    EXPIRED = "expired"
    REVOKED = "revoked"
    NONE = "none"


BADGE_STATES = frozenset({State.VALID, State.EXTENDED})

# What a record rests on (A: signed decision, B1: an authority's report); less than that carries no badge.
PROVEN = frozenset({"A", "B1"})


@dataclass(frozen=True)
class Event:
    """Something that takes effect on a day. `key` tells events apart and gives the order in which they were recorded.

    GRANTED and CORRECTED state the whole of the facts: the first day in `effective_on`, the last in `until`, `stars`
    and `evidence`. EXTENDED has its last day in `until`. STRUCK takes back the event with the key `strikes`.
    """

    kind: EventKind
    effective_on: date
    until: date | None = None
    key: int = 0
    stars: int | None = None
    evidence: str = ""
    strikes: int | None = None


@dataclass(frozen=True)
class Life:
    """One certificate as far as it is on record; `order` breaks ties between equal first days."""

    certificate: int
    stars: int
    valid_from: date
    expires_on: date
    order: int
    events: tuple[Event, ...] = ()
    evidence: str = "A"

    @property
    def is_proven(self) -> bool:
        """Whether the evidence is good enough for a badge."""
        return self.evidence in PROVEN


def life_of(certificate: int, events: Iterable[Event]) -> Life | None:
    """What these events say of a certificate; None where its grant was never recorded or has been struck out.

    Pass only the events that were on record at a moment to learn what was known at that moment.
    """
    standing = remaining(events)
    facts = [event for event in standing if event.kind in {EventKind.GRANTED, EventKind.CORRECTED}]
    if not any(event.kind is EventKind.GRANTED for event in facts):
        return None
    last = facts[-1]
    if last.stars is None or last.until is None:
        raise ValueError(f"Event {last.key} of certificate {certificate} does not state its facts")
    return Life(
        certificate=certificate,
        stars=last.stars,
        valid_from=last.effective_on,
        expires_on=last.until,
        order=certificate,
        events=tuple(event for event in standing if event not in facts),
        evidence=last.evidence,
    )


def remaining(events: Iterable[Event]) -> list[Event]:
    """The events that nobody took back, as they were recorded; striking an act of striking puts back what it took."""
    ordered = sorted(events, key=lambda event: event.key)
    struck = taken_back(ordered)
    return [event for event in ordered if event.key not in struck and event.kind is not EventKind.STRUCK]


def taken_back(events: Iterable[Event]) -> set[int]:
    """The keys of the events that were struck out, among them acts of striking that were taken back themselves."""
    struck: set[int] = set()
    for event in sorted(events, key=lambda event: event.key, reverse=True):
        if event.kind is EventKind.STRUCK and event.key not in struck and event.strikes is not None:
            struck.add(event.strikes)
    return struck
