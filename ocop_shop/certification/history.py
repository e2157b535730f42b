"""The history of a certificate for everybody: what happened, from which day, and since when it is on record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import QuerySet

from ocop_shop.core import clock

from .actions.recording import event_of
from .certificate_wording import event_sentence
from .life import EventKind, life_of, taken_back
from .wording import decision

_OF_THE_RECORD = (EventKind.CORRECTED, EventKind.STRUCK)


@dataclass(frozen=True)
class Entry:
    """One event as everybody may read it: what, from when, since when on record, by which decision.

    `on` is the day from which it counts: for a correction and for striking out, the day on which they were recorded.
    """

    kind: str
    words: str
    on: date
    precision: str
    recorded_on: date
    decision: str
    is_struck: bool

    @property
    def is_step(self) -> bool:
        """Whether something happened to the certificate, not only to what is recorded of it."""
        return self.kind != EventKind.GRANTED and self.kind not in _OF_THE_RECORD


def recognitions(product: Any) -> list[tuple[Any, tuple[Entry, ...]]]:
    """All recognitions of `product` that are proven and on record, newest first, with their events. One query."""
    found: dict[Any, list[Any]] = {}
    events = public_events().filter(certificate__product=product).select_related("certificate__decision")
    for event in events.order_by("-certificate__valid_from", "-certificate_id", "effective_on", "pk"):
        found.setdefault(event.certificate, []).append(event)
    known = [(row, life_of(row.pk, map(event_of, told)), told) for row, told in found.items()]
    return [(row, entries(told)) for row, on_record, told in known if on_record and on_record.is_proven]


def entries(events: Iterable[Any]) -> tuple[Entry, ...]:
    """Events as everybody may read them, in the order of the days from which they count."""
    listed = list(events)
    struck = taken_back(map(event_of, listed))
    told = [(event.pk, _entry(event, event.pk in struck)) for event in listed]
    return tuple(entry for _key, entry in sorted(told, key=lambda pair: (pair[1].on, pair[0])))


def _entry(event: Any, is_struck: bool) -> Entry:
    recorded_on = clock.day_of(event.recorded_at)
    is_grant = event.kind == EventKind.GRANTED
    return Entry(
        kind=event.kind,
        words=event_sentence(event),
        on=recorded_on if event.kind in _OF_THE_RECORD else event.effective_on,
        precision=event.decision.issued_precision if is_grant and event.decision else "day",
        recorded_on=recorded_on,
        decision=decision(event.decision) if event.decision else "",
        is_struck=is_struck,
    )


def public_events() -> QuerySet[Any]:
    """The events with all that their entries tell, for a prefetch."""
    model = apps.get_model("ocop_certification", "CertificateEvent")
    events: QuerySet[Any] = model.objects.select_related("decision", "strikes")
    return events
