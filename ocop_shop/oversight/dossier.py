"""All that is on record of one certificate, put together for whoever is responsible for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import Prefetch, QuerySet

from ocop_shop.auditing import actions as audit
from ocop_shop.certification import rules, standing, terms
from ocop_shop.certification.actions.recording import event_of, life
from ocop_shop.certification.certificate_wording import NAMES, SIGNS, event_sentence, ground_with_letter, state_sentence
from ocop_shop.certification.life import EventKind, Life, taken_back
from ocop_shop.certification.status import LAWFUL_STEPS, CertificateStatus
from ocop_shop.certification.timeline import end_of, is_extended
from ocop_shop.core import clock

from . import permissions, remits, worklist
from .rights import Right
from .step_words import STEPS, Step

_AUDIT_ENTRIES = 50


@dataclass(frozen=True)
class Told:
    """A certificate with what it is on a day, in a word and in a sentence."""

    certificate: Any
    status: CertificateStatus

    @property
    def name(self) -> str:
        """The state in a word or two."""
        return str(NAMES[self.status.state])

    @property
    def tone(self) -> str:
        """How the state is shown: ok, warn, bad or gone."""
        return SIGNS[self.status.state].tone

    @property
    def sentence(self) -> str:
        """What the state means, with its days."""
        return state_sentence(self.certificate, self.status)


@dataclass(frozen=True)
class HistoryEntry:
    """An event as staff reads it: with who recorded it, when and why."""

    event: Any
    words: str
    is_struck: bool

    @property
    def ground(self) -> str:
        """The ground in words, with its letter and article; empty where the event has none."""
        known = self.event.ground in rules.grounds()
        return ground_with_letter(self.event.ground, self.event.effective_on) if known else ""


@dataclass(frozen=True)
class AuditLine:
    """An entry of the audit log, with the account it names if that still exists."""

    entry: Any
    actor: Any = None

    @property
    def changes(self) -> list[tuple[str, Any, Any]]:
        """The values that became others or were stated, as (name, before or None, after)."""
        before, after = self.entry.before or {}, self.entry.after or {}
        changed = [name for name in after if name not in before or before[name] != after[name]]
        return [(name, before.get(name), after[name]) for name in changed if after[name] is not None]


@dataclass(frozen=True)
class Dossier(Told):
    """Everything the page of a certificate shows. `steps` are those that are lawful now and may be taken by the reader.

    `ends_on` counts extensions, `window` are the days for filing again, `due` is the running clock of art. 8.4.
    """

    ends_on: date
    window: terms.Window | None
    phase: terms.Phase | None
    due: worklist.DueRevocation | None
    history: tuple[HistoryEntry, ...]
    others: tuple[Told, ...]
    steps: tuple[tuple[EventKind, Step], ...]
    contacts: tuple[Any, ...]
    reminders: tuple[Any, ...]
    audits: tuple[AuditLine, ...]
    sees_audit: bool


def of(certificate: Any, user: Any, on: date | None = None) -> Dossier:
    """The dossier of `certificate` as `user` may read it on `on` (default: today). As many queries for any history."""
    day = on or clock.today()
    beside = _beside(certificate)
    statuses = standing.status_of(beside, day)
    status = statuses[certificate.pk]
    own = next(row for row in beside if row.pk == certificate.pk)
    on_record = life(own)
    in_force = rules.rule_set_on(day)
    sees_audit = remits.may_touch(user, Right.AUDIT, certificate)
    return Dossier(
        certificate=certificate,
        status=status,
        ends_on=end_of(on_record) if on_record else certificate.expires_on,
        window=terms.filing_window(certificate.expires_on, in_force),
        phase=terms.phase(certificate.expires_on, day, in_force) if status.state.is_in_force else None,
        due=worklist.due_revocation(own, status.state, day),
        history=history_of(own.events.all()),
        others=tuple(Told(row, statuses[row.pk]) for row in beside if row.pk != certificate.pk),
        steps=tuple((kind, STEPS[kind]) for kind in permissions.steps_for(user, certificate, lawful_on(own, status))),
        contacts=tuple(certificate.contacts.select_related("actor")),
        reminders=tuple(certificate.reminders.all()),
        audits=_audits(certificate) if sees_audit else (),
        sees_audit=sees_audit,
    )


def lawful_on(certificate: Any, status: CertificateStatus) -> frozenset[EventKind]:
    """The steps that may follow in this state.

    An extension can only be ended while one runs, and only given when the re-evaluation is late: the days for filing
    have passed, or the dossier is in (art. 12.3).
    """
    on_record = life(certificate)
    runs = on_record is not None and is_extended(on_record, status.on)
    barred = set() if runs else {EventKind.LAPSED}
    if on_record is not None and not _is_late(on_record, status.on):
        barred.add(EventKind.EXTENDED)
    return LAWFUL_STEPS[status.state] - barred


def _is_late(on_record: Life, on: date) -> bool:
    phase = terms.phase(on_record.expires_on, on, rules.rule_set_on(on))
    return phase not in {terms.Phase.EARLY, terms.Phase.OPEN} or any(
        e.kind is EventKind.FILED for e in on_record.events
    )


def history_of(events: Iterable[Any]) -> tuple[HistoryEntry, ...]:
    """Events, the one that was recorded last first; what was taken back is marked and stays."""
    newest_first = sorted(events, key=lambda event: event.pk, reverse=True)
    struck = taken_back(map(event_of, newest_first))
    return tuple(HistoryEntry(event, event_sentence(event), event.pk in struck) for event in newest_first)


def events_of(certificate: Any) -> QuerySet[Any]:
    """The events of `certificate` with everything their entries tell. One query."""
    return _joined().filter(certificate=certificate)


def _audits(certificate: Any) -> tuple[AuditLine, ...]:
    found = list(audit.history(f"certificate:{certificate.pk}")[:_AUDIT_ENTRIES])
    people = get_user_model()._default_manager.in_bulk({entry.actor for entry in found if entry.actor})
    return tuple(AuditLine(entry, people.get(entry.actor)) for entry in found)


def _joined() -> QuerySet[Any]:
    events = apps.get_model("ocop_certification", "CertificateEvent").objects
    found: QuerySet[Any] = events.select_related("decision", "strikes", "actor")
    return found


def _beside(certificate: Any) -> list[Any]:
    """All certificates of the product, newest first, with their events; alone where the product is gone."""
    rows = apps.get_model("ocop_certification", "Certificate").objects.select_related("decision")
    same = {"product": certificate.product_id} if certificate.product_id else {"pk": certificate.pk}
    return list(rows.filter(**same).prefetch_related(Prefetch("events", _joined())))
