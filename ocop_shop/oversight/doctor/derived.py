"""What is derived, derived anew: days of products, facts of certificates, stages. It must come out as it is written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from ocop_shop.certification.actions.recording import FACTS, days_of_stage
from ocop_shop.certification.life import EventKind
from ocop_shop.certification.timeline import timeline
from ocop_shop.certification.wording import day as written

from .dossiers import Dossier, unreadable
from .findings import Finding, called, of_certificate


def unreadable_events(dossier: Dossier) -> Iterator[Finding]:
    """Events that do not say what an event of their kind says."""
    for key, error in dossier.unreadable.items():
        yield unreadable(of_certificate(key), error)


def facts_differ(dossier: Dossier) -> Iterator[Finding]:
    """A row of a certificate repeats the facts of its last grant or correction."""
    for key, certificate in dossier.certificates.items():
        if key in dossier.unreadable:
            continue
        on_record = dossier.lives[key]
        problem = ""
        if on_record:
            wrong = [name for name in FACTS if getattr(certificate, name) != getattr(on_record, name)]
            names = ", ".join(str(certificate._meta.get_field(name).verbose_name) for name in wrong)
            problem = _("Its row and its events differ in: %(names)s.") % {"names": names} if wrong else ""
        elif not any(event.kind == EventKind.GRANTED for event in certificate.events.all()):
            problem = _("No event says that it was granted.")
        if problem:
            yield Finding(
                "facts_differ",
                of_certificate(key),
                f"{called(certificate)}: {problem}",
                _("Compare with the decision; what the events say counts. Correct the certificate where they err."),
            )


def standing_differs(dossier: Dossier) -> Iterator[Finding]:
    """The days of a product as pages read them are those that follow from the events of its certificates."""
    if dossier.unreadable or dossier.product_id is None:
        return
    derived = {(p.starts_on, p.ends_on, p.certificate, p.state, p.stars) for p in timeline(dossier.proven)}
    on_record = {(s.starts_on, s.ends_on, s.certificate_id, s.state, s.stars) for s in dossier.standings}
    if derived != on_record or len(dossier.standings) != len(on_record):
        first = min((row[0] for row in derived ^ on_record), default=None)
        yield Finding(
            "standing_differs",
            dossier.subject,
            _("From %(day)s on, what pages read of this product is not what follows from its events.")
            % {"day": written(first)},
            _("Derive it anew: actions.rewrite_standing([%(product)s]).") % {"product": dossier.product_id},
        )


def stage(dossier: Dossier) -> Iterator[Finding]:
    """The days of a stage "potential 5 stars" are those that follow from evaluations and certificates."""
    if dossier.unreadable:
        return
    for evaluation in dossier.evaluations:
        if (evaluation.potential_from, evaluation.potential_until) != _days_of_stage(evaluation, dossier):
            yield Finding(
                "stage",
                f"evaluation:{evaluation.pk}",
                _("%(product)s: the days of its stage “potential 5 stars” are not those that follow from the record.")
                % {"product": evaluation.product_name},
                _("Derive it anew: actions.rewrite_standing([%(product)s]).") % {"product": dossier.product_id},
            )


def _days_of_stage(evaluation: Any, dossier: Dossier) -> tuple[date | None, date | None]:
    if evaluation.withdrawn_at is not None:
        return None, None
    answers = [life.valid_from for life in dossier.proven]
    answers += [other.evaluated_on for other in dossier.evaluations if other.withdrawn_at is None]
    return days_of_stage(evaluation, answers)
