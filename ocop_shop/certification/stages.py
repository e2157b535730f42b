"""The stage "potential 5 stars": a province's council gave 90 points or more and the dossier lies with the centre.

It is a stage and never a badge (26/2026/QĐ-TTg art. 7.3.e and 7.4.g). No Django here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Stage:
    """A product's way to five stars on a day: scored on `evaluated_on`, at the latest over after `until`."""

    product_id: int
    evaluated_on: date
    until: date
    total: Decimal | None = None
    sent_on: date | None = None


def last_day_of_stage(evaluated_on: date, answers: Iterable[date], longest: date) -> date | None:
    """The last day of a stage that began on `evaluated_on`; None where it is over before it began.

    It ends with the first answer: a newer certificate or a newer scoring of the product. Without any answer it ends
    after `longest`, the term a certificate of that day would have had: no law says so, but nobody waits longer, and a
    label must not outlive what it stands for.
    """
    answered = min((day for day in answers if day > evaluated_on), default=None)
    return longest if answered is None else min(longest, answered - _DAY)
