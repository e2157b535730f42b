"""The events of a product told again in the order in which they were recorded: each must have been a lawful step."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from ocop_shop.certification.actions.recording import event_of
from ocop_shop.certification.life import Event, EventKind, life_of, remaining
from ocop_shop.certification.status import LAWFUL_STEPS, status_of
from ocop_shop.certification.timeline import is_extended
from ocop_shop.certification.wording import day as written

from .dossiers import Dossier
from .findings import Finding, called, of_certificate

History = dict[int, list[Event]]


def unlawful_step(dossier: Dossier) -> Iterator[Finding]:
    """Events that could not follow what was on record before them; what was struck out since is forgiven."""
    if dossier.unreadable:
        return
    rows = sorted(_events(dossier), key=lambda row: row.pk)
    told: History = defaultdict(list)
    standing = {event.key for key in dossier.certificates for event in remaining(_read(rows, key))}
    for row in rows:
        event = event_of(row)
        counts = row.pk in standing or event.kind is EventKind.STRUCK
        if counts and not _may_follow(event, row.certificate_id, told):
            yield Finding(
                "unlawful_step",
                of_certificate(row.certificate_id),
                _("%(certificate)s: event %(event)s (%(kind)s, %(day)s) could not follow what was on record before it.")
                % {
                    "certificate": called(dossier.certificates[row.certificate_id]),
                    "event": row.pk,
                    "kind": row.get_kind_display(),
                    "day": written(event.effective_on),
                },
                _("Strike out the event that was recorded in error."),
            )
        told[row.certificate_id].append(event)


def _events(dossier: Dossier) -> list[Any]:
    return [event for certificate in dossier.certificates.values() for event in certificate.events.all()]


def _read(rows: list[Any], certificate: int) -> list[Event]:
    return [event_of(row) for row in rows if row.certificate_id == certificate]


def _may_follow(event: Event, certificate: int, told: History) -> bool:
    """Whether `event` was a lawful step for the certificate while only what is `told` was on record."""
    before = told.get(certificate, [])
    if event.kind is EventKind.GRANTED:
        return not before
    if event.kind is EventKind.STRUCK:
        return event.strikes in {earlier.key for earlier in before}
    lives = {key: life_of(key, events) for key, events in told.items()}
    life = lives.get(certificate)
    if life is None:
        return False
    if event.kind is EventKind.CORRECTED:
        return True
    if event.kind is EventKind.LAPSED and not is_extended(life, event.effective_on):
        return False
    state = status_of(certificate, lives, event.effective_on).state
    return event.effective_on >= life.valid_from and event.kind in LAWFUL_STEPS[state]
