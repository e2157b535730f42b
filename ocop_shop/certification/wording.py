"""Claims and rules put into words, in the reader's language: for pages, mail and everything else that is read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from . import rules
from .choices import IssuerLevel
from .claims import Claim
from .life import State
from .stages import Stage

FULL_SCORE = 100


@dataclass(frozen=True)
class Term:
    """How much of a certificate's term has passed, in months and in per cent."""

    passed: int
    months: int
    percent: int


@dataclass(frozen=True)
class Period:
    """A decision of the Prime Minister, its days as the rules of new dossiers, and what it says of each star."""

    decision: str
    first: date
    last: date | None
    levels: list[Level]


@dataclass(frozen=True)
class Level:
    """What a rule set says of one star: its band of points, where the decision gives it, and who decides."""

    stars: int
    band: tuple[int, int] | None
    deciders: tuple[str, ...]

    @property
    def is_highest(self) -> bool:
        """Whether the band is closed at the top."""
        return self.band is not None and self.band[1] == FULL_SCORE


def day(value: date | None) -> str:
    """A day as dd/mm/yyyy; empty for none."""
    return "" if value is None else f"{value:%d/%m/%Y}"


def day_as_known(value: date | None, precision: str) -> str:
    """A day no more exactly than its source gives it: 12/05/2026, 05/2026 or 2026."""
    if value is None:
        return ""
    return format(value, {"year": "%Y", "month": "%m/%Y"}.get(precision, "%d/%m/%Y"))


def statement(claim: Claim) -> str:
    """The whole claim as one sentence, as a seal is read out; empty where there is nothing to say."""
    if claim.has_badge:
        return ", ".join(part for part in (_stars(claim), _level(claim), _until(claim)) if part)
    return {
        State.EXPIRED: _("OCOP certificate expired on %(date)s") % {"date": day(last_day(claim))},
        State.SUSPENDED: _("OCOP certificate suspended, being checked"),
        State.REVOKED: _("OCOP certificate revoked"),
        State.CEASED: _("OCOP product no longer made"),
    }.get(claim.state, "")


def last_day(claim: Claim) -> date | None:
    """The last day on which an expired certificate held, with an extension of its term if it had one."""
    return claim.since - timedelta(days=1) if claim.state is State.EXPIRED and claim.since else claim.expires_on


def stage_statement(stage: Stage | None) -> str:
    """The whole stage "potential 5 stars" as one sentence, as its sign is read out. It says that it is no star."""
    told = _("Potential 5 stars: a stage of the assessment, not a certificate")
    if stage is None or stage.total is None:
        return told
    return _("%(stage)s; %(points)s points from the province") % {"stage": told, "points": number_format(stage.total)}


def _stars(claim: Claim) -> str:
    return _("OCOP %(stars)s stars") % {"stars": claim.stars}


def _level(claim: Claim) -> str:
    levels = {"national": _("national level"), "province": _("provincial level"), "district": _("district level")}
    return levels.get(claim.issuer_level, "")


def _until(claim: Claim) -> str:
    until = {"date": day(claim.holds_until or claim.expires_on)}
    if claim.state is State.EXTENDED:
        return _("being assessed again, extended until %(date)s") % until
    return _("valid until %(date)s") % until


def term(claim: Claim) -> Term | None:
    """How far the term of the certificate has run; None where its first or last day is not known."""
    if claim.issued_on is None or claim.expires_on is None:
        return None
    months = _months(claim.issued_on, claim.expires_on)
    passed = max(0, min(_months(claim.issued_on, claim.on), months))
    days, gone = (claim.expires_on - claim.issued_on).days, (claim.on - claim.issued_on).days
    return Term(passed, months, max(0, min(100, round(100 * gone / max(days, 1)))))


def _months(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)


def levels(rule_set: rules.RuleSet) -> list[Level]:
    """The stars of a rule set, lowest first."""
    return [Level(stars, rule_set.bands.get(stars), rule_set.deciders[stars]) for stars in sorted(rule_set.deciders)]


def level_of(claim: Claim) -> Level | None:
    """What the rules of its day say of the star of a claim; None where it has none or its rules are not known."""
    known = {rule_set.decision: rule_set for rule_set in rules.rule_sets()}
    found = levels(known[claim.rule_set]) if claim.rule_set in known else []
    return next((level for level in found if level.stars == claim.stars), None)


def periods() -> list[Period]:
    """Who decided on which star under each decision of the Prime Minister, oldest first."""
    return [Period(one.decision, one.in_force_from, one.in_force_until, levels(one)) for one in rules.rule_sets()]


def bodies(levels: Iterable[str]) -> str:
    """The bodies that decide, by their levels: "province". A level that has no words here is named as it is."""
    known = dict(IssuerLevel.choices)
    return ", ".join(str(known.get(level, level)) for level in levels)


def article(topic: str, on: date) -> str:
    """Where the law says something on `topic` ("revocation", "extension") for a step of the day `on`.

    "26/2026/QĐ-TTg art. 8.1". Earlier decisions whose articles are not known are answered with the first that is.
    """
    naming = [rule_set for rule_set in rules.rule_sets() if topic in rule_set.articles]
    chosen = ([one for one in naming if one.in_force_from <= on] or naming[:1])[-1:]
    values = [{"decision": one.decision, "number": one.articles[topic]} for one in chosen]
    return "".join(_("%(decision)s art. %(number)s") % value for value in values)


def decision(decided: Any) -> str:
    """A decision as one reads it: number, day as known, issuer."""
    number = _("Decision %(number)s") % {"number": decided.number} if decided.number else _("Decision without number")
    when = _("of %(day)s") % {"day": day_as_known(decided.issued_on, decided.issued_precision)}
    return ", ".join(part for part in (f"{number} {when}", decided.issuer) if part)


def ground(letter: str) -> str:
    """A ground for revocation; empty for a letter the decision does not know."""
    found = rules.grounds().get(letter)
    return (found.en if get_language() == "en" else found.vi) if found else ""
