"""The law as data: who may give which star when, for how long, and why it may be taken away. No Django here.

Every certificate keeps the rule set of its day. The next decision is a new entry in `data/rule_sets.json`.
"""

from __future__ import annotations

import calendar
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

STARS = (3, 4, 5)


@dataclass(frozen=True)
class RuleSet:
    """One decision of the Prime Minister and what it says; days are counted in calendar days.

    A band is the lowest score of a star and the score at which the next one begins (100 for the highest).
    """

    decision: str
    in_force_from: date
    in_force_until: date | None
    validity_months: int
    deciders: Mapping[int, tuple[str, ...]]
    articles: Mapping[str, str] = field(default_factory=dict)
    bands: Mapping[int, tuple[int, int]] = field(default_factory=dict)
    filing_window_days: tuple[int, int] | None = None
    extension_max_days: int | None = None
    revocation_days: int | None = None

    def article(self, topic: str) -> str:
        """`"26/2026/QĐ-TTg art. 4.1"` for a topic; only the decision where the article is not known."""
        number = self.articles.get(topic)
        return f"{self.decision} art. {number}" if number else self.decision

    def may_decide(self, stars: int, level: str) -> bool:
        """Whether a body of `level` (national, province, district) may recognise `stars` under these rules."""
        return level in self.deciders.get(stars, ())


@dataclass(frozen=True)
class Ground:
    """A cause for revocation: its letter in 26/2026/QĐ-TTg art. 8.1 and its short text."""

    letter: str
    vi: str
    en: str


class UnlawfulStep(ValueError):
    """A step the rules do not allow; `code` names the reason, `article` the source."""

    def __init__(self, code: str, article: str, **details: object) -> None:
        super().__init__(f"{code} ({article})")
        self.code = code
        self.article = article
        self.details = details


@cache
def rule_sets() -> tuple[RuleSet, ...]:
    """All rule sets, oldest first."""
    return tuple(_rule_set(entry) for entry in _data()["rule_sets"])


@cache
def grounds() -> Mapping[str, Ground]:
    """The grounds for revocation by letter (26/2026/QĐ-TTg art. 8.1)."""
    return {entry["letter"]: Ground(**entry) for entry in _data()["revocation_grounds"]}


def rule_set_on(day: date) -> RuleSet:
    """The rules under which a certificate issued on `day` stands; raises `UnlawfulStep` before OCOP began."""
    for rules in reversed(rule_sets()):
        if rules.in_force_from <= day:
            return rules
    raise UnlawfulStep("before_first_decision", rule_sets()[0].decision, day=day)


def rule_set(decision: str) -> RuleSet:
    """The rule set of a decision number; raises `KeyError` for an unknown one."""
    return {rules.decision: rules for rules in rule_sets()}[decision]


def last_day(issued_on: date, months: int) -> date:
    """The last day of a term of `months` that runs from `issued_on`.

    A term counted in months ends with the day of the same number; where the month is shorter, with its last day
    (Civil Code 2015 art. 147 and 148).
    """
    year, month = divmod(issued_on.month - 1 + months, 12)
    year, month = issued_on.year + year, month + 1
    return date(year, month, min(issued_on.day, calendar.monthrange(year, month)[1]))


def check_grant(stars: int, issued_on: date, expires_on: date, issuer_level: str | None) -> None:
    """Raise `UnlawfulStep` unless a body of `issuer_level` may certify `stars` on `issued_on` until `expires_on`.

    An unknown level (None) is not held against a certificate: old lists do not always name the body.
    """
    rules = rule_set_on(issued_on)
    if stars not in STARS:
        raise UnlawfulStep("star_out_of_range", rules.article("deciders"), stars=stars)
    if expires_on < issued_on:
        raise UnlawfulStep("expiry_before_issue", rules.article("validity"), expires_on=expires_on)
    if expires_on > last_day(issued_on, rules.validity_months):
        raise UnlawfulStep("term_too_long", rules.article("validity"), expires_on=expires_on)
    if issuer_level is not None and not rules.may_decide(stars, issuer_level):
        raise UnlawfulStep("issuer_may_not_decide", rules.article("deciders"), stars=stars, level=issuer_level)


def check_extension(expires_on: date, until: date) -> None:
    """Raise `UnlawfulStep` unless `until` lies after the end and within the days of 26/2026/QĐ-TTg art. 12.3."""
    rules = next(rules for rules in reversed(rule_sets()) if rules.extension_max_days)
    latest = expires_on + timedelta(days=rules.extension_max_days or 0)
    if not expires_on < until <= latest:
        raise UnlawfulStep("extension_too_long", rules.article("extension"), latest=latest)


def check_revocation(ground: str) -> None:
    """Raise `UnlawfulStep` unless `ground` is a letter of 26/2026/QĐ-TTg art. 8.1."""
    if ground not in grounds():
        raise UnlawfulStep("ground_missing", rule_sets()[-1].article("revocation"), ground=ground)


def _rule_set(entry: Mapping[str, Any]) -> RuleSet:
    values = {name: value for name, value in entry.items() if name != "uncertain"}
    until = values["in_force_until"]
    window = values.get("filing_window_days")
    values |= {
        "in_force_from": date.fromisoformat(str(values["in_force_from"])),
        "in_force_until": date.fromisoformat(str(until)) if until else None,
        "deciders": {int(stars): tuple(levels) for stars, levels in values["deciders"].items()},
        "bands": {int(stars): tuple(band) for stars, band in values.get("bands", {}).items()},
        "filing_window_days": tuple(window) if window else None,
    }
    return RuleSet(**values)


@cache
def _data() -> dict[str, list[dict[str, Any]]]:
    source = files("ocop_shop.certification") / "data" / "rule_sets.json"
    found: dict[str, list[dict[str, Any]]] = json.loads(source.read_text(encoding="utf-8"))
    return found
