"""The calendar of the decree: when to file again, when an answer is due, how long an extension may run. No Django here.

All counts are calendar days from the day that starts them, which is not counted itself (Civil Code 2015 art. 147); an
end on a holiday is not moved. A renewal follows the rules in force when one renews, not those of the certificate's own
day: those only say how long it holds (26/2026/QĐ-TTg art. 12.1). So pass `rules.rule_set_on(the day of the step)`.

Where the rules do not name a term, the answer is None or empty, and nothing is refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from .rule_sets import RuleSet
from .rules import UnlawfulStep


@dataclass(frozen=True)
class Window:
    """The days on which a dossier for re-evaluation may be filed, both included."""

    first: date
    last: date


class Phase(StrEnum):
    """Where a certificate stands on its way to renewal."""

    EARLY = "early"  # too early to file
    OPEN = "open"  # the window is open
    CLOSED = "closed"  # the window has passed, the certificate still holds
    OVER = "over"  # the last day has passed


@dataclass(frozen=True)
class RoundDates:
    """A round of evaluation with its days, both exclusive: proposed before one, held before the other."""

    level: str
    number: int
    proposed_before: date
    held_before: date
    article: str


def filing_window(expires_on: date, rules: RuleSet) -> Window | None:
    """Not earlier than 180 and not later than 120 days before the end (26/2026/QĐ-TTg art. 7.6.a)."""
    if rules.filing_window_days is None:
        return None
    earliest, latest = rules.filing_window_days
    return Window(expires_on - timedelta(days=earliest), expires_on - timedelta(days=latest))


def phase(expires_on: date, on: date, rules: RuleSet) -> Phase | None:
    """Where a certificate that ends on `expires_on` stands on the day `on`; None before its end without a window."""
    if on > expires_on:
        return Phase.OVER
    window = filing_window(expires_on, rules)
    if window is None:
        return None
    if on < window.first:
        return Phase.EARLY
    return Phase.OPEN if on <= window.last else Phase.CLOSED


def check_filing(expires_on: date, filed_on: date, rules: RuleSet) -> None:
    """Raise `UnlawfulStep` unless a dossier for re-evaluation may be filed on `filed_on` (art. 7.6.a)."""
    window = filing_window(expires_on, rules)
    if window and not window.first <= filed_on <= window.last:
        code = "filed_too_early" if filed_on < window.first else "filed_too_late"
        raise UnlawfulStep(code, rules.article("filing"), first=window.first, last=window.last, filed_on=filed_on)


def reminder_days(expires_on: date, rules: RuleSet) -> tuple[tuple[int, date], ...]:
    """When to remind of the end: how many days before it, and the day; the earliest first."""
    return tuple((days, expires_on - timedelta(days=days)) for days in sorted(rules.reminder_days, reverse=True))


def answer_due(received_on: date, rules: RuleSet) -> date | None:
    """The last day for the result of a re-evaluation: 45 days from the full dossier (26/2026/QĐ-TTg art. 7.6.g)."""
    return _days_after(received_on, rules.answer_days)


def revocation_due(concluded_on: date, rules: RuleSet) -> date | None:
    """The last day to revoke: 15 days from the conclusion on the violation (26/2026/QĐ-TTg art. 8.4).

    Where production has ceased, `concluded_on` is the day on which the commune confirms it.
    """
    return _days_after(concluded_on, rules.revocation_days)


def latest_extension(expires_on: date, rules: RuleSet) -> date | None:
    """The last day on which an extension may end: 180 days after the certificate (26/2026/QĐ-TTg art. 12.3)."""
    return _days_after(expires_on, rules.extension_max_days)


def rounds(level: str, year: int, rules: RuleSet) -> tuple[RoundDates, ...]:
    """The rounds of `year` that every body of `level` (province, national) holds; it may hold more (26/2026 art. 5).

    The days of the second national round lie in the following year: it takes what the provinces' second round sends.
    """
    return tuple(
        RoundDates(
            level=level,
            number=one.number,
            proposed_before=date(year + one.years_later, *one.proposed_before),
            held_before=date(year + one.years_later, *one.held_before),
            article=f"{rules.decision} art. {one.article}",
        )
        for one in rules.rounds
        if one.level == level
    )


def _days_after(day: date, days: int | None) -> date | None:
    return None if days is None else day + timedelta(days=days)
