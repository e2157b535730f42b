"""What became of a certificate, in words for everybody: its state today, and each entry of its history.

Reasons that staff typed, and who typed them, are for the staff alone and never told here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ocop_shop.core import clock

from .choices import EVENT_WORDS
from .life import PROVEN, EventKind
from .status import CertificateState, CertificateStatus
from .wording import article, day, ground


@dataclass(frozen=True)
class Sign:
    """How a state is shown beside its words: an icon of the sprite, and a tone (ok, warn, bad, gone)."""

    icon: str
    tone: str


SIGNS: Final = {
    CertificateState.VALID: Sign("circle-check", "ok"),
    CertificateState.EXTENDED: Sign("circle-check", "ok"),
    CertificateState.NOT_YET: Sign("info-circle", "warn"),
    CertificateState.SUSPENDED: Sign("pause", "warn"),
    CertificateState.CEASED: Sign("stop", "gone"),
    CertificateState.EXPIRED: Sign("clock-off", "gone"),
    CertificateState.SUPERSEDED: Sign("arrow-right", "gone"),
    CertificateState.REVOKED: Sign("ban", "bad"),
    CertificateState.UNPROVEN: Sign("circle-x", "bad"),
    CertificateState.STRUCK: Sign("circle-x", "bad"),
}

NAMES: Final = {
    CertificateState.VALID: gettext_lazy("in force"),
    CertificateState.EXTENDED: gettext_lazy("extended, in force"),
    CertificateState.NOT_YET: gettext_lazy("not yet in force"),
    CertificateState.SUSPENDED: gettext_lazy("suspended"),
    CertificateState.CEASED: gettext_lazy("product no longer made"),
    CertificateState.EXPIRED: gettext_lazy("expired"),
    CertificateState.SUPERSEDED: gettext_lazy("replaced by a newer certificate"),
    CertificateState.REVOKED: gettext_lazy("revoked"),
    CertificateState.UNPROVEN: gettext_lazy("not proven"),
    CertificateState.STRUCK: gettext_lazy("recorded in error"),
}

_SENTENCES: Final = {
    CertificateState.VALID: gettext_lazy("It holds until %(until)s."),
    CertificateState.EXTENDED: gettext_lazy(
        "Its term ended on %(end)s. While the product is being assessed again, it holds until %(until)s at the latest "
        "(%(article)s)."
    ),
    CertificateState.NOT_YET: gettext_lazy(
        "It begins on %(first)s. Before that day the product carries no star by it."
    ),
    CertificateState.SUSPENDED: gettext_lazy(
        "It is suspended since %(since)s while something is checked. Until that is over, the product carries no star."
    ),
    CertificateState.CEASED: gettext_lazy("Since %(since)s the product is no longer made. It carries no star."),
    CertificateState.EXPIRED: gettext_lazy(
        "It ran out: its last day was %(last)s. Until the product is recognised again, it carries no star by it."
    ),
    CertificateState.SUPERSEDED: gettext_lazy("On %(since)s a newer certificate of the same product took its place."),
    CertificateState.REVOKED: gettext_lazy(
        "It was revoked: since %(since)s the product may not be sold under this certificate."
    ),
    CertificateState.UNPROVEN: gettext_lazy(
        "The register has no decision and no report of an authority for it. Without that there is no star."
    ),
    CertificateState.STRUCK: gettext_lazy(
        "It was recorded in error and has been struck out. It never was a certificate."
    ),
}

_ENTRIES: Final = {
    EventKind.FILED: gettext_lazy("The dossier for renewal was received."),
    EventKind.SUSPENDED: gettext_lazy("Suspended: no star from this day on."),
    EventKind.REINSTATED: gettext_lazy("In force again from this day on."),
    EventKind.CEASED: gettext_lazy("The product is no longer made: no star from this day on."),
    EventKind.LAPSED: gettext_lazy("The extension ended: no star from this day on."),
}


def state_sentence(certificate: Any, status: CertificateStatus) -> str:
    """What the state of `certificate` means for whoever holds the product in the hand."""
    last = status.since and date.fromordinal(status.since.toordinal() - 1)
    values = {
        "first": day(certificate.valid_from),
        "end": day(certificate.expires_on),
        "until": day(status.holds_until or certificate.expires_on),
        "since": day(status.since or certificate.valid_from),
        "last": day(last or certificate.expires_on),
        "article": article("extension", status.on),
    }
    if status.state is CertificateState.SUPERSEDED and last and certificate.expires_on < last:
        return _("Its term ended on %(end)s. Since %(since)s a newer certificate of the same product holds.") % values
    return str(_SENTENCES[status.state]) % values


def event_sentence(event: Any) -> str:
    """What an event says, without what is internal. Days read dd/mm/yyyy."""
    kind = EventKind(event.kind)
    if kind in _ENTRIES:
        return str(_ENTRIES[kind])
    if kind in {EventKind.GRANTED, EventKind.CORRECTED}:
        return _facts(event, kind)
    if kind is EventKind.EXTENDED:
        values = {"until": day(event.until), "article": article("extension", clock.day_of(event.recorded_at))}
        return _("Extended until %(until)s while the product is assessed again (%(article)s).") % values
    if kind is EventKind.STRUCK:
        values = {"entry": str(EVENT_WORDS[EventKind(event.strikes.kind)]), "day": day(event.strikes.effective_on)}
        return _("Struck out as recorded in error: “%(entry)s”, %(day)s.") % values
    told = _("Revoked") if kind is EventKind.REVOKED else _("A competent body concluded that there is a ground")
    return _("%(step)s: %(ground)s.") % {"step": told, "ground": ground_with_letter(event.ground, event.effective_on)}


def ground_with_letter(letter: str, on: date) -> str:
    """A ground for revocation in words, with article and letter: "… (26/2026/QĐ-TTg art. 8.1, letter b)"."""
    values = {"words": ground(letter), "article": article("revocation", on), "letter": letter}
    return _("%(words)s (%(article)s, letter %(letter)s)") % values


def _facts(event: Any, kind: EventKind) -> str:
    values = {"stars": event.stars, "first": day(event.effective_on), "until": day(event.until)}
    if event.evidence not in PROVEN:
        return (
            _("Record corrected: there is no proof of this recognition.")
            if kind is EventKind.CORRECTED
            else _("Recorded without proof.")
        )
    if kind is EventKind.CORRECTED:
        return _("Record corrected: %(stars)s stars, from %(first)s to %(until)s.") % values
    return _("Recognised at %(stars)s stars, until %(until)s.") % values
