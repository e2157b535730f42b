"""Doubted badges: a shopper reports one, somebody takes the case, the reporter reads the answer.

Who may take or answer a case is asked by the caller (`remits`); what a step needs is kept here.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.apps import apps
from django.db import transaction
from django.utils.translation import gettext as _

from ocop_shop.auditing import actions as audit
from ocop_shop.auditing.values import storable
from ocop_shop.certification import standing
from ocop_shop.conf import settings
from ocop_shop.core import clock, text

from . import case_letters
from .exceptions import OversightError
from .models import Finding

TEXT_LIMIT = 2000
CONTACT_LIMIT = 200
SAME_AGAIN = timedelta(minutes=10)
"""Within this time the same words about the same certificate are the same click, not a second case."""


@transaction.atomic
def report(certificate: Any, words: str, contact: str = "") -> Any:
    """Open a case about the badge of `certificate`; returns it, with its number and the day the answer is due.

    What the product claimed at this moment is kept with the case. The same words sent again within ten minutes are the
    same case. Raises `OversightError` without words, or with more than 2,000 characters of them.
    """
    told, reach = text.clean_lines(words), text.clean(contact)
    _check_length(told, reach)
    locked = apps.get_model("ocop_certification", "Certificate").objects.select_for_update().get(pk=certificate.pk)
    cases = apps.get_model("ocop_oversight", "DoubtReport").objects
    recent = cases.filter(certificate=locked, reported_at__gte=clock.now() - SAME_AGAIN)
    known = recent.filter(text=told, contact=reach, answered_at=None).first()
    if known:
        return known
    case = cases.create(
        certificate=locked,
        text=told,
        contact=reach,
        shown=as_shown(locked),
        reported_at=clock.now(),
        due_on=clock.today() + timedelta(days=settings.doubt_days),
    )
    # Neither words nor contact: an entry cannot be deleted, and both may be personal.
    audit.record("doubt.reported", _subject(case), after={"certificate": locked.pk, "due_on": case.due_on})
    transaction.on_commit(lambda: case_letters.tell_staff(case))
    return case


@transaction.atomic
def take(case: Any, actor: Any) -> Any:
    """Make `actor` the owner of the case; returns it. Taking over from another is allowed and on record.

    Raises `OversightError` for a case that has been answered.
    """
    case = _locked(case)
    if case.owner_id == actor.pk:
        return case
    if case.answered_at:
        raise OversightError(_("This case has been answered; there is nothing left to do."))
    before = {"owner": case.owner_id}
    case.owner = actor
    case.save(update_fields=["owner"])
    audit.record("doubt.taken", _subject(case), actor=actor, before=before, after={"owner": actor.pk})
    return case


@transaction.atomic
def answer(case: Any, finding: str, answer: str, evidence: str = "", actor: Any = None) -> Any:
    """Close the case with a `finding` (`models.Finding`) and an `answer` to the reporter; returns it.

    `evidence` is for the staff alone. A case without owner becomes the actor's. The same answer again changes nothing.
    Raises `OversightError` without a finding or an answer, and for a case that was answered otherwise.
    """
    case = _locked(case)
    told, found = text.clean_lines(answer), text.clean_lines(evidence)
    if finding not in Finding.values:
        raise OversightError(_("Say what was found: choose one of the findings."))
    if not told:
        raise OversightError(_("Write an answer: the reporter reads it on the page of the case."))
    if case.answered_at:
        if (case.finding, case.answer, case.evidence) == (finding, told, found):
            return case
        raise OversightError(_("This case has been answered, and the reporter may have read it. Open a new case."))
    case.finding, case.answer, case.evidence = finding, told, found
    case.answered_at = clock.now()
    if case.owner_id is None:
        case.owner = actor if getattr(actor, "pk", None) else None
    case.save()
    audit.record("doubt.answered", _subject(case), actor=actor, after={"finding": finding, "owner": case.owner_id})
    return case


def as_shown(certificate: Any) -> dict[str, Any]:
    """The claim of the certificate's product, and what became of the certificate, as the pages show it now."""
    status = standing.status_of([certificate])[certificate.pk]
    claim = standing.claim_on(certificate.product_id) if certificate.product_id else None
    names = {"product": certificate.product_name, "producer": certificate.producer_name, "code": certificate.code}
    shown: dict[str, Any] = storable(names | {"certificate": vars(status), "claim": vars(claim) if claim else None})
    return shown


def _check_length(told: str, reach: str) -> None:
    if not told:
        raise OversightError(_("Write what is doubtful about this badge."))
    if len(told) > TEXT_LIMIT or len(reach) > CONTACT_LIMIT:
        values = {"most": TEXT_LIMIT, "reach": CONTACT_LIMIT}
        raise OversightError(
            _("Please write less: at most %(most)d characters, and for reaching you at most %(reach)d.") % values
        )


def _locked(case: Any) -> Any:
    return apps.get_model("ocop_oversight", "DoubtReport").objects.select_for_update().get(pk=case.pk)


def _subject(case: Any) -> str:
    return f"doubt:{case.pk}"
