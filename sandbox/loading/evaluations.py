"""Scorings of the demo: real ones as reported, all answered or over by now, and invented ones under DEMO numbers.

Invented days are counted back from the day of loading. A DEMO decision keeps the day of its first loading, so that
loading again on another day changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.apps import apps

from ocop_shop.certification import actions, rules, terms
from ocop_shop.certification.abstract_models import number_key
from ocop_shop.certification.actions import DecisionFacts, Scoring

from . import files
from .people import Places

# What a source calls a result -> the result, and the stars that the council found.
_RESULTS = {"potential_5": ("potential_5", None), "proposed_4": ("passed", 4)}


def load(products: Mapping[str, Any], places: Places, today: date) -> None:
    """Record what the files tell about scorings. None of them is a certificate."""
    for row in files.rows("evaluations"):
        _reported(products[row["product_id"]], row)
    for row in files.rows("invented_evaluations"):
        _invented(products[row["product_id"]], row, places, today)


def _reported(product: Any, row: dict[str, str]) -> None:
    """A true scoring, no more exactly than reported: a month without a day begins on its first."""
    exact = row["precision"] == "day"
    day = date.fromisoformat(f"{row['evaluated_on']}-01"[: len("2022-12-01")])
    result, stars = _RESULTS[row["result"]]
    scores = Scoring(
        level=row["level"],
        evaluated_on=day,
        evaluated_precision="day" if exact else "month",
        result=result,
        stars=stars,
        evidence=row["evidence"],
    )
    decision = DecisionFacts(row["decision_no"], day, issuer_level=row["level"], source=row["source_ids"])
    actions.record_evaluation(product, scores, decision=decision if row["decision_no"] else None)


def _invented(product: Any, row: dict[str, str], places: Places, today: date) -> None:
    if _on_record(product, row["decision_no"]):
        return
    evaluated_on = _days_before(today, row["evaluated_days_ago"])
    scores = Scoring(
        level=row["issuer_level"],
        evaluated_on=evaluated_on,
        result=row["result"],
        kind=row["kind"],
        sent_on=_days_before(today, row["sent_days_ago"]),
        evidence="A",
        score_a=Decimal(row["score_a"]),
        score_b=Decimal(row["score_b"]),
        score_c=Decimal(row["score_c"]),
        total=Decimal(row["total"]),
    )
    decision = DecisionFacts(
        row["decision_no"], _days_before(today, row["decided_days_ago"]), row["issuer"], row["issuer_level"]
    )
    sitting = _round(row["issuer_level"], places.province(row["province_code"]), evaluated_on)
    actions.record_evaluation(product, scores, round=sitting, decision=decision)


def _round(level: str, province: Any, held_on: date) -> Any:
    """The round in which a council sat on that day; None where the rules of that day name no rounds."""
    planned = terms.rounds(level, held_on.year, rules.rule_set_on(held_on))
    if not planned:
        return None
    number = next((one.number for one in planned if held_on < one.held_before), planned[-1].number)
    return actions.open_round(level=level, province=province, year=held_on.year, number=number, held_on=held_on)


def _on_record(product: Any, number: str) -> bool:
    evaluations = apps.get_model("ocop_certification", "Evaluation").objects
    return bool(evaluations.filter(product=product, decision__number_key=number_key(number)).exists())


def _days_before(today: date, days: str) -> date:
    return today - timedelta(days=int(days))
