"""The work list: whom to call about a certificate that ends, who was called, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from ocop_shop.auditing import actions as audit
from ocop_shop.certification import rules, standing, terms
from ocop_shop.certification.actions.recording import event_of, life
from ocop_shop.certification.life import Event, EventKind, remaining
from ocop_shop.certification.status import CertificateState
from ocop_shop.core import clock

from . import remits
from .exceptions import OversightError
from .models import Channel, Outcome
from .rights import Right

NOTE_LIMIT = 2000
NOBODY_YET = "none"
"""As an outcome: nobody was called yet."""

_SAME_CLICK = timedelta(minutes=10)
_REVOCABLE = {
    CertificateState.VALID,
    CertificateState.EXTENDED,
    CertificateState.SUSPENDED,
    CertificateState.CEASED,
}


@dataclass(frozen=True)
class Item:
    """One row of the work list: a certificate that ends, its maker, and the last that was done about it."""

    certificate: Any
    ends_on: date
    days_left: int
    phase: terms.Phase | None
    window: terms.Window | None
    producer: Any = None
    contact: Any = None
    filed_on: date | None = None

    @property
    def is_due(self) -> bool:
        """Whether the next try is due: its day has come."""
        again = self.contact.again_on if self.contact else None
        return again is not None and again <= clock.today()


@dataclass(frozen=True)
class DueRevocation:
    """A certificate to be revoked: the ground was concluded on `since`, or production confirmed to have stopped."""

    certificate: Any
    kind: EventKind
    since: date
    due_on: date | None
    days_left: int | None
    ground: str = ""

    @property
    def is_late(self) -> bool:
        """Whether the 15 days of 26/2026/QĐ-TTg art. 8.4 have passed."""
        return self.days_left is not None and self.days_left < 0


@transaction.atomic
def record_contact(
    certificate: Any, *, channel: str, outcome: str, note: str = "", again_on: date | None = None, actor: Any = None
) -> Any:
    """Record that somebody was called about `certificate` and what came of it; returns the entry.

    The same words of the same person within ten minutes are the same click. Raises `OversightError` for a channel or
    outcome that does not exist, a note of more than 2,000 characters, and a next try in the past.
    """
    _check(channel, outcome, note, again_on)
    certificates = apps.get_model("ocop_certification", "Certificate").objects.select_for_update()
    locked = certificates.get(pk=certificate.pk)
    person = actor if getattr(actor, "pk", None) else None
    told = {"channel": channel, "outcome": outcome, "note": note.strip(), "again_on": again_on}
    contacts = apps.get_model("ocop_oversight", "Contact").objects
    known = contacts.filter(certificate=locked, actor=person, at__gte=clock.now() - _SAME_CLICK, **told).first()
    if known:
        return known
    contact = contacts.create(certificate=locked, actor=person, at=clock.now(), **told)
    # Not the note: an entry cannot be deleted, and what was said on the telephone may be personal.
    after = {"contact": contact.pk, "channel": channel, "outcome": outcome, "again_on": again_on}
    audit.record("contact.recorded", f"certificate:{locked.pk}", actor=actor, after=after)
    return contact


def with_last_contacts(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Certificates with what the last contact says: `contacted` (its key), `officer`, `came_of_it`, `again_on`."""
    contacts = apps.get_model("ocop_oversight", "Contact").objects
    last = contacts.filter(certificate=OuterRef("pk")).order_by("-at", "-pk")
    found: QuerySet[Any] = rows.annotate(
        contacted=Subquery(last.values("pk")[:1]),
        officer=Subquery(last.values("actor")[:1]),
        came_of_it=Subquery(last.values("outcome")[:1]),
        again_on=Subquery(last.values("again_on")[:1]),
    )
    return found


def narrowed(
    rows: QuerySet[Any], *, officer: int | None = None, outcome: str = "", again_by: date | None = None
) -> QuerySet[Any]:
    """Rows of `with_last_contacts`, by who called last, by what came of it, by a next try until `again_by`."""
    if officer:
        rows = rows.filter(officer=officer)
    if outcome:
        rows = rows.filter(contacted=None) if outcome == NOBODY_YET else rows.filter(came_of_it=outcome)
    return rows.filter(again_on__lte=again_by) if again_by else rows


def items(rows: Sequence[Any], on: date | None = None) -> list[Item]:
    """The rows of the work list for these certificates (of `expiries.ending`, `with_last_contacts`). Two queries."""
    day = on or clock.today()
    in_force = rules.rule_set_on(day)
    contacts = apps.get_model("ocop_oversight", "Contact").objects.select_related("actor")
    last = contacts.in_bulk([row.contacted for row in rows if row.contacted])
    filed = _filed(rows)
    return [
        Item(
            certificate=row,
            ends_on=row.ends_on,
            days_left=(row.ends_on - day).days,
            phase=terms.phase(row.expires_on, day, in_force),
            window=terms.filing_window(row.expires_on, in_force),
            producer=producer_of(row),
            contact=last.get(row.contacted),
            filed_on=filed.get(row.pk),
        )
        for row in rows
    ]


def producer_of(certificate: Any) -> Any:
    """The maker of a certificate's product; None where it is not on record."""
    provenance = getattr(certificate.product, "ocop_provenance", None) if certificate.product_id else None
    return provenance.producer if provenance else None


def officers(user: Any) -> QuerySet[Any]:
    """The people who made contacts about certificates that `user` may see, by e-mail."""
    contacts = apps.get_model("ocop_oversight", "Contact")
    people = contacts._meta.get_field("actor").related_model._default_manager
    theirs = contacts.objects.filter(certificate__in=remits.certificates_for(user, Right.VIEW))
    found: QuerySet[Any] = people.filter(pk__in=theirs.values("actor")).order_by("email", "pk")
    return found


def due_revocations(user: Any, on: date | None = None) -> list[DueRevocation]:
    """What waits to be revoked (26/2026/QĐ-TTg art. 8.4), the most urgent first. Few queries, however many wait."""
    day = on or clock.today()
    events = apps.get_model("ocop_certification", "CertificateEvent").objects
    begun = events.filter(kind__in=[EventKind.CONCLUDED, EventKind.CEASED], effective_on__lte=day)
    rows = list(
        remits.certificates_for(user, Right.VIEW)
        .filter(pk__in=begun.values("certificate"))
        .select_related("decision", "product__ocop_provenance__producer")
        .prefetch_related("events")
    )
    statuses = standing.status_of(rows, day) if rows else {}
    waiting = [due_revocation(row, statuses[row.pk].state, day) for row in rows]
    return sorted(filter(None, waiting), key=lambda due: (due.due_on or date.max, due.certificate.pk))


def due_revocation(certificate: Any, state: CertificateState, day: date) -> DueRevocation | None:
    """The clock of art. 8.4 that began first of those that run for a certificate in `state`; None where none does."""
    own = life(certificate)
    if own is None or state not in _REVOCABLE or any(event.kind is EventKind.REVOKED for event in own.events):
        return None
    recorded = {row.pk: row for row in certificate.events.all()}
    events = [e for e in remaining(map(event_of, recorded.values())) if e.effective_on <= day]
    running = [event for event in events if event.kind is EventKind.CONCLUDED]
    if state is CertificateState.CEASED:
        stops = [event for event in events if event.kind is EventKind.CEASED]
        running += sorted(stops, key=lambda event: (event.effective_on, event.key))[-1:]
    if not running:
        return None
    since, event = min(((_began(event, recorded[event.key]), event) for event in running), key=lambda found: found[0])
    due_on = terms.revocation_due(since, rules.rule_set_on(day))
    left = (due_on - day).days if due_on else None
    return DueRevocation(certificate, event.kind, since, due_on, left, recorded[event.key].ground)


def _began(event: Event, row: Any) -> date:
    """The day from which the 15 days are counted: of the conclusion, or on which the stop was confirmed."""
    if event.kind is EventKind.CONCLUDED:
        return event.effective_on
    return max(event.effective_on, clock.day_of(row.recorded_at))


def _filed(rows: Iterable[Any]) -> dict[int, date]:
    """When the renewal dossier of each certificate was received; entries that were taken back do not count."""
    events = apps.get_model("ocop_certification", "CertificateEvent").objects
    found = events.filter(certificate__in=[row.pk for row in rows], kind=EventKind.FILED, struck_by=None)
    return dict(found.order_by("effective_on").values_list("certificate", "effective_on"))


def _check(channel: str, outcome: str, note: str, again_on: date | None) -> None:
    if channel not in Channel.values:
        raise OversightError(_("Say how they were reached: telephone, e-mail, visit or message."))
    if outcome not in Outcome.values:
        raise OversightError(_("Say what came of it: choose one of the outcomes."))
    if len(note) > NOTE_LIMIT:
        raise OversightError(_("A note has at most %(most)s characters.") % {"most": NOTE_LIMIT})
    if again_on and again_on < clock.today():
        raise OversightError(_("The next try cannot lie in the past."))
