"""Recognition: a decision certifies a product."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ocop_shop.certification import rules
from ocop_shop.certification.choices import BADGE_EVIDENCE, Evidence, Precision
from ocop_shop.certification.exceptions import AlreadyRecorded
from ocop_shop.certification.life import EventKind
from ocop_shop.core import clock

from . import correcting
from .facts import check_facts
from .recording import add_event, lawful, life, locked_product, model


@dataclass(frozen=True)
class DecisionFacts:
    """What identifies a decision: its number as printed (may be empty), its day, and who signed it."""

    number: str
    issued_on: date
    issuer: str = ""
    issuer_level: str = ""
    issued_precision: str = Precision.DAY
    source: str = ""


@transaction.atomic
def record_decision(facts: DecisionFacts) -> Any:
    """The decision with these facts, recorded on first sight; found again by issuer, year and number.

    Raises `AlreadyRecorded` when that decision is on record with another day or level. Where the issuer or the
    number is not known, the day tells decisions apart.
    """
    table = model("Decision")
    probe = table(**vars(facts))
    probe.set_keys()
    same = {"issuer_key": probe.issuer_key, "number_key": probe.number_key}
    same |= {"year": probe.year} if probe.number_key and probe.issuer_key else {"issued_on": facts.issued_on}
    decision, _created = table.objects.get_or_create(**same, defaults=vars(facts))
    if decision.issuer_level and facts.issuer_level and decision.issuer_level != facts.issuer_level:
        raise AlreadyRecorded(
            _("%(number)s of this body is on record as a decision of another level.") % {"number": decision.number}
        )
    if decision.issued_on != facts.issued_on:
        raise AlreadyRecorded(
            _("%(number)s of this body and year is on record with another day: %(day)s.")
            % {"number": decision.number, "day": f"{decision.issued_on:%d/%m/%Y}"}
        )
    return decision


@transaction.atomic
def grant(
    product: Any,
    *,
    stars: int,
    decision: DecisionFacts,
    evidence: str = Evidence.SIGNED,
    kind: str = "",
    expires_on: date | None = None,
    score: Decimal | None = None,
    product_name: str = "",
    producer_name: str = "",
    rule_set: str = "",
    reference: str = "",
    restore: bool = False,
    actor: Any = None,
) -> Any:
    """Record that `decision` certifies `product` at `stars`; returns the certificate.

    The last day is `expires_on` or the term of the rules of that day (36 months). A newer certificate ends the older.
    `rule_set` names the decision it was assessed under where two were possible (May to July 2026), `reference` is the
    list's own number of the certificate. Repeating the same grant changes nothing, and what was struck out or corrected
    since stays so: a list that is read again does not overrule an officer, only `restore` puts it back. Raises
    `RegisterError` when the rules forbid it (bodies and terms only where the record would carry a badge: evidence A or
    B1) and `AlreadyRecorded` when the decision is on record with other content.
    """
    product = locked_product(product)
    rules_of_day = _rules(decision.issued_on, kind, rule_set)
    last_day = expires_on or rules.last_day(decision.issued_on, rules_of_day.validity_months)
    recorded = record_decision(decision)
    known = model("Certificate").objects.filter(decision=recorded, product=product).first()
    if known and not restore and _was_put_right(known):
        return known
    level = (recorded.issuer_level or decision.issuer_level or None) if evidence in BADGE_EVIDENCE else None
    check_facts(stars, decision.issued_on, last_day, level, rules_of_day, proven=evidence in BADGE_EVIDENCE)
    if known:
        return _same_or_refused(known, stars, last_day, evidence, actor)
    certificate = model("Certificate").objects.create(
        product=product,
        decision=recorded,
        stars=stars,
        kind=kind,
        valid_from=decision.issued_on,
        expires_on=last_day,
        rule_set=rules_of_day.decision,
        evidence=evidence,
        score=score,
        product_name=product_name or product.get_title(),
        producer_name=producer_name,
        reference=reference[:60],
        recorded_at=clock.now(),
    )
    facts = {"until": last_day, "stars": stars, "evidence": evidence, "decision": recorded}
    add_event(certificate, EventKind.GRANTED, decision.issued_on, actor=actor, **facts)
    return certificate


def _was_put_right(known: Any) -> bool:
    """Whether an officer has struck out or corrected something of this certificate."""
    found: bool = known.events.filter(kind__in=[EventKind.STRUCK, EventKind.CORRECTED]).exists()
    return found


def _same_or_refused(known: Any, stars: int, last_day: date, evidence: str, actor: Any) -> Any:
    """The certificate on record, its evidence raised where the new one may carry a badge and the old may not."""
    if life(known) is None:
        correcting.restore(known, actor=actor)
    if (known.stars, known.expires_on) != (stars, last_day):
        raise AlreadyRecorded(
            _("%(decision)s already certifies this product with %(stars)s stars until %(day)s.")
            % {"decision": known.decision, "stars": known.stars, "day": f"{known.expires_on:%d/%m/%Y}"}
        )
    if evidence in BADGE_EVIDENCE and known.evidence not in BADGE_EVIDENCE:
        return correcting.correct(
            known,
            correcting.Facts(evidence=evidence),
            reason=_("Better evidence: %(level)s") % {"level": evidence},
            actor=actor,
        )
    return known


def _rules(issued_on: date, kind: str, named: str) -> rules.RuleSet:
    if not named:
        return lawful(rules.rule_set_on, issued_on)
    lawful(rules.check_rule_set, named, issued_on, kind)
    return rules.rule_set(named)
