"""Which certificates are to be reminded of on a day, and of which end.

The days come from the rules in force on that day. They count back from the last day of the certificate, since the days
for filing do too. Of an extension (26/2026/QĐ-TTg art. 12.3) only its last day is reminded of: the dossier for which it
was given is filed already. Where runs were missed, only the newest day that has passed counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.apps import apps
from django.db.models import QuerySet

from ocop_shop.certification import rules, terms
from ocop_shop.certification.actions.recording import life
from ocop_shop.certification.life import BADGE_STATES, EventKind, State
from ocop_shop.certification.rule_sets import RuleSet

from .worklist import producer_of

LATE = timedelta(days=30)
"""How long after an end its last reminder is still sent; later it would be no news."""

_DAY = timedelta(days=1)
_BATCH = 500


@dataclass(frozen=True)
class Due:
    """A certificate whose end is reminded of on `on`: the end, and how many days before it the reminder belongs."""

    certificate: Any
    on: date
    ends_on: date
    days_before: int
    is_extended: bool = False
    filed_on: date | None = None
    renewed_from: date | None = None

    @property
    def days_left(self) -> int:
        """Days until the end; 0 on the last day, negative afterwards."""
        return (self.ends_on - self.on).days

    @property
    def is_settled(self) -> bool:
        """Whether the producer has done what the reminder asks for."""
        return self.filed_on is not None or self.renewed_from is not None

    @property
    def producer(self) -> Any:
        """The maker of the product; None where it is not on record."""
        return producer_of(self.certificate)


def due_on(on: date, producer: Any = None) -> Iterator[Due]:
    """Every certificate in force whose end is to be reminded of on `on`, the first to end first; of `producer` or all.

    What is suspended, revoked, superseded or struck out is left alone. Four queries for 500 certificates.
    """
    in_force = rules.rule_set_on(on)
    if not in_force.reminder_days:
        return
    furthest = timedelta(days=max(in_force.reminder_days))
    standings = apps.get_model("ocop_certification", "Standing").objects
    ending = standings.filter(
        ends_on__range=(on - LATE, on + furthest), starts_on__lte=on, state__in=BADGE_STATES
    ).order_by("ends_on", "pk")
    if producer is not None:
        ending = ending.filter(product__ocop_provenance__producer=producer)
    keys = list(ending.values_list("pk", flat=True))
    for start in range(0, len(keys), _BATCH):
        rows = _with_certificates(ending.filter(pk__in=keys[start : start + _BATCH]))
        later: dict[int, list[Any]] = {row.product_id: [] for row in rows}
        for row in standings.filter(product__in=later, starts_on__gt=on - LATE).order_by("starts_on"):
            later[row.product_id].append(row)
        for row in rows:
            following = [other for other in later[row.product_id] if other.starts_on > row.starts_on]
            if found := _due(row, following, on, in_force):
                yield found


def step_of(ends_on: date, on: date, in_force: RuleSet) -> int | None:
    """The newest reminder of an end whose day has come by `on`, as days before the end; None before the first."""
    passed = [days for days, day in terms.reminder_days(ends_on, in_force) if day <= on]
    return passed[-1] if passed else None


def _with_certificates(rows: QuerySet[Any]) -> list[Any]:
    origin = "certificate__product__ocop_provenance"
    named = rows.select_related(
        "certificate__decision",
        f"{origin}__province",
        f"{origin}__commune__parent",
        f"{origin}__producer__province",
        f"{origin}__producer__commune__parent",
    )
    return list(named.prefetch_related("certificate__events"))


def _due(row: Any, following: Sequence[Any], on: date, in_force: RuleSet) -> Due | None:
    """What is due of a period with a badge; `following` are the periods after it. None where nothing is."""
    certificate, extended = row.certificate, row.state == State.EXTENDED
    newer = next((other.starts_on for other in following if other.certificate_id != certificate.pk), None)
    if not following or (newer and newer <= on):
        return None
    ends_on = row.ends_on
    if following[0].certificate_id != certificate.pk:
        ends_on = certificate.expires_on  # cut short by the newer one; its own term runs on
    elif following[0].state != State.EXPIRED:
        return None  # an extension follows, with an end of its own, or the badge is taken off before the end
    days_before = step_of(ends_on, on, in_force)
    if days_before is None or (extended and days_before):
        return None
    return Due(certificate, on, ends_on, days_before, extended, filed_on(certificate, on), newer)


def filed_on(certificate: Any, on: date) -> date | None:
    """When the renewal dossier was received, as far as nobody took the entry back; `certificate` with its events."""
    recorded = life(certificate)
    received = [event.effective_on for event in recorded.events if event.kind is EventKind.FILED] if recorded else []
    return max((day for day in received if day <= on), default=None)
