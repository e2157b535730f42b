"""Rows that tell what a council found: recorded as evaluations, which carry no badge."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any, Final

from django.apps import apps

from ocop_shop.certification import actions as register
from ocop_shop.certification.actions import Scoring
from ocop_shop.certification.choices import EvaluationResult, Evidence, IssuerLevel

from .entries import Entry
from .placing import Shelf, decision_of

_RESULTS: Final = MappingProxyType({"potential_5": EvaluationResult.POTENTIAL_5, "failed": EvaluationResult.NOT_PASSED})


def record(entry: Entry, shelf: Shelf, *, actor: Any = None) -> None:
    """Record the result of a row under the day of the decision that approves it; repeating it changes nothing.

    What did not pass gets no page in the shop for it: unless the product is there already, only the result is kept,
    under the names as printed. Raises `RegisterError` when the rules forbid it.
    """
    scores, decision = _scores(entry), decision_of(entry)
    passed = scores.result != EvaluationResult.NOT_PASSED
    product = shelf.product(entry) if passed else shelf.known_product(entry)
    if product is None and _is_on_record(entry, scores):
        return
    register.record_evaluation(
        product, scores, decision=decision, product_name=entry.product, producer_name=entry.producer, actor=actor
    )


def _scores(entry: Entry) -> Scoring:
    """The result as a council gave it. Only a province's council finds potential, so a silent list means one."""
    result = _RESULTS[entry.result or "failed"]
    nameless = IssuerLevel.PROVINCE.value if result is EvaluationResult.POTENTIAL_5 else ""
    return Scoring(
        level=entry.issuer_level or nameless,
        evaluated_on=entry.issued_on,
        result=result.value,
        total=entry.score,
        kind=entry.kind or "",
        evidence=Evidence.SIGNED.value if entry.decision_no else Evidence.PROPOSED.value,
    )


def _is_on_record(entry: Entry, scores: Scoring) -> bool:
    """Whether this result was kept before without a product: then only the names tell it again."""
    rows = apps.get_model("ocop_certification", "Evaluation").objects.filter(
        product=None, level=scores.level, evaluated_on=scores.evaluated_on, withdrawn_at=None
    )
    named = rows.filter(product_name=entry.product, producer_name=entry.producer)
    return bool(named.exists())
