"""How long a shop keeps what people wrote: a rule for each table, and all of them run by one command.

An app makes itself heard in its `AppConfig.ready`, a shop's own app as well:

    retention.register(retention.Rule("visits", days=lambda: 30, due=visits.before, forget=visits.forget))
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

BATCH = 500
"""Rows that are forgotten together, in one transaction."""
_LONGEST = 36_500


@dataclass(frozen=True)
class Rule:
    """What is forgotten, and when. `days` is asked late; 0 keeps for ever.

    `due` is the rows of before a moment that still hold something to forget, as a queryset. `forget` gets such a moment
    and keys of such rows, empties in one transaction what is due of them still, and says how many that were.
    """

    name: str
    days: Callable[[], int]
    due: Callable[[datetime], Any]
    forget: Callable[[datetime, Sequence[int]], int]

    def before(self, at: datetime) -> datetime | None:
        """The moment before which things are forgotten at `at`; None where nothing is."""
        days = self.days()
        return at - timedelta(days=min(days, _LONGEST)) if days > 0 else None


@dataclass(frozen=True)
class Sweep:
    """What is cleared away that is no row to be emptied, as files that no row names.

    `due` says how much that would be at a moment, `clear` does it and says how much it was.
    """

    name: str
    due: Callable[[datetime], int]
    clear: Callable[[datetime], int]


_RULES: dict[str, Rule] = {}
_SWEEPS: dict[str, Sweep] = {}


def register(rule: Rule) -> None:
    """Have `rule` run with the others; one of the same name takes the place of the first."""
    _RULES[rule.name] = rule


def rules() -> tuple[Rule, ...]:
    """All rules, by their names."""
    return tuple(_RULES[name] for name in sorted(_RULES))


def sweep_with(sweep: Sweep) -> None:
    """Have `sweep` run after the rules; one of the same name takes the place of the first."""
    _SWEEPS[sweep.name] = sweep


def sweeps() -> tuple[Sweep, ...]:
    """All sweeps, by their names."""
    return tuple(_SWEEPS[name] for name in sorted(_SWEEPS))


def due(rule: Rule, at: datetime) -> int:
    """How many rows would be forgotten at `at`."""
    before = rule.before(at)
    return int(rule.due(before).count()) if before else 0


def carry_out(rule: Rule, at: datetime) -> int:
    """Forget what is due at `at`, batch by batch; returns how many rows. Repeating it forgets nothing more."""
    before, done, last = rule.before(at), 0, 0
    if before is None:
        return 0
    while keys := list(rule.due(before).filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH]):
        done, last = done + rule.forget(before, keys), keys[-1]
    return done
