"""The law as data: who may give which star when, for how long, and why it may be taken away. No Django here.

Every certificate keeps the rule set of its day. The next decision is a new entry in `data/rule_sets.json`. Dates are in
`terms`, points in `scoring`. Functions that take a `law` use the one of the package where none is given.
"""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from datetime import date, timedelta

from .rule_sets import Ground, Law, RuleSet, packaged

__all__ = [
    "STARS",
    "Ground",
    "Law",
    "RuleSet",
    "UnlawfulStep",
    "check_extension",
    "check_grant",
    "check_revocation",
    "check_rule_set",
    "grounds",
    "last_day",
    "rule_set",
    "rule_set_on",
    "rule_sets",
    "rule_sets_for",
]

STARS = (3, 4, 5)
"""The stars that the register can hold."""


class UnlawfulStep(ValueError):
    """A step the rules do not allow; `code` names the reason, `article` the source, `details` what it is about."""

    def __init__(self, code: str, article: str, **details: object) -> None:
        super().__init__(f"{code} ({article})")
        self.code = code
        self.article = article
        self.details = details


# Which rules hold


def rule_sets(law: Law | None = None) -> Law:
    """All rule sets, oldest first."""
    return packaged() if law is None else law


def rule_set(decision: str, law: Law | None = None) -> RuleSet:
    """The rule set of a decision number; raises `KeyError` for an unknown one."""
    return {rules.decision: rules for rules in rule_sets(law)}[decision]


def rule_set_on(day: date, law: Law | None = None) -> RuleSet:
    """The rules under which a certificate issued on `day` stands; raises `UnlawfulStep` before OCOP began.

    On the days of an overlap these are the newer rules; `rule_sets_for` tells the others.
    """
    for rules in reversed(rule_sets(law)):
        if rules.in_force_from <= day:
            return rules
    raise UnlawfulStep("before_first_decision", rule_sets(law)[0].decision, day=day)


def rule_sets_for(day: date, kind: str, law: Law | None = None) -> tuple[RuleSet, ...]:
    """All rule sets under which a certificate of `kind` (first, upgrade, again) may be issued on `day`.

    The rules in force come first. After a change, earlier rules follow for as long as pending dossiers may be finished
    under them (26/2026/QĐ-TTg art. 12.2: 60 days, for a re-evaluation 30) and their text has not lapsed (art. 11.2).
    An empty kind stands for one that is not known. Raises `UnlawfulStep` before OCOP began.
    """
    in_force = rule_set_on(day, law)
    pending = {pending.under for pending in in_force.pending_of(kind) if day <= pending.until}
    earlier = [rules for rules in reversed(rule_sets(law)) if rules.decision in pending]
    return in_force, *(rules for rules in earlier if rules.lapses_on is None or day <= rules.lapses_on)


def check_rule_set(decision: str, day: date, kind: str, law: Law | None = None) -> None:
    """Raise `UnlawfulStep` unless a certificate of `kind` may be issued under `decision` on `day`."""
    lawful = rule_sets_for(day, kind, law)
    if decision in {rules.decision for rules in lawful}:
        return
    in_force = lawful[0]
    details: dict[str, object] = {"decision": decision, "day": day, "in_force": in_force.decision}
    article = in_force.article("in_force")
    for pending in in_force.pending_of(kind):
        if pending.under == decision:
            article, details["until"] = f"{in_force.decision} art. {pending.article}", pending.until
    raise UnlawfulStep("rules_not_in_force", article, **details)


# Recognition


def last_day(issued_on: date, months: int) -> date:
    """The last day of a term of `months` that runs from `issued_on`.

    A term counted in months ends with the day of the same number; where the month is shorter, with its last day
    (Civil Code 2015 art. 147 and 148).
    """
    year, month = divmod(issued_on.month - 1 + months, 12)
    year, month = issued_on.year + year, month + 1
    return date(year, month, min(issued_on.day, calendar.monthrange(year, month)[1]))


def check_grant(
    stars: int, issued_on: date, expires_on: date, issuer_level: str | None, rule_set: RuleSet | None = None
) -> None:
    """Raise `UnlawfulStep` unless a body of `issuer_level` may certify `stars` on `issued_on` until `expires_on`.

    Judged by `rule_set` (which `check_rule_set` has let pass), else by the rules in force on `issued_on`. An unknown
    level (None) is not held against a certificate: old lists do not always name the body.
    """
    rules = rule_set or rule_set_on(issued_on)
    if stars not in rules.deciders:
        raise UnlawfulStep("star_out_of_range", rules.article("deciders"), stars=stars)
    if expires_on < issued_on:
        raise UnlawfulStep("expiry_before_issue", rules.article("validity"), expires_on=expires_on)
    if expires_on > (latest := last_day(issued_on, rules.validity_months)):
        raise UnlawfulStep("term_too_long", rules.article("validity"), expires_on=expires_on, latest=latest)
    if issuer_level is not None and not rules.may_decide(stars, issuer_level):
        raise UnlawfulStep("issuer_may_not_decide", rules.article("deciders"), stars=stars, level=issuer_level)


def check_extension(expires_on: date, until: date, day: date | None = None, law: Law | None = None) -> None:
    """Raise `UnlawfulStep` unless `until` lies after the end and within the days of 26/2026/QĐ-TTg art. 12.3.

    Judged by the rules of `day`, on which the extension is decided, whatever rules the certificate stands under.
    Without a day, and for a day before extensions were known, by the newest and the first rules that know them.
    """
    rules = _naming("extension_max_days", day, law)
    latest = expires_on + timedelta(days=rules.extension_max_days or 0)
    if not expires_on < until <= latest:
        raise UnlawfulStep("extension_too_long", rules.article("extension"), expires_on=expires_on, latest=latest)


# Revocation


def grounds(day: date | None = None, law: Law | None = None) -> Mapping[str, Ground]:
    """The grounds for revocation by letter (26/2026/QĐ-TTg art. 8.1) as they stood on `day`; the newest without a day.

    Earlier decisions are not known to name grounds; for their days the first list that is known is given.
    """
    return _naming("grounds", day, law).grounds


def check_revocation(
    ground: str,
    *,
    stars: int | None = None,
    level: str | None = None,
    day: date | None = None,
    law: Law | None = None,
) -> None:
    """Raise `UnlawfulStep` unless `ground` is a letter of 26/2026/QĐ-TTg art. 8.1 and the body may revoke (art. 8.2).

    `day` is the day of the revoking decision; without it the newest rules judge. The body is judged only where its
    `level` and the `stars` are known and the rules of that day name who revokes.
    """
    named = _naming("grounds", day, law)
    if ground not in named.grounds:
        letters = ", ".join(named.grounds)
        raise UnlawfulStep("ground_missing", named.article("revocation"), ground=ground, letters=letters)
    rules = named if day is None else rule_set_on(day, law)
    if stars is not None and level and not rules.may_revoke(stars, level):
        raise UnlawfulStep("revoker_may_not", rules.article("revokers"), stars=stars, level=level, day=day)


def _naming(topic: str, day: date | None, law: Law | None) -> RuleSet:
    """The rules of `day`, or the newest without one, of those that say something on `topic`; else the first that do."""
    naming = [rules for rules in rule_sets(law) if getattr(rules, topic)]
    in_force = [rules for rules in naming if day is None or rules.in_force_from <= day]
    return in_force[-1] if in_force else naming[0]
