"""Whether the facts of a certificate can be, and where it would carry a badge, whether they are lawful."""

from __future__ import annotations

from datetime import date

from ocop_shop.certification import rules

from .recording import lawful, refuse

# Months: longer than any rules have allowed, so that a record without a badge can still be wrong in its own way.
_LONGEST = 120


def check_facts(
    stars: int, first_day: date, last_day: date, level: str | None, under: rules.RuleSet, *, proven: bool
) -> None:
    """Raise `RegisterError` for facts that no certificate can have, and for proven ones that the rules forbid."""
    if proven:
        lawful(rules.check_grant, stars, first_day, last_day, level, rule_set=under)
    elif stars not in rules.STARS:
        raise refuse("star_out_of_range", "deciders", stars=stars)
    elif not first_day <= last_day <= rules.last_day(first_day, _LONGEST):
        raise refuse(
            "expiry_before_issue" if last_day < first_day else "term_too_long", "validity", expires_on=last_day
        )
