"""What councils find: rounds and scorings. They never carry a badge."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ocop_shop.auditing import actions as audit
from ocop_shop.certification import rules, scoring, terms
from ocop_shop.certification.choices import EvaluationResult, Evidence, IssuerLevel, Precision
from ocop_shop.certification.exceptions import AlreadyRecorded, RegisterError
from ocop_shop.core import clock

from .granting import DecisionFacts, record_decision
from .recording import lawful, locked_product, model, refuse, rewrite_standing


@dataclass(frozen=True)
class Scoring:
    """What a council gave a product on a day: parts and total are mean scores, `stars` what it reached."""

    level: str
    evaluated_on: date
    result: str
    stars: int | None = None
    total: Decimal | None = None
    score_a: Decimal | None = None
    score_b: Decimal | None = None
    score_c: Decimal | None = None
    kind: str = ""
    sent_on: date | None = None
    evaluated_precision: str = Precision.DAY
    evidence: str = Evidence.PROPOSED

    @property
    def parts(self) -> dict[str, Decimal]:
        """The parts that are known: "A", "B", "C"."""
        given = {"A": self.score_a, "B": self.score_b, "C": self.score_c}
        return {part: score for part, score in given.items() if score is not None}


@transaction.atomic
def open_round(
    *, level: str, year: int, number: int, province: Any = None, held_on: date | None = None, actor: Any = None
) -> Any:
    """The round of a council, recorded on first sight with the dates the law sets for it (art. 5)."""
    if (level == IssuerLevel.NATIONAL) != (province is None):
        raise RegisterError(_("A round of a province names the province; a national one names none."))
    if number < 1:
        raise RegisterError(_("Rounds are numbered from 1."))
    in_force = lawful(rules.rule_set_on, held_on or date(year, 12, 31))
    dates = next((r for r in terms.rounds(level, year, in_force) if r.number == number), None)
    bounds = {"proposed_before": dates.proposed_before, "held_before": dates.held_before} if dates else {}
    found, created = model("EvaluationRound").objects.get_or_create(
        level=level,
        province=province,
        year=year,
        number=number,
        defaults={**bounds, "held_on": held_on, "recorded_at": clock.now()},
    )
    if created:
        audit.record("round.opened", f"round:{found.pk}", actor=actor, after={"level": level, "year": year})
    return found


@transaction.atomic
def record_evaluation(
    product: Any,
    scores: Scoring,
    *,
    round: Any = None,  # noqa: A002 - the word of the law
    decision: DecisionFacts | None = None,
    product_name: str = "",
    producer_name: str = "",
    actor: Any = None,
) -> Any:
    """Record what a council gave `product`; returns the evaluation. Repeating it changes nothing.

    Raises `RegisterError` when the parts do not add up or exceed their points, when the star lies above its band, or
    when anything but a province's 90 points is called "potential 5 stars"; `AlreadyRecorded` for another result of the
    same council and day.
    """
    product = locked_product(product)
    in_force = lawful(rules.rule_set_on, scores.evaluated_on)
    _check(scores, in_force)
    known = model("Evaluation").objects.filter(
        product=product, level=scores.level, evaluated_on=scores.evaluated_on, withdrawn_at__isnull=True
    )
    on_record = known.first() if product else None
    if on_record:
        return _same_or_refused(on_record, scores)
    evaluation = model("Evaluation").objects.create(
        product=product,
        round=round,
        decision=record_decision(decision) if decision else None,
        rule_set=in_force.decision,
        product_name=product_name or (product.get_title() if product else ""),
        producer_name=producer_name,
        recorded_at=clock.now(),
        actor=actor if getattr(actor, "pk", None) else None,
        **vars(scores),
    )
    _settle(evaluation, "evaluation.recorded", actor)
    return evaluation


@transaction.atomic
def withdraw_evaluation(evaluation: Any, *, reason: str, actor: Any = None) -> Any:
    """Take back an evaluation that was recorded in error; returns it. The row stays, with the reason."""
    locked_product(evaluation.product_id)
    evaluation = model("Evaluation").objects.select_for_update().get(pk=evaluation.pk)
    if not reason.strip():
        raise refuse("reason_missing")
    if evaluation.withdrawn_at is None:
        evaluation.withdrawn_at, evaluation.withdrawn_because = clock.now(), reason
        evaluation.potential_from = evaluation.potential_until = None
        evaluation.save()
        _settle(evaluation, "evaluation.withdrawn", actor, reason)
    return evaluation


def _settle(evaluation: Any, act: str, actor: Any, reason: str = "") -> None:
    if evaluation.product_id:
        rewrite_standing([evaluation.product_id])
        evaluation.refresh_from_db()
    audit.record(
        act,
        f"evaluation:{evaluation.pk}",
        actor=actor,
        after={"product": evaluation.product_id, "result": evaluation.result, "total": evaluation.total},
        reason=reason,
    )


def _check(scores: Scoring, in_force: rules.RuleSet) -> None:
    lawful(scoring.check_scores, scores.parts, scores.total, in_force)
    if scores.result == EvaluationResult.POTENTIAL_5:
        lawful(scoring.check_potential, scores.level, scores.total, in_force)
    elif scores.stars is not None:
        lawful(scoring.check_result, scores.level, scores.stars, scores.total, in_force)


def _same_or_refused(known: Any, scores: Scoring) -> Any:
    if (known.result, known.stars, known.total) != (scores.result, scores.stars, scores.total):
        raise AlreadyRecorded(_("This council's result of that day is on record already; withdraw it first."))
    return known
