"""Every change of the register. Each verb is atomic, locks the product first, is audited and can be repeated."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db import connection, transaction
from django.utils.translation import gettext as _

from ocop_shop.core import audit, clock

from . import life, rules, signals
from .abstract_models import BADGE_EVIDENCE, Evidence, Precision
from .exceptions import AlreadyRecorded, RegisterError, sentence
from .life import EventKind


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

    Raises `AlreadyRecorded` when that decision is on record with another day. Where the issuer or the number is not
    known, the day tells decisions apart.
    """
    model = _model("Decision")
    probe = model(**vars(facts))
    probe.set_keys()
    same = {"issuer_key": probe.issuer_key, "number_key": probe.number_key}
    same |= {"year": probe.year} if probe.number_key and probe.issuer_key else {"issued_on": facts.issued_on}
    decision, _created = model.objects.get_or_create(**same, defaults=vars(facts))
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
    actor: Any = None,
) -> Any:
    """Record that `decision` certifies `product` at `stars`; returns the certificate.

    The last day is `expires_on` or the term of the rules of that day (36 months). A newer certificate ends the older.
    Repeating the same grant changes nothing. Raises `RegisterError` when the rules forbid it (only where the record
    would carry a badge: evidence A or B1) and `AlreadyRecorded` when the decision is on record with other content.
    """
    product = _locked(product)
    last_day = expires_on or _term(decision.issued_on)
    if evidence in BADGE_EVIDENCE:
        _lawful(rules.check_grant, stars, decision.issued_on, last_day, decision.issuer_level or None)
    recorded = record_decision(decision)
    known = _model("Certificate").objects.filter(decision=recorded, product=product).first()
    if known:
        return _same_or_refused(known, stars, last_day, evidence, actor)
    certificate = _model("Certificate").objects.create(
        product=product,
        decision=recorded,
        stars=stars,
        kind=kind,
        valid_from=decision.issued_on,
        expires_on=last_day,
        rule_set=_lawful(rules.rule_set_on, decision.issued_on).decision,
        evidence=evidence,
        score=score,
        product_name=product_name or product.get_title(),
        producer_name=producer_name,
        recorded_at=clock.now(),
    )
    _add_event(certificate, EventKind.GRANTED, decision.issued_on, decision=recorded, actor=actor)
    return certificate


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

    `ground` is a letter of 26/2026/QĐ-TTg art. 8.1. Revoking what is revoked returns the event on record.
    """
    _locked(certificate.product)
    _lawful(rules.check_revocation, ground)
    known = certificate.events.filter(kind=EventKind.REVOKED).first()
    if known:
        return known
    recorded = record_decision(decision) if decision else None
    return _add_event(
        certificate, EventKind.REVOKED, effective_on, ground=ground, decision=recorded, reason=reason, actor=actor
    )


@transaction.atomic
def extend(certificate: Any, *, until: date, reason: str = "", actor: Any = None) -> Any:
    """Let the certificate hold until `until` while its re-evaluation is late (26/2026/QĐ-TTg art. 12.3, 180 days)."""
    _locked(certificate.product)
    _lawful(rules.check_extension, certificate.expires_on, until)
    known = certificate.events.filter(kind=EventKind.EXTENDED, until=until).first()
    return known or _add_event(
        certificate, EventKind.EXTENDED, certificate.expires_on, until=until, ground="12.3", reason=reason, actor=actor
    )


@transaction.atomic
def suspend(certificate: Any, *, effective_on: date, reason: str = "", actor: Any = None) -> Any:
    """Take the badge off from `effective_on` until the certificate is reinstated."""
    return _turned(certificate, EventKind.SUSPENDED, effective_on, reason, actor)


@transaction.atomic
def reinstate(certificate: Any, *, effective_on: date, reason: str = "", actor: Any = None) -> Any:
    """End a suspension: from `effective_on` on the badge may be shown again."""
    return _turned(certificate, EventKind.REINSTATED, effective_on, reason, actor)


@transaction.atomic
def rewrite_standing(product_ids: Iterable[int]) -> None:
    """Derive the standing rows of these products anew from their certificates and events, and announce it."""
    ids = frozenset(product_ids)
    model = _model("Standing")
    lives: dict[int, list[life.Life]] = {product_id: [] for product_id in ids}
    certificates = _model("Certificate").objects.filter(product__in=ids, evidence__in=BADGE_EVIDENCE)
    for certificate in certificates.order_by("pk").prefetch_related("events"):
        lives[certificate.product_id].append(_life(certificate))
    model.objects.filter(product__in=ids).delete()
    model.objects.bulk_create(
        model(
            product_id=product_id,
            certificate_id=period.certificate,
            state=period.state.value,
            stars=period.stars,
            starts_on=period.starts_on,
            ends_on=period.ends_on,
        )
        for product_id in sorted(ids)
        for period in life.timeline(lives[product_id])
    )
    signals.standing_changed.send(sender=model, product_ids=ids)


def _turned(certificate: Any, kind: EventKind, effective_on: date, reason: str, actor: Any) -> Any:
    _locked(certificate.product)
    turns = certificate.events.filter(kind__in=[EventKind.SUSPENDED, EventKind.REINSTATED])
    last = turns.order_by("effective_on", "pk").last()
    if last and (last.kind, last.effective_on) == (kind, effective_on):
        return last
    return _add_event(certificate, kind, effective_on, reason=reason, actor=actor)


def _add_event(certificate: Any, kind: EventKind, effective_on: date, **values: Any) -> Any:
    if effective_on < certificate.valid_from:
        raise RegisterError(_("This cannot take effect before the certificate does."))
    event = certificate.events.create(kind=kind, effective_on=effective_on, recorded_at=clock.now(), **values)
    if certificate.product_id:
        rewrite_standing([certificate.product_id])
    audit.record(
        f"certificate.{kind}",
        f"certificate:{certificate.pk}",
        actor=values.get("actor"),
        after={"stars": certificate.stars, "effective_on": effective_on, "until": values.get("until")},
        reason=values.get("reason", "") or values.get("ground", ""),
    )
    return event


def _same_or_refused(known: Any, stars: int, last_day: date, evidence: str, actor: Any) -> Any:
    """The certificate on record, its evidence raised where the new one may carry a badge and the old may not."""
    if (known.stars, known.expires_on) != (stars, last_day):
        raise AlreadyRecorded(
            _("%(decision)s already certifies this product with %(stars)s stars until %(day)s.")
            % {"decision": known.decision, "stars": known.stars, "day": f"{known.expires_on:%d/%m/%Y}"}
        )
    if evidence in BADGE_EVIDENCE and known.evidence not in BADGE_EVIDENCE:
        before, known.evidence = known.evidence, evidence
        known.save(update_fields=["evidence"])
        rewrite_standing([known.product_id])
        audit.record(
            "certificate.evidence_raised",
            f"certificate:{known.pk}",
            actor=actor,
            before={"evidence": before},
            after={"evidence": evidence},
        )
    return known


def _life(certificate: Any) -> life.Life:
    return life.Life(
        certificate=certificate.pk,
        stars=certificate.stars,
        valid_from=certificate.valid_from,
        expires_on=certificate.expires_on,
        order=certificate.pk,
        events=tuple(life.Event(EventKind(e.kind), e.effective_on, e.until) for e in certificate.events.all()),
    )


def _locked(product: Any) -> Any:
    """`product` with its row locked: whoever changes its certificates waits here."""
    if product is None:
        return None
    # Not FOR UPDATE: an order line that points at the product must not wait for an officer.
    mild = connection.features.has_select_for_no_key_update
    products = apps.get_model("catalogue", "Product").objects.select_for_update(no_key=mild)
    return products.get(pk=getattr(product, "pk", product))


def _term(issued_on: date) -> date:
    return rules.last_day(issued_on, _lawful(rules.rule_set_on, issued_on).validity_months)


def _lawful(check: Any, *arguments: Any) -> Any:
    try:
        return check(*arguments)
    except rules.UnlawfulStep as step:
        raise RegisterError(sentence(step)) from step


def _model(name: str) -> Any:
    return apps.get_model("ocop_certification", name)
