"""Which sellers have to be checked again: a check was long ago, did not fit, or was about something else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.apps import apps
from django.db.models import F, Max, Q

from ocop_shop.conf import settings
from ocop_shop.core import clock

from .abstract_identity_models import Fact, Outcome

MOST_LOOKED_AT = 1000


@dataclass(frozen=True)
class Due:
    """An identity, and by fact the day since which it has to be checked again."""

    identity: Any
    facts: Mapping[str, date]

    @property
    def since(self) -> date:
        """The longest of them."""
        return min(self.facts.values())

    @property
    def labels(self) -> list[str]:
        """The facts in words."""
        return [str(Fact(fact).label) for fact in self.facts]


def due_facts(identity: Any) -> dict[str, date]:
    """The facts of `identity` that were checked once and have to be checked again, each with the day since when."""
    latest: dict[str, Any] = {}
    for check in identity.verifications.all():
        latest.setdefault(check.fact, check)
    days = {fact: _due_on(identity, check) for fact, check in sorted(latest.items())}
    return {fact: day for fact, day in days.items() if day and day <= clock.today()}


def due() -> list[Due]:
    """All of them, those that wait longest first. Two queries."""
    rows = _candidates().select_related("producer").prefetch_related("verifications")
    found = [Due(identity, facts) for identity in rows[:MOST_LOOKED_AT] if (facts := due_facts(identity))]
    return sorted(found, key=lambda one: (one.since, one.identity.pk))


def _due_on(identity: Any, check: Any) -> date | None:
    if check.said != identity.print_of(check.fact):
        return clock.day_of(identity.changed_at)
    day = clock.day_of(check.verified_at)
    if check.state == Outcome.REFUTED:
        return day
    return day + timedelta(days=settings.recheck_days) if settings.recheck_days > 0 else None


def _candidates() -> Any:
    """Identities of which something may be due: a few more than those of which it is."""
    rows = apps.get_model("ocop_producers", "SellerIdentity").objects
    last = {
        f"last_{fact}": Max("verifications__verified_at", filter=Q(verifications__fact=fact)) for fact in Fact.values
    }
    refuted = Max("verifications__verified_at", filter=Q(verifications__state=Outcome.REFUTED))
    wanted = Q(refuted__isnull=False)
    for name in last:
        wanted |= Q(**{f"{name}__lt": F("changed_at")})
        if settings.recheck_days > 0:
            wanted |= Q(**{f"{name}__lt": _until()})
    return rows.annotate(**last, refuted=refuted).filter(wanted).order_by("pk")


def _until() -> datetime:
    """Checks before this moment are due."""
    return clock.start_of(clock.today() - timedelta(days=settings.recheck_days - 1))
