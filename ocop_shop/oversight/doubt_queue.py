"""The queue of doubted badges: which cases a person may see or answer, and what the register says of them today."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.models import Case, Count, Q, QuerySet, When

from ocop_shop.core import clock

from . import doubts, remits
from .rights import Right

READING = (Right.ANSWER, Right.AUDIT)
"""Either of these opens the queue; only the first takes and answers."""
FILTERS = ("open", "late", "mine", "answered")

_JOINED = ("certificate__decision", "certificate__product__ocop_provenance__producer", "owner")


def cases_for(user: Any, *rights: Right) -> QuerySet[Any]:
    """The cases about certificates to which `user` has one of these rights: the open ones first, by deadline."""
    within = Q(pk__in=[])
    for right in rights:
        within |= Q(certificate__in=remits.certificates_for(user, right))
    cases = apps.get_model("ocop_oversight", "DoubtReport").objects.filter(within).select_related(*_JOINED)
    found: QuerySet[Any] = cases.order_by(Case(When(answered_at=None, then=0), default=1), "due_on", "pk")
    return found


def narrowed(cases: QuerySet[Any], name: str, user: Any) -> QuerySet[Any]:
    """The cases behind a name of `FILTERS`; the answered ones latest first."""
    if name == "answered":
        return cases.exclude(answered_at=None).order_by("-answered_at", "-pk")
    cases = cases.filter(answered_at=None)
    if name == "mine":
        return cases.filter(owner=user)
    return cases.filter(due_on__lt=clock.today()) if name == "late" else cases


def tallies(cases: QuerySet[Any], user: Any) -> dict[str, int]:
    """How many cases stand behind each name of `FILTERS`. One query."""
    still = Q(answered_at=None)
    counted: dict[str, int] = cases.order_by().aggregate(
        open=Count("pk", filter=still),
        late=Count("pk", filter=still & Q(due_on__lt=clock.today())),
        mine=Count("pk", filter=still & Q(owner=user)),
        answered=Count("pk", filter=~still),
    )
    return counted


def now(case: Any) -> dict[str, Any]:
    """What the register says today of the claim that is doubted, in the form in which the case keeps the old one."""
    return doubts.as_shown(case.certificate)
