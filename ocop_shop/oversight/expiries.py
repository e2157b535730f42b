"""Certificates that end: how many in which month, and those of a month, phase or place one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.apps import apps
from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from ocop_shop.certification import rules, terms
from ocop_shop.certification.status import CertificateState
from ocop_shop.core import clock

from . import remits, states
from .rights import Right

MONTHS = 18
"""Months the calendar shows, this one among them."""
OVER = timedelta(days=365)
"""How long after its end a certificate stays in the work list."""

_DAY = timedelta(days=1)
_WITH_AN_END = ("valid", "extended", "suspended")


@dataclass(frozen=True)
class Month:
    """A month of the calendar: how many certificates in force end in it, and how many of each star."""

    first: date
    total: int
    by_star: dict[int, int]

    @property
    def key(self) -> str:
        """The month as it stands in an address: "2027-03"."""
        return f"{self.first:%Y-%m}"

    @property
    def last(self) -> date:
        """Its last day."""
        return _next_month(self.first) - _DAY


@dataclass(frozen=True)
class Calendar:
    """What ends in the coming months, by month and by province; `provinces` are (place, total, by star)."""

    months: tuple[Month, ...]
    provinces: tuple[tuple[Any, int, dict[int, int]], ...]
    total: int
    by_star: dict[int, int]

    @property
    def highest(self) -> int:
        """The largest number of one month; at least 1."""
        return max([1, *(month.total for month in self.months)])


def calendar(user: Any, on: date | None = None, *, province: int | None = None, stars: int | None = None) -> Calendar:
    """What ends in the next 18 months of the certificates in force that `user` may see. Three queries and the remits.

    A certificate ends on its last day as it is known on `on`: extensions count.
    """
    day = on or clock.today()
    firsts = _months_from(day)
    rows = with_ends(remits.certificates_for(user, Right.VIEW).filter(states.narrowed_to("in_force", day)))
    rows = rows.filter(ends_on__range=(day, _next_month(firsts[-1]) - _DAY))
    rows = from_province(rows, province).filter(stars=stars) if stars else from_province(rows, province)
    found = list(rows.order_by().values_list("ends_on", "stars", "home"))
    places = apps.get_model("ocop_regions", "Place").objects.in_bulk({home for _end, _stars, home in found if home})
    return _counted(found, firsts, places)


def with_ends(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Certificates with `ends_on`, their last day as it is known, and `home`, the key of their province."""
    standings = apps.get_model("ocop_certification", "Standing").objects
    last = standings.filter(certificate=OuterRef("pk"), state__in=_WITH_AN_END).order_by("-starts_on")
    maker = "product__ocop_provenance__producer__province"
    found: QuerySet[Any] = rows.annotate(
        ends_on=Coalesce(Subquery(last.values("ends_on")[:1]), F("expires_on")),
        home=Coalesce(F("product__ocop_provenance__province"), F(maker)),
    )
    return found


def from_province(rows: QuerySet[Any], province: int | None) -> QuerySet[Any]:
    """Those from a province by key, mergers followed; all without one."""
    if province is None:
        return rows
    provenances = apps.get_model("ocop_producers", "Provenance").objects
    return rows.filter(product__in=provenances.from_places(remits.places_of(province)).values("product"))


def ending(user: Any, right: Right = Right.VIEW, on: date | None = None) -> QuerySet[Any]:
    """The certificates of the work list: those that hold or are suspended, and those that ended in the last year."""
    day = on or clock.today()
    lasting = (CertificateState.VALID, CertificateState.EXTENDED, CertificateState.SUSPENDED)
    over = Q(expires_on__gte=day - OVER) & states.is_in(CertificateState.EXPIRED, on=day)
    listed = states.is_in(*lasting, on=day) | over
    return with_ends(remits.certificates_for(user, right).filter(listed))


def in_phase(phase: str, on: date) -> Q:
    """The condition that a certificate is in this phase of its renewal on `on`, by the rules in force that day."""
    if phase == terms.Phase.OVER:
        return Q(expires_on__lt=on)
    window = rules.rule_set_on(on).filing_window_days
    if window is None:
        return Q(pk__in=[])
    earliest, latest = window
    opens, closes = on + timedelta(days=latest), on + timedelta(days=earliest)
    return {
        terms.Phase.EARLY: Q(expires_on__gt=closes),
        terms.Phase.OPEN: Q(expires_on__range=(opens, closes)),
        terms.Phase.CLOSED: Q(expires_on__gte=on, expires_on__lt=opens),
    }[terms.Phase(phase)]


def in_month(key: str) -> Q | None:
    """The condition that a certificate ends in the month "2027-03"; None where that is no month."""
    try:
        first = date.fromisoformat(f"{key}-01")
    except ValueError:
        return None
    return Q(ends_on__range=(first, _next_month(first) - _DAY))


def months(on: date | None = None) -> list[date]:
    """The first days of the months of the calendar."""
    return _months_from(on or clock.today())


def provinces(user: Any, right: Right = Right.VIEW) -> QuerySet[Any]:
    """Today's provinces in which `user` has `right`, by name; of a commune, the province it lies in."""
    found: QuerySet[Any] = apps.get_model("ocop_regions", "Place").objects.provinces().in_force().order_by("name_key")
    places = remits.reached(user, right)
    return found if places is None else found.filter(Q(pk__in=places) | Q(children__in=places)).distinct()


def _counted(found: Iterable[tuple[date, int, int | None]], firsts: list[date], places: dict[int, Any]) -> Calendar:
    ends = Counter((end.replace(day=1), stars) for end, stars, _home in found)
    homes = Counter((home, stars) for _end, stars, home in found)
    counted = [Month(first, sum(by_star.values()), by_star) for first in firsts for by_star in [_by_star(ends, first)]]
    by_home = {home: _by_star(homes, home) for home, _stars in homes}
    listed = [(places.get(home or 0), sum(by_star.values()), by_star) for home, by_star in by_home.items()]
    listed.sort(key=lambda row: (-row[1], row[0].name_key if row[0] else ""))
    total = Counter(stars for _end, stars, _home in found)
    return Calendar(tuple(counted), tuple(listed), sum(total.values()), dict(sorted(total.items())))


def _by_star(counts: Counter[tuple[Any, int]], key: Any) -> dict[int, int]:
    return {stars: counts[key, stars] for stars in rules.STARS}


def _months_from(day: date) -> list[date]:
    found = [day.replace(day=1)]
    while len(found) < MONTHS:
        found.append(_next_month(found[-1]))
    return found


def _next_month(first: date) -> date:
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1)
