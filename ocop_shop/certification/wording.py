"""Claims and rules put into words, in the reader's language: for pages, mail and everything else that is read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from . import rules
from .claims import Claim
from .life import State

FULL_SCORE = 100


@dataclass(frozen=True)
class Term:
    """How much of a certificate's term has passed, in months and in per cent."""

    passed: int
    months: int
    percent: int


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
        State.EXPIRED: _("OCOP certificate expired on %(date)s") % {"date": day(claim.expires_on)},
        State.SUSPENDED: _("OCOP certificate suspended, being checked"),
        State.REVOKED: _("OCOP certificate revoked"),
    }.get(claim.state, "")


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


def ground(letter: str) -> str:
    """A ground for revocation; empty for a letter the decision does not know."""
    found = rules.grounds().get(letter)
    return (found.en if get_language() == "en" else found.vi) if found else ""
