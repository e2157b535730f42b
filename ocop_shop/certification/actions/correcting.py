"""Putting the record right. Nothing is edited: what was recorded stays, and the correction says from when it counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ocop_shop.certification import rules
from ocop_shop.certification.choices import BADGE_EVIDENCE
from ocop_shop.certification.exceptions import RegisterError
from ocop_shop.certification.life import Event, EventKind, remaining

from .recording import add_event, event_of, lawful, locked, refuse


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
    if right["evidence"] in BADGE_EVIDENCE:
        level = certificate.decision.issuer_level or None
        under = rules.rule_set(certificate.rule_set)
        lawful(rules.check_grant, right["stars"], right["valid_from"], right["expires_on"], level, rule_set=under)
    for extension in (e for e in entries if e.kind is EventKind.EXTENDED and e.until and e.until > right["expires_on"]):
        lawful(rules.check_extension, right["expires_on"], extension.until)
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


def _on_record(certificate: Any) -> list[Event]:
    events = remaining(map(event_of, certificate.events.all()))
    if not any(event.kind is EventKind.GRANTED for event in events):
        raise RegisterError(_("This certificate was struck out as recorded in error; record it again first."))
    return events
