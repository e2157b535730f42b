"""What one certificate is on a day, beside the others of its product, and what may lawfully follow. No Django here.

A product's timeline says what the product may claim; a status says what became of each paper.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from .life import EventKind, Life
from .timeline import alone, governs, period_on, precedence


class CertificateState(StrEnum):
    """What a certificate is on a day; only VALID and EXTENDED carry their product's badge."""

    NOT_YET = "not_yet"
    VALID = "valid"
    EXTENDED = "extended"
    SUSPENDED = "suspended"
    CEASED = "ceased"
    EXPIRED = "expired"
    REVOKED = "revoked"
    SUPERSEDED = "superseded"
    UNPROVEN = "unproven"
    STRUCK = "struck"

    @property
    def is_in_force(self) -> bool:
        """Whether the certificate carries a badge in this state."""
        return self in {CertificateState.VALID, CertificateState.EXTENDED}


@dataclass(frozen=True)
class CertificateStatus:
    """The state of a certificate on `on`: since when, the last day known of it, and the certificate that took over."""

    certificate_id: int
    on: date
    state: CertificateState
    since: date | None = None
    holds_until: date | None = None
    superseded_by: int | None = None


_RECORD = frozenset({EventKind.CORRECTED, EventKind.STRUCK})
_IN_FORCE = _RECORD | {
    EventKind.FILED,
    EventKind.EXTENDED,
    EventKind.SUSPENDED,
    EventKind.CEASED,
    EventKind.CONCLUDED,
    EventKind.REVOKED,
}
LAWFUL_STEPS: Mapping[CertificateState, frozenset[EventKind]] = {
    CertificateState.NOT_YET: _RECORD | {EventKind.CONCLUDED},
    CertificateState.VALID: _IN_FORCE,
    CertificateState.EXTENDED: _IN_FORCE | {EventKind.LAPSED},
    CertificateState.SUSPENDED: (_IN_FORCE | {EventKind.REINSTATED, EventKind.LAPSED})
    - {EventKind.SUSPENDED, EventKind.CEASED},  # one thing at a time stops a badge, so that one act puts it on again
    CertificateState.CEASED: _RECORD | {EventKind.REINSTATED, EventKind.CONCLUDED, EventKind.REVOKED},
    CertificateState.EXPIRED: _RECORD | {EventKind.FILED, EventKind.EXTENDED, EventKind.REVOKED},
    CertificateState.REVOKED: _RECORD,
    CertificateState.SUPERSEDED: _RECORD | {EventKind.REVOKED},
    CertificateState.UNPROVEN: _RECORD,
    CertificateState.STRUCK: frozenset({EventKind.STRUCK}),
}
"""The steps that may follow, by state. LAPSED among them holds only while an extension runs."""


def status_of(certificate: int, lives: Mapping[int, Life | None], on: date) -> CertificateStatus:
    """The status of one certificate on `on`; `lives` holds all certificates of its product, None for struck ones."""
    life = lives[certificate]
    if life is None:
        return CertificateStatus(certificate, on, CertificateState.STRUCK)
    if not life.is_proven:
        return CertificateStatus(certificate, on, CertificateState.UNPROVEN)
    newer = successor(life, [other for other in lives.values() if other])
    if newer and newer.valid_from <= on:
        return CertificateStatus(
            certificate, on, CertificateState.SUPERSEDED, newer.valid_from, superseded_by=newer.certificate
        )
    return _alone_on(life, on)


def successor(life: Life, others: Iterable[Life]) -> Life | None:
    """The certificate that takes over from `life`; None while there is none."""
    ordered = sorted((other for other in others if governs(other)), key=precedence)
    return next((newer for older, newer in pairwise(ordered) if older.certificate == life.certificate), None)


def _alone_on(life: Life, on: date) -> CertificateStatus:
    period = period_on(alone(life), on)
    if period is None:
        return CertificateStatus(life.certificate, on, CertificateState.NOT_YET, holds_until=life.expires_on)
    state = CertificateState(period.state.value)
    return CertificateStatus(life.certificate, on, state, period.starts_on, period.ends_on)
