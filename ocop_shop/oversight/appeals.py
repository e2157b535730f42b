"""A producer appeals when the badge of its product is gone. An appeal is a case of the queue with a producer's name."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.apps import apps
from django.db import transaction
from django.utils.translation import gettext as _

from ocop_shop.auditing import actions as audit
from ocop_shop.certification import standing
from ocop_shop.certification.status import CertificateState
from ocop_shop.conf import settings
from ocop_shop.core import clock, text

from . import case_letters
from .doubts import TEXT_LIMIT, as_shown
from .exceptions import OversightError

APPEALABLE = frozenset({CertificateState.SUSPENDED, CertificateState.REVOKED, CertificateState.CEASED})
"""What somebody decided. A certificate whose term has ended needs a new dossier, not an appeal."""


def is_possible(certificate: Any) -> bool:
    """Whether the badge of `certificate` was taken away by a decision. Two queries."""
    return standing.status_of([certificate])[certificate.pk].state in APPEALABLE


@transaction.atomic
def appeal(certificate: Any, words: str, *, producer: Any, actor: Any) -> Any:
    """Open the producer's case about `certificate`; returns it, or the one that is open already.

    The office that answers has `OCOP_DOUBT_DAYS`. Raises `OversightError` without words, with too many, for another
    producer's product, or where nothing was taken away.
    """
    told = text.clean_lines(words)
    if not told:
        raise OversightError(_("Write why the badge should come back."))
    if len(told) > TEXT_LIMIT:
        raise OversightError(_("Please write less: at most %(most)d characters.") % {"most": TEXT_LIMIT})
    certificates = apps.get_model("ocop_certification", "Certificate").objects
    kept = certificates.select_for_update(of=("self",)).filter(
        pk=certificate.pk, product__ocop_provenance__producer=producer
    )
    locked = kept.first()
    if locked is None or not is_possible(locked):
        raise OversightError(_("There is nothing to appeal against here."))
    cases = apps.get_model("ocop_oversight", "DoubtReport").objects
    known = cases.filter(certificate=locked, producer=producer, answered_at=None).first()
    if known:
        return known
    case = cases.create(
        certificate=locked,
        producer=producer,
        text=told,
        shown=as_shown(locked),
        reported_at=clock.now(),
        due_on=clock.today() + timedelta(days=settings.doubt_days),
    )
    after = {"certificate": locked.pk, "producer": producer.pk, "due_on": case.due_on}
    audit.record("appeal.made", f"doubt:{case.pk}", actor=actor, after=after)
    transaction.on_commit(lambda: case_letters.tell_staff(case))
    return case


def of_producer(producer: Any) -> dict[int, Any]:
    """The newest appeal of `producer` about each certificate, by its key. One query."""
    cases = apps.get_model("ocop_oversight", "DoubtReport").objects.filter(producer=producer).order_by("pk")
    return {case.certificate_id: case for case in cases}
