"""How an act gets on record: locked, written as an event, carried into what is derived, audited."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from typing import Any, TypeVar

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Q

from ocop_shop.auditing import actions as audit
from ocop_shop.certification import rules, signals
from ocop_shop.certification.choices import EvaluationResult, Evidence
from ocop_shop.certification.exceptions import RegisterError, sentence
from ocop_shop.certification.life import Event, EventKind, Life, life_of
from ocop_shop.certification.stages import last_day_of_stage
from ocop_shop.certification.status import CertificateStatus, status_of
from ocop_shop.certification.timeline import timeline
from ocop_shop.core import clock

Answer = TypeVar("Answer")

BATCH = 500
FACTS = ("stars", "valid_from", "expires_on", "evidence")
"""What a certificate states; its row repeats what its events say."""
_held: ContextVar[set[int] | None] = ContextVar("held standings", default=None)


def model(name: str) -> Any:
    """A table of the register, wherever the shop has put it."""
    return apps.get_model("ocop_certification", name)


def lawful(check: Callable[..., Answer], *arguments: Any, **named: Any) -> Answer:
    """The answer of a rule; what it forbids becomes a `RegisterError` that names the article."""
    try:
        return check(*arguments, **named)
    except rules.UnlawfulStep as step:
        raise RegisterError(sentence(step)) from step


def refuse(code: str, topic: str = "", **details: Any) -> RegisterError:
    """The error for a step that the rules in force do not allow; `topic` names the article."""
    in_force = rules.rule_set_on(clock.today())
    return RegisterError(sentence(rules.UnlawfulStep(code, in_force.article(topic), **details)))


def locked_product(product: Any) -> Any:
    """`product` with its row locked: whoever changes its certificates waits here."""
    return None if product is None else _for_update().get(pk=getattr(product, "pk", product))


def locked(certificate: Any) -> Any:
    """`certificate` as it stands now, its product locked before it (which may be gone: the register outlives it)."""
    table = model("Certificate").objects
    _for_update().filter(pk__in=table.filter(pk=certificate.pk).values("product")).first()
    return table.select_for_update().get(pk=certificate.pk)


def _for_update() -> Any:
    # Not FOR UPDATE: an order line that points at the product must not wait for an officer.
    mild = connection.features.has_select_for_no_key_update
    return apps.get_model("catalogue", "Product").objects.select_for_update(no_key=mild)


def event_of(row: Any) -> Event:
    """A row of the table of events as the rules know it."""
    return Event(
        kind=EventKind(row.kind),
        effective_on=row.effective_on,
        until=row.until,
        key=row.pk,
        stars=row.stars,
        evidence=row.evidence,
        strikes=row.strikes_id,
    )


def life(certificate: Any, known: datetime | None = None) -> Life | None:
    """What is on record of `certificate`, or was before the moment `known`; one query unless events are prefetched."""
    rows = [row for row in certificate.events.all() if known is None or row.recorded_at < known]
    return life_of(certificate.pk, map(event_of, rows))


def lives_beside(certificates: Iterable[Any]) -> dict[int, dict[int, Life | None]]:
    """For each of these certificates, by key, the lives of all certificates of its product. Two queries.

    A certificate whose product is gone stands alone; a life is None where the grant was struck out.
    """
    listed = list(certificates)
    beside = Q(pk__in=[c.pk for c in listed]) | Q(product__in={c.product_id for c in listed if c.product_id})
    lives: dict[int, dict[int, Life | None]] = {}
    for row in model("Certificate").objects.filter(beside).prefetch_related("events") if listed else ():
        lives.setdefault(row.product_id or -row.pk, {})[row.pk] = life(row)
    return {c.pk: lives[c.product_id or -c.pk] for c in listed}


def status_on(certificate: Any, on: date) -> CertificateStatus:
    """What `certificate` is on `on`, beside the other certificates of its product."""
    return status_of(certificate.pk, lives_beside([certificate])[certificate.pk], on)


def add_event(certificate: Any, kind: EventKind, effective_on: date, *, actor: Any = None, **values: Any) -> Any:
    """Record an event of a locked certificate and derive everything anew; returns the event."""
    before = facts_of(certificate)
    event = certificate.events.create(
        kind=kind, effective_on=effective_on, recorded_at=clock.now(), actor=_person(actor), **values
    )
    _project(certificate)
    if certificate.product_id:
        rewrite_standing([certificate.product_id])
    audit.record(
        f"certificate.{kind}",
        f"certificate:{certificate.pk}",
        actor=actor,
        before={} if kind is EventKind.GRANTED else before,
        after=facts_of(certificate) | {"event": event.pk, "effective_on": effective_on, "until": values.get("until")},
        reason=values.get("reason", "") or values.get("ground", ""),
    )
    return event


@contextmanager
def batched() -> Iterator[None]:
    """Within one transaction, derive the standings of all products that were touched once, at the end.

    For many acts at a time: an import. No act reads a standing, so each decides as it would alone; whoever asks for a
    claim within the block gets the one from before it. Nested use joins the outer batch.
    """
    if _held.get() is not None:
        yield
        return
    with transaction.atomic():
        waiting: set[int] = set()
        token = _held.set(waiting)
        try:
            yield
        finally:
            _held.reset(token)
        ids = sorted(waiting)
        for start in range(0, len(ids), BATCH):
            rewrite_standing(ids[start : start + BATCH])


@transaction.atomic
def rewrite_standing(product_ids: Iterable[int]) -> None:
    """Derive standings and stages of these products anew from events and evaluations, and announce it."""
    ids = frozenset(product_ids)
    if (waiting := _held.get()) is not None:
        waiting.update(ids)
        return
    standing = model("Standing")
    lives = _lives_of(ids)
    standing.objects.filter(product__in=ids).delete()
    standing.objects.bulk_create(
        standing(
            product_id=product_id,
            certificate_id=period.certificate,
            state=period.state.value,
            stars=period.stars,
            starts_on=period.starts_on,
            ends_on=period.ends_on,
        )
        for product_id in sorted(ids)
        for period in timeline(lives[product_id])
    )
    _rewrite_stages(lives)
    signals.standing_changed.send(sender=standing, product_ids=ids)


def _lives_of(ids: frozenset[int]) -> dict[int, list[Life]]:
    lives: dict[int, list[Life]] = {product_id: [] for product_id in ids}
    rows = model("Certificate").objects.filter(product__in=ids).order_by("pk").prefetch_related("events")
    for certificate in rows:
        on_record = life(certificate)
        if on_record and on_record.is_proven:
            lives[certificate.product_id].append(on_record)
    return lives


def _rewrite_stages(lives: dict[int, list[Life]]) -> None:
    """The days of each "potential 5 stars": until an answer comes, a certificate or a newer scoring."""
    table = model("Evaluation")
    evaluations = list(table.objects.filter(product__in=lives, withdrawn_at__isnull=True))
    for evaluation in evaluations:
        answers = [life.valid_from for life in lives[evaluation.product_id]]
        answers += [e.evaluated_on for e in evaluations if e.product_id == evaluation.product_id]
        evaluation.potential_from, evaluation.potential_until = days_of_stage(evaluation, answers)
    table.objects.bulk_update(evaluations, ["potential_from", "potential_until"])


def days_of_stage(evaluation: Any, answers: Iterable[date]) -> tuple[date | None, date | None]:
    """First and last day of the stage "potential 5 stars" that an evaluation begins; None, None where it is none."""
    if evaluation.result != EvaluationResult.POTENTIAL_5 or evaluation.evidence == Evidence.CLAIMED:
        return None, None
    months = rules.rule_set(evaluation.rule_set).validity_months
    longest = rules.last_day(evaluation.evaluated_on, months)
    end = last_day_of_stage(evaluation.evaluated_on, answers, longest)
    return (evaluation.evaluated_on, end) if end else (None, None)


def _project(certificate: Any) -> None:
    """Repeat the facts on record in the row of the certificate, where they are searched and sorted."""
    certificate._prefetched_objects_cache = {}
    on_record = life(certificate)
    if on_record is None:
        return
    facts = facts_of(on_record)
    if facts != facts_of(certificate):
        for name, value in facts.items():
            setattr(certificate, name, value)
        certificate.save(update_fields=list(facts))


def facts_of(source: Any) -> dict[str, Any]:
    """The facts of a certificate, of its row or of its life."""
    return {name: getattr(source, name) for name in FACTS}


def _person(actor: Any) -> Any:
    return actor if getattr(actor, "pk", None) else None
