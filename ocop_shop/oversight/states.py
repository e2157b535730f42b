"""The states of certificates as conditions on the table, so that a list of fifty thousand can be narrowed by them.

They say the same as `certification.standing.status_of`, which answers for single certificates; a test holds the two
together. Whoever governs a product on a day stands in the table of standings; what governs none is told by its events.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date, timedelta
from functools import lru_cache, reduce
from operator import or_
from typing import Any

from django.apps import apps
from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.utils.translation import gettext_lazy as _

from ocop_shop.certification import rules
from ocop_shop.certification.life import PROVEN, EventKind, State
from ocop_shop.certification.status import CertificateState

_TURNS = (EventKind.SUSPENDED, EventKind.REINSTATED, EventKind.CEASED)
_YEAR = timedelta(days=365)
# What a certificate is in itself or beside others; all other states are those of the product it governs.
_BY_RECORD = {
    CertificateState.STRUCK,
    CertificateState.UNPROVEN,
    CertificateState.NOT_YET,
    CertificateState.SUPERSEDED,
}
# How often an entry may be struck out and put back before these conditions lose count.
_DEPTH = 8
# Conditions that are kept once they are put together: some days of all sets of states that pages ask for.
_KEPT = 128

# What the list of the register can be narrowed to, in the order in which it is offered.
FILTERS = {
    "in_force": _("in force"),
    "window": _("renewal window open"),
    "extended": _("extended"),
    "suspended": _("suspended"),
    "ceased": _("production ceased"),
    "expired_lately": _("expired in the last year"),
    "expired": _("expired, ever"),
    "revoked": _("revoked"),
    "superseded": _("superseded"),
    "not_yet": _("not yet in force"),
    "unproven": _("without proof"),
    "struck": _("struck out"),
}


def narrowed_to(name: str, day: date) -> Q:
    """The condition behind a name of `FILTERS`, for certificates as they stand on `day`."""
    made: Mapping[str, Callable[[date], Q]] = {
        "in_force": lambda on: is_in(CertificateState.VALID, CertificateState.EXTENDED, on=on),
        "window": _window_open,
        "expired_lately": _expired_lately,
    }
    return made[name](day) if name in made else is_in(CertificateState(name), on=day)


@lru_cache(maxsize=_KEPT)
def is_in(*wanted: CertificateState, on: date) -> Q:
    """The condition that a certificate is in one of these states on the day `on`.

    To put it together costs more than most databases need to answer it, and it is the same for every reader of a day.
    """
    return reduce(or_, (_recorded_as(state, on) for state in wanted if state in _BY_RECORD), _is_ruled(wanted, on))


def state_on(day: date) -> Case:
    """The state of each certificate on `day` as an expression: for exports, where nobody waits for Python."""
    states = [state for state in CertificateState if state is not CertificateState.SUPERSEDED]
    cases = [When(is_in(state, on=day), then=Value(state.value)) for state in states]
    return Case(*cases, default=Value(CertificateState.SUPERSEDED.value), output_field=CharField())


def _window_open(day: date) -> Q:
    """In force, and `day` lies in the days for filing again, by the rules in force on `day`."""
    days = rules.rule_set_on(day).filing_window_days
    if days is None:
        return Q(pk__in=[])
    earliest, latest = (day + timedelta(days=number) for number in reversed(days))
    return Q(expires_on__range=(earliest, latest)) & is_in(CertificateState.VALID, on=day)


def _expired_lately(day: date) -> Q:
    """Expired, and not yet expired a year ago."""
    expired, before = [CertificateState.EXPIRED], day - _YEAR
    orphans = Q(pk__in=_orphans(expired, day)) & ~Q(pk__in=_orphans(expired, before))
    return _governs(day, State.EXPIRED.value, after=before) | orphans


def _recorded_as(state: CertificateState, day: date) -> Q:
    """The states that follow from what is on record of the certificate itself, and what governs its product."""
    struck = _struck_out()
    if state is CertificateState.STRUCK:
        return struck
    if state is CertificateState.UNPROVEN:
        return ~Q(evidence__in=PROVEN) & ~struck
    proven = Q(evidence__in=PROVEN) & ~struck
    if state is CertificateState.NOT_YET:
        return Q(valid_from__gt=day) & proven
    return Q(product__isnull=False, valid_from__lte=day) & proven & ~_governs(day) & ~_never_governed(day)


def _is_ruled(wanted: Collection[CertificateState], day: date) -> Q:
    """The states of certificates that govern their product, whose product is gone, or that were revoked at once."""
    ruled = [state for state in wanted if state not in _BY_RECORD]
    if not ruled:
        return Q(pk__in=[])
    found = _governs(day, *(state.value for state in ruled)) | Q(pk__in=_orphans(ruled, day))
    return found | _never_governed(day) if CertificateState.REVOKED in ruled else found


# --- what the standings say -------------------------------------------------------------------------------------------


def _governs(day: date, *states: str, after: date = date.min) -> Q:
    """The certificate governs its product on `day`, in one of these states if any are given, begun after a day."""
    rows = apps.get_model("ocop_certification", "Standing").objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day, starts_on__gt=after
    )
    return Q(pk__in=(rows.filter(state__in=states) if states else rows).values("certificate"))


# --- what the events say ----------------------------------------------------------------------------------------------


def _events(*kinds: EventKind) -> QuerySet[Any]:
    """Events of these kinds that nobody took back."""
    events = apps.get_model("ocop_certification", "CertificateEvent").objects
    return events.filter(_stands("struck_by"), kind__in=[kind.value for kind in kinds])


def _stands(path: str) -> Q:
    """An entry stands when it was struck out and put back equally often; `path` leads to what struck it."""
    condition = Q(**{f"{path}__isnull": True})
    step = path
    for _time in range(_DEPTH // 2):
        again = f"{step}__struck_by"
        condition |= Q(**{f"{again}__isnull": False, f"{again}__struck_by__isnull": True})
        step = f"{again}__struck_by"
    return condition


def _struck_out() -> Q:
    """The grant was recorded in error: an act of striking it stands."""
    events = apps.get_model("ocop_certification", "CertificateEvent").objects
    acts = events.filter(_stands("struck_by"), kind=EventKind.STRUCK, strikes__kind=EventKind.GRANTED)
    return Q(pk__in=acts.values("certificate"))


def _never_governed(day: date) -> Q:
    """It has begun by `day` and was revoked on or before its first day."""
    begun = Q(certificate__valid_from__lte=day, certificate__evidence__in=PROVEN)
    early = _events(EventKind.REVOKED).filter(begun, effective_on__lte=F("certificate__valid_from"))
    return Q(pk__in=early.values("certificate")) & ~_struck_out()


def _orphans(wanted: Collection[CertificateState], day: date) -> QuerySet[Any]:
    """The certificates in one of these states whose product is gone: no standing speaks for them, their events do."""
    gone = apps.get_model("ocop_certification", "Certificate").objects.filter(product__isnull=True)
    begun = gone.filter(~_struck_out(), evidence__in=PROVEN, valid_from__lte=day).exclude(_never_governed(day))
    found: QuerySet[Any] = begun.filter(reduce(or_, (_alone(state, day) for state in wanted))).values("pk")
    return found


def _alone(state: CertificateState, day: date) -> Q:
    """The state of a certificate by its own events, as if there were no other."""
    over, revoked, turn = _over(day), _revoked(day), _last_turn(day)
    paused = Q(Exists(turn.filter(kind__in=[EventKind.SUSPENDED, EventKind.CEASED])))
    made = {
        CertificateState.REVOKED: revoked,
        CertificateState.EXPIRED: ~revoked & over,
        CertificateState.SUSPENDED: ~revoked & ~over & Q(Exists(turn.filter(kind=EventKind.SUSPENDED))),
        CertificateState.CEASED: ~revoked & ~over & Q(Exists(turn.filter(kind=EventKind.CEASED))),
        CertificateState.EXTENDED: ~revoked & ~over & ~paused & Q(expires_on__lt=day),
        CertificateState.VALID: ~revoked & ~over & ~paused & Q(expires_on__gte=day),
    }
    return made[state]


def _of_it(*kinds: EventKind) -> QuerySet[Any]:
    return _events(*kinds).filter(certificate=OuterRef("pk"))


def _over(day: date) -> Q:
    """The term has ended, and no extension carries it: each has ended too, or the authority ended it."""
    carried = Exists(_of_it(EventKind.EXTENDED).filter(until__gte=day))
    lapsed = Exists(_of_it(EventKind.LAPSED).filter(effective_on__lte=day))
    return Q(expires_on__lt=day) & (~Q(carried) | Q(lapsed))


def _revoked(day: date) -> Q:
    """It was revoked by `day`, and while it still ran: what has ended cannot be taken away any more."""
    carrying = _events(EventKind.EXTENDED).filter(
        certificate=OuterRef("certificate"), until__gte=OuterRef("effective_on")
    )
    lapsed = _events(EventKind.LAPSED).filter(
        certificate=OuterRef("certificate"), effective_on__lte=OuterRef("effective_on")
    )
    in_time = Q(effective_on__lte=F("certificate__expires_on")) | Q(Exists(carrying)) & ~Q(Exists(lapsed))
    return Q(Exists(_of_it(EventKind.REVOKED).filter(in_time, effective_on__lte=day)))


def _last_turn(day: date) -> QuerySet[Any]:
    """The last event by `day` that took the badge off for a while or put it on again."""
    turns = _events(*_TURNS).filter(certificate=OuterRef("certificate"), effective_on__lte=day)
    last = turns.order_by("-effective_on", "-pk").values("pk")[:1]
    return _of_it(*_TURNS).filter(pk=Subquery(last))
