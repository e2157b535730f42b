"""Certificates held against the rules of their day: who decided, for how long, and what the star rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from ocop_shop.certification import rules
from ocop_shop.certification.choices import Evidence
from ocop_shop.certification.exceptions import sentence
from ocop_shop.certification.life import EventKind, Life

from .dossiers import Dossier
from .findings import Finding, called, of_certificate

# What the rules say of a grant, by the check that tells it.
_OF_THE_BODY = {
    "issuer_may_not_decide",
    "star_out_of_range",
    "before_first_decision",
    "rules_not_in_force",
    "revoker_may_not",
}
_OF_THE_TERM = {"expiry_before_issue", "term_too_long", "extension_too_long"}


def star_without_decision(dossier: Dossier) -> Iterator[Finding]:
    """A badge of today rests on a decision that can be named: evidence A has its number, any other at least a body."""
    certificate = dossier.badge and dossier.certificates.get(dossier.badge.certificate_id)
    if not certificate:
        return
    decision = certificate.decision
    problem = ""
    if certificate.evidence == Evidence.SIGNED and not decision.number:
        problem = _("Its star is said to rest on a signed decision, and the decision has no number.")
    elif not (decision.number or decision.issuer):
        problem = _("It carries a star today, and neither number nor body of the decision is known.")
    if problem:
        yield Finding(
            "star_without_decision",
            of_certificate(certificate.pk),
            f"{called(certificate)}: {problem}",
            _("Find the decision and record it, or correct the evidence to what is at hand."),
        )


def wrong_body(dossier: Dossier) -> Iterator[Finding]:
    """Stars were given and taken away by bodies that could do so on that day (26/2026/QĐ-TTg art. 4.1 and 8.2).

    Each certificate is judged by the rules it was assessed under, which must be those of the day of its decision.
    """
    for certificate, life in _on_record(dossier):
        decision = certificate.decision
        step = _against(rules.check_rule_set, certificate.rule_set, decision.issued_on, certificate.kind)
        if step is None:
            level, under = decision.issuer_level or None, rules.rule_set(certificate.rule_set)
            step = _against(rules.check_grant, life.stars, life.valid_from, life.valid_from, level, rule_set=under)
        yield from _told("wrong_body", certificate, step, _OF_THE_BODY)
        revocations = {event.key for event in life.events if event.kind is EventKind.REVOKED}
        for event in certificate.events.all():
            if event.pk in revocations and event.decision:
                level, day = event.decision.issuer_level or None, event.decision.issued_on
                step = _against(rules.check_revocation, event.ground, stars=life.stars, level=level, day=day)
                yield from _told("wrong_body", certificate, step, _OF_THE_BODY)


def unlawful_term(dossier: Dossier) -> Iterator[Finding]:
    """No certificate runs longer than its rules allow, no extension longer than art. 12.3 does."""
    known = {rule_set.decision: rule_set for rule_set in rules.rule_sets()}
    for certificate, life in _on_record(dossier):
        under = known.get(certificate.rule_set) or rules.rule_set_on(life.valid_from)
        # The star does not matter here, as long as it is one that the rules know.
        star = min(under.deciders)
        step = _against(rules.check_grant, star, life.valid_from, life.expires_on, None, rule_set=under)
        yield from _told("unlawful_term", certificate, step, _OF_THE_TERM)
        for event in life.events:
            if event.kind is EventKind.EXTENDED:
                step = _against(rules.check_extension, life.expires_on, event.until)
                yield from _told("unlawful_term", certificate, step, _OF_THE_TERM)


def no_producer(dossier: Dossier) -> Iterator[Finding]:
    """A product that carries a badge today has a producer: a star is given to the product of somebody."""
    if dossier.badge and dossier.producer_id is None:
        yield Finding(
            "no_producer",
            dossier.subject,
            _("This product carries a star today, and nobody is on record as its producer."),
            _("Name its producer in the product's provenance, as the decision prints it."),
        )


def _on_record(dossier: Dossier) -> Iterator[tuple[Any, Life]]:
    for life in dossier.proven:
        yield dossier.certificates[life.certificate], life


def _against(check: Callable[..., None], *facts: Any, **named: Any) -> rules.UnlawfulStep | None:
    try:
        check(*facts, **named)
    except rules.UnlawfulStep as step:
        return step
    return None


def _told(name: str, certificate: Any, step: rules.UnlawfulStep | None, codes: set[str]) -> Iterator[Finding]:
    if step and step.code in codes:
        yield Finding(
            name,
            of_certificate(certificate.pk),
            f"{called(certificate)}: {sentence(step)}",
            _("Compare with the decision and correct what is on record, or strike it out."),
        )
