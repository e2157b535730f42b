"""What a decision of the Prime Minister says, typed, and how it is read from `data/rule_sets.json`. No Django here."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any, TypeAlias

# What an amending decision does not take over from the one it changes.
_ITS_OWN = frozenset({"amends", "articles", "uncertain", "in_force_from", "in_force_until", "lapses_on", "pending"})


@dataclass(frozen=True)
class Ground:
    """A cause for revocation: its letter in 26/2026/QĐ-TTg art. 8.1 and its short text."""

    letter: str
    vi: str
    en: str


@dataclass(frozen=True)
class Round:
    """A round of evaluation each year: day and month before which it is held, and dossiers for it are proposed.

    Both days are exclusive. A round whose days lie in the year after the one it belongs to is `years_later`.
    """

    level: str
    number: int
    proposed_before: tuple[int, int]
    held_before: tuple[int, int]
    article: str
    years_later: int = 0


@dataclass(frozen=True)
class Potential:
    """Who may find the potential for 5 stars, and from which total on."""

    level: str
    min_score: int


@dataclass(frozen=True)
class Pending:
    """Dossiers of `kinds` already filed may be finished under an earlier decision; `until` is the last day for it."""

    kinds: tuple[str, ...]
    under: str
    until: date
    article: str


@dataclass(frozen=True)
class RuleSet:
    """One decision of the Prime Minister and what it says; days are calendar days unless the name says working days.

    A band is the lowest score of a star and the score at which the next one begins (100 for the highest). Deciders and
    revokers are levels (national, province, district) by star; a star without decider has no certificate. What is None
    or empty is not in the decision, or not known to us: then nothing is refused for it.
    """

    decision: str
    in_force_from: date
    in_force_until: date | None
    validity_months: int
    deciders: Mapping[int, tuple[str, ...]]
    lapses_on: date | None = None
    amends: str | None = None
    articles: Mapping[str, str] = field(default_factory=dict)
    bands: Mapping[int, tuple[int, int]] = field(default_factory=dict)
    parts: Mapping[str, int] = field(default_factory=dict)
    potential_5: Potential | None = None
    filing_window_days: tuple[int, int] | None = None
    answer_days: int | None = None
    commune_working_days: int | None = None
    extension_max_days: int | None = None
    reminder_days: tuple[int, ...] = ()
    rounds: tuple[Round, ...] = ()
    revokers: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    revocation_days: int | None = None
    grounds: Mapping[str, Ground] = field(default_factory=dict)
    pending: tuple[Pending, ...] = ()
    uncertain: tuple[str, ...] = ()

    def article(self, topic: str) -> str:
        """`"26/2026/QĐ-TTg art. 4.1"` for a topic; only the decision where the article is not known."""
        number = self.articles.get(topic)
        return f"{self.decision} art. {number}" if number else self.decision

    def may_decide(self, stars: int, level: str) -> bool:
        """Whether a body of `level` (national, province, district) may recognise `stars` under these rules."""
        return level in self.deciders.get(stars, ())

    def may_revoke(self, stars: int, level: str) -> bool:
        """Whether a body of `level` may take `stars` away; anybody may where these rules do not name who does."""
        return level in self.revokers.get(stars, (level,))

    def pending_of(self, kind: str) -> tuple[Pending, ...]:
        """What is said of pending dossiers of `kind`; of all of them where the kind is not known (empty)."""
        return tuple(pending for pending in self.pending if not kind or kind in pending.kinds)

    @property
    def full_score(self) -> int:
        """The most points a product can have: all parts together."""
        return sum(self.parts.values())


Law: TypeAlias = tuple[RuleSet, ...]
"""Rule sets, oldest first."""


@cache
def packaged() -> Law:
    """The law as the package carries it."""
    source = files("ocop_shop.certification") / "data" / "rule_sets.json"
    return read(json.loads(source.read_text(encoding="utf-8")))


def read(data: Mapping[str, Any]) -> Law:
    """The law in parsed data of the form of `data/rule_sets.json`; `TypeError` names a field it does not know."""
    entries: dict[str, dict[str, Any]] = {}
    for entry in data["rule_sets"]:
        amended = entries[entry["amends"]] if entry.get("amends") else {}
        taken_over = {name: value for name, value in amended.items() if name not in _ITS_OWN}
        entries[entry["decision"]] = taken_over | entry
    return tuple(sorted(map(_rule_set, entries.values()), key=lambda rules: rules.in_force_from))


def _rule_set(entry: Mapping[str, Any]) -> RuleSet:
    values = dict(entry)
    for name in ("in_force_from", "in_force_until", "lapses_on"):
        values[name] = _day(values.get(name))
    for name in ("deciders", "revokers", "bands"):
        values[name] = {int(stars): tuple(value) for stars, value in values.get(name, {}).items()}
    window, potential = values.get("filing_window_days"), values.get("potential_5")
    values |= {
        "filing_window_days": tuple(window) if window else None,
        "potential_5": Potential(**potential) if potential else None,
        "reminder_days": tuple(values.get("reminder_days", ())),
        "rounds": tuple(map(_round, values.get("rounds", ()))),
        "grounds": {ground["letter"]: Ground(**ground) for ground in values.get("grounds", ())},
        "pending": tuple(_pending(item, values["in_force_from"]) for item in values.get("pending", ())),
        "uncertain": tuple(values.get("uncertain", ())),
    }
    return RuleSet(**values)


def _round(entry: Mapping[str, Any]) -> Round:
    bounds = {name: _month_and_day(entry[name]) for name in ("proposed_before", "held_before")}
    return Round(**{**entry, **bounds})


def _pending(entry: Mapping[str, Any], changed_on: date) -> Pending:
    values = dict(entry)
    until = changed_on + timedelta(days=values.pop("days"))
    return Pending(**values | {"kinds": tuple(values["kinds"]), "until": until})


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


def _month_and_day(written: str) -> tuple[int, int]:
    month, day = written.split("-")
    return int(month), int(day)
