"""Putting the record right. Nothing is edited: what was recorded stays, and the correction says from when it counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ocop_shop.certification import rules
from ocop_shop.certification.choices import BADGE_EVIDENCE
from ocop_shop.certification.exceptions import RegisterError
from ocop_shop.certification.life import Event, EventKind, remaining

from .facts import check_facts
from .recording import add_event, event_of, lawful, locked, refuse

MOST_STRIKES = 6
"""How often one entry may be struck out and put back."""


@dataclass(frozen=True)
class Facts:
    """What a certificate really says; None leaves what is on record."""

    stars: int | None = None
    valid_from: date | None = None
    expires_on: date | None = None
    evidence: str | None = None

    def over(self, certificate: Any) -> dict[str, Any]:
        """All facts, those that are not given as they are on record."""
        return {name: getattr(certificate, name) if value is None else value for name, value in vars(self).items()}


@transaction.atomic
def correct(certificate: Any, facts: Facts, *, reason: str, actor: Any = None) -> Any:
    """Record what the certificate really says; returns it. What was known before stays answerable.

    The corrected facts must be as lawful as those of a grant. Correcting to what is on record changes nothing. Raises
    `RegisterError` without a reason, for a certificate that was struck out, and where the rules forbid the facts.
    """
    certificate = locked(certificate)
    if not reason.strip():
        raise refuse("reason_missing")
    entries = _on_record(certificate)
    right = facts.over(certificate)
    if right == Facts().over(certificate):
        return certificate
    _check(certificate, right, entries)
    add_event(
        certificate,
        EventKind.CORRECTED,
        right["valid_from"],
        until=right["expires_on"],
        stars=right["stars"],
        evidence=right["evidence"],
        reason=reason,
        actor=actor,
    )
    return certificate


@transaction.atomic
def strike(event: Any, *, reason: str, actor: Any = None) -> Any:
    """Take back an event that was recorded in error; returns the event that says so.

    Striking the grant takes the whole certificate off the record; striking an act of striking puts back what it took.
    Repeating it changes nothing. Raises `RegisterError` without a reason.
    """
    certificate = locked(event.certificate)
    if not reason.strip():
        raise refuse("reason_missing")
    known = certificate.events.filter(strikes=event.pk).first()
    if known:
        return known
    _check_striking(certificate, event)
    return add_event(certificate, EventKind.STRUCK, event.effective_on, strikes=event, reason=reason, actor=actor)


@transaction.atomic
def restore(certificate: Any, *, actor: Any = None) -> None:
    """Put a certificate on record again whose grant was struck out."""
    grant = certificate.events.filter(kind=EventKind.GRANTED).order_by("pk").first()
    act = _last_striking(certificate, grant)
    strike(act, reason=_("Recorded again"), actor=actor)
    certificate.refresh_from_db()


def _last_striking(certificate: Any, grant: Any) -> Any:
    """The act of striking that is in force over `grant`, however often it was struck and put back."""
    act = grant
    while (taken_back := certificate.events.filter(strikes=act).first()) is not None:
        act = taken_back
    return act


def _check(certificate: Any, right: dict[str, Any], entries: Iterable[Event]) -> None:
    """The corrected facts must be what the decision could have given on its day, with the extensions on record."""
    decision, under = certificate.decision, rules.rule_set(certificate.rule_set)
    proven = right["evidence"] in BADGE_EVIDENCE
    level = decision.issuer_level or None
    check_facts(right["stars"], decision.issued_on, right["expires_on"], level, under, proven=proven)
    if not decision.issued_on <= right["valid_from"] <= right["expires_on"]:
        raise RegisterError(_("The first day of a certificate lies between its decision and its last day."))
    _check_extensions(entries, right["expires_on"])


def _check_extensions(entries: Iterable[Event], expires_on: date) -> None:
    """No extension on record may reach further beyond the end than the rules allow."""
    for entry in entries:
        if entry.kind is EventKind.EXTENDED and entry.until and entry.until > expires_on:
            lawful(rules.check_extension, expires_on, entry.until)


def _check_striking(certificate: Any, event: Any) -> None:
    """What is left when `event` is taken back must be lawful too, and nobody strikes to and fro for ever."""
    if _depth(event) >= MOST_STRIKES:
        raise RegisterError(_("This entry has been struck out and put back too often; record what is right anew."))
    entries = [event_of(row) for row in certificate.events.all()]
    last = max(entry.key for entry in entries)
    left = remaining([*entries, Event(EventKind.STRUCK, event.effective_on, key=last + 1, strikes=event.pk)])
    facts = [entry for entry in left if entry.kind in {EventKind.GRANTED, EventKind.CORRECTED}]
    if facts and facts[-1].until:
        _check_extensions(left, facts[-1].until)


def _depth(event: Any) -> int:
    """How many acts of striking lead to this one."""
    depth = 0
    while event.strikes_id is not None:
        event, depth = event.strikes, depth + 1
    return depth


def _on_record(certificate: Any) -> list[Event]:
    events = remaining(map(event_of, certificate.events.all()))
    if not any(event.kind is EventKind.GRANTED for event in events):
        raise RegisterError(_("This certificate was struck out as recorded in error; record it again first."))
    return events
