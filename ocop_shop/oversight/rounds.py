"""Evaluation rounds as the desk sees them: whose rounds, what the law says of their dates, what was found in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import Case, Count, Q, QuerySet, When

from ocop_shop.certification import rules, terms
from ocop_shop.certification.choices import EvaluationResult
from ocop_shop.core import clock, text
from ocop_shop.discovery import freshness

from . import remits
from .rights import Right

READING = (Right.EVALUATE, Right.AUDIT)
"""Either of these opens the rounds; only the first changes something."""

MOST_FOUND = 20
_MAX_WORDS = 8


@dataclass(frozen=True)
class Recorded:
    """An evaluation in a round; `is_stage` while the product is on its way to five stars today."""

    evaluation: Any
    is_stage: bool
    is_mine: bool


def rounds_for(user: Any, *rights: Right) -> QuerySet[Any]:
    """The rounds in which `user` has one of these rights: all for the centre, else those of their own province."""
    rows = apps.get_model("ocop_certification", "EvaluationRound").objects.select_related("province")
    places = remits.reached(user, *rights)
    return rows if places is None else rows.filter(province__in=places)


def with_counts(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Rounds with the number of their evaluations by result; withdrawn ones do not count."""
    kept = Q(evaluations__withdrawn_at__isnull=True)
    counts = {
        f"count_{result.value}": Count("evaluations", filter=kept & Q(evaluations__result=result))
        for result in EvaluationResult
    }
    counted: QuerySet[Any] = rows.annotate(**counts)
    return counted.order_by("-year", "-number", "level", "province__name_key", "pk")


def dates_of(level: str, year: int) -> tuple[terms.RoundDates, ...]:
    """The rounds that the law wants of a body of this level in `year`, by the rules in force at its end or today."""
    day = min(clock.today(), clock.today().replace(year=year, month=12, day=31))
    return terms.rounds(level, year, rules.rule_set_on(day))


def evaluations_of(found: Any, user: Any) -> list[Recorded]:
    """What was recorded in a round, latest first; withdrawn ones stay, with their reason. Few queries."""
    rows = list(found.evaluations.select_related("product", "decision"))
    ids = [row.product_id for row in rows if row.product_id]
    today, may = clock.today(), may_change(user, found)
    mine = set(_evaluable(user, found).filter(pk__in=ids).values_list("pk", flat=True)) if may else set()
    return [
        Recorded(row, _is_stage(row, today), may and (row.product_id in mine or not row.product_id)) for row in rows
    ]


def may_change(user: Any, found: Any) -> bool:
    """Whether `user` may record in this round."""
    return rounds_for(user, Right.EVALUATE).filter(pk=found.pk).exists()


def products(user: Any, found: Any, words: str) -> list[Any]:
    """Up to 20 products that `user` may evaluate in this round and that are called so, marks or none. Two queries."""
    wanted = text.words(words)[:_MAX_WORDS]
    if not wanted:
        return []
    freshness.ensure_true()
    rows = _evaluable(user, found)
    for word in wanted:
        rows = rows.filter(ocop_listing__text_key__contains=f" {word}")
    # What bears the first word itself goes before what only comes from a maker or place of that name.
    own = Case(When(ocop_listing__title_key__contains=wanted[0], then=0), default=1)
    return list(rows.order_by(own, "title", "pk")[:MOST_FOUND])


def product(user: Any, found: Any, key: int) -> Any | None:
    """The product with this key, if `user` may evaluate it in this round."""
    return _evaluable(user, found).filter(pk=key).first()


def evaluation(user: Any, found: Any, key: int) -> Any | None:
    """The evaluation with this key in a round, if `user` may withdraw it."""
    row = found.evaluations.select_related("product").filter(pk=key).first()
    if row is None or not may_change(user, found):
        return None
    return row if row.product_id is None or product(user, found, row.product_id) else None


def _evaluable(user: Any, found: Any) -> QuerySet[Any]:
    """The products that `user` may evaluate in a round; in one of a province those of it, mergers followed."""
    rows = remits.products_for(user, Right.EVALUATE).select_related("ocop_provenance__producer")
    if found.province_id:
        here = apps.get_model("ocop_producers", "Provenance").objects.from_places(remits.places_of(found.province_id))
        rows = rows.filter(pk__in=here.values("product"))
    return rows


def _is_stage(row: Any, day: date) -> bool:
    return bool(row.potential_from and row.potential_from <= day <= row.potential_until)
