"""What may happen to a certificate after it was granted."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ocop_shop.certification import rules, terms
from ocop_shop.certification.choices import EVENT_WORDS
from ocop_shop.certification.exceptions import RegisterError
from ocop_shop.certification.life import EventKind, remaining
from ocop_shop.certification.status import LAWFUL_STEPS, CertificateState, CertificateStatus
from ocop_shop.certification.timeline import is_extended

from .granting import DecisionFacts, record_decision
from .recording import add_event, event_of, lawful, life, locked, refuse, status_on

_TURNS = (EventKind.SUSPENDED, EventKind.REINSTATED, EventKind.CEASED)
_REFUSALS = {
    EventKind.REINSTATED: "nothing_to_reinstate",
    EventKind.LAPSED: "not_extended",
    EventKind.REVOKED: "already_revoked",
}


@transaction.atomic
def revoke(
    certificate: Any,
    *,
    ground: str,
    effective_on: date,
    decision: DecisionFacts | None = None,
    reason: str = "",
    actor: Any = None,
) -> Any:
    """Take the recognition away from `effective_on` on (that day already has no badge); returns the event.

    `ground` is a letter of 26/2026/QĐ-TTg art. 8.1; the body of `decision` must be one that may revoke (art. 8.2).
    Revoking what is revoked by then returns the event on record; a revocation that lies ahead gives way to an earlier.
    """
    certificate = locked(certificate)
    recorded = record_decision(decision) if decision else None
    level, day = (recorded.issuer_level, recorded.issued_on) if recorded else ("", effective_on)
    lawful(rules.check_revocation, ground, stars=certificate.stars, level=level or None, day=day)
    known = _on_record(certificate, EventKind.REVOKED, effective_on__lte=effective_on)
    if known:
        return known
    _check_step(certificate, EventKind.REVOKED, effective_on)
    check_effect(effective_on, day, reason)
    return add_event(
        certificate, EventKind.REVOKED, effective_on, ground=ground, decision=recorded, reason=reason, actor=actor
    )


def check_effect(effective_on: date, decided_on: date, reason: str) -> None:
    """Raise `RegisterError` for a revocation that would take effect before it was decided, unless a reason says why."""
    if effective_on < decided_on and not reason.strip():
        raise RegisterError(_("A revocation takes effect on the day of its decision or later; else say why."))


@transaction.atomic
def conclude(certificate: Any, *, ground: str, effective_on: date, reason: str = "", actor: Any = None) -> Any:
    """Record that a competent body concluded on `effective_on` that there is a ground; returns the event.

    The star stays until it is revoked, which the law wants within 15 days (26/2026/QĐ-TTg art. 8.4).
    """
    certificate = locked(certificate)
    lawful(rules.check_revocation, ground)
    known = _on_record(certificate, EventKind.CONCLUDED, ground=ground, effective_on=effective_on)
    if known:
        return known
    _check_step(certificate, EventKind.CONCLUDED, effective_on)
    return add_event(certificate, EventKind.CONCLUDED, effective_on, ground=ground, reason=reason, actor=actor)


@transaction.atomic
def file_renewal(certificate: Any, *, effective_on: date, reason: str = "", actor: Any = None) -> Any:
    """Record that the renewal dossier was received on `effective_on`; returns the event. The star does not change.

    Outside the filing window of the rules of that day (26/2026/QĐ-TTg art. 7.6.a) a `reason` must say why it was taken.
    """
    certificate = locked(certificate)
    known = _on_record(certificate, EventKind.FILED, effective_on=effective_on)
    if known:
        return known
    _check_step(certificate, EventKind.FILED, effective_on)
    if not reason.strip():
        in_force = lawful(rules.rule_set_on, effective_on)
        lawful(terms.check_filing, certificate.expires_on, effective_on, in_force)
    return add_event(certificate, EventKind.FILED, effective_on, reason=reason, actor=actor)


@transaction.atomic
def extend(certificate: Any, *, until: date, reason: str = "", actor: Any = None) -> Any:
    """Let the certificate hold until `until` while its re-evaluation is late (26/2026/QĐ-TTg art. 12.3, 180 days)."""
    certificate = locked(certificate)
    lawful(rules.check_extension, certificate.expires_on, until)
    known = _on_record(certificate, EventKind.EXTENDED, until=until)
    if known:
        return known
    if _on_record(certificate, EventKind.LAPSED):
        raise RegisterError(_("An extension of this certificate has ended already; strike out that entry first."))
    _check_step(certificate, EventKind.EXTENDED, certificate.expires_on)
    return add_event(
        certificate, EventKind.EXTENDED, certificate.expires_on, until=until, ground="12.3", reason=reason, actor=actor
    )


@transaction.atomic
def lapse(certificate: Any, *, effective_on: date, reason: str = "", actor: Any = None) -> Any:
    """End an extension: the authority gave its result, and from `effective_on` on there is no star (art. 12.3)."""
    certificate = locked(certificate)
    known = _on_record(certificate, EventKind.LAPSED, effective_on__lte=effective_on)
    if known:
        return known
    _check_step(certificate, EventKind.LAPSED, effective_on)
    return add_event(certificate, EventKind.LAPSED, effective_on, reason=reason, actor=actor)


@transaction.atomic
def suspend(certificate: Any, *, effective_on: date, reason: str = "", actor: Any = None) -> Any:
    """Take the badge off from `effective_on` until the certificate is reinstated."""
    return _turned(certificate, EventKind.SUSPENDED, effective_on, reason, actor)


@transaction.atomic
def cease(certificate: Any, *, effective_on: date, reason: str = "", actor: Any = None) -> Any:
    """Record that the product is no longer made from `effective_on` on: no badge, and the clock of art. 8.4 runs."""
    return _turned(certificate, EventKind.CEASED, effective_on, reason, actor)


@transaction.atomic
def reinstate(certificate: Any, *, effective_on: date, reason: str = "", actor: Any = None) -> Any:
    """End a suspension, or take note that the product is made again: from `effective_on` on the badge may show."""
    return _turned(certificate, EventKind.REINSTATED, effective_on, reason, actor)


def _turned(certificate: Any, kind: EventKind, effective_on: date, reason: str, actor: Any) -> Any:
    certificate = locked(certificate)
    turns = [event for event in _events(certificate) if event.kind in _TURNS]
    last = max(turns, key=lambda event: (event.effective_on, event.key), default=None)
    if last and (last.kind, last.effective_on) == (kind, effective_on):
        return certificate.events.get(pk=last.key)
    if last and last.effective_on > effective_on:
        raise RegisterError(
            _("A later step is on record: %(step)s on %(day)s. Strike it out first, then record both in their order.")
            % {"step": EVENT_WORDS[last.kind], "day": f"{last.effective_on:%d/%m/%Y}"}
        )
    _check_step(certificate, kind, effective_on)
    return add_event(certificate, kind, effective_on, reason=reason, actor=actor)


def _check_step(certificate: Any, kind: EventKind, effective_on: date) -> None:
    """Raise `RegisterError` unless the certificate is, on that day, in a state that `kind` may follow."""
    status = status_on(certificate, effective_on)
    if effective_on < certificate.valid_from:
        raise refuse("effective_before_start", day=certificate.valid_from)
    if kind in LAWFUL_STEPS[status.state] and (kind is not EventKind.LAPSED or _is_extended(certificate, status)):
        return
    if kind is EventKind.CEASED and status.state is CertificateState.CEASED:
        raise refuse("already_ceased")
    raise refuse(_REFUSALS.get(kind, "not_in_force"))


def _is_extended(certificate: Any, status: CertificateStatus) -> bool:
    on_record = life(certificate)
    return on_record is not None and is_extended(on_record, status.on)


def _events(certificate: Any) -> list[Any]:
    return remaining(map(event_of, certificate.events.all()))


def _on_record(certificate: Any, kind: EventKind, **same: Any) -> Any:
    """The event of this kind, and with these values, that is on record and not struck out; else None."""
    standing = [event.key for event in _events(certificate) if event.kind is kind]
    return certificate.events.filter(pk__in=standing, **same).order_by("pk").first()
