"""Who may act where: the remits of a person, read together, and the rows they open. Rows are narrowed here alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import QuerySet

from ocop_shop.core import clock

from .rights import Right, may

_STEPS_BACK = 6  # mergers of mergers; more than any place has seen
_REMEMBERED = "_ocop_reaches"


@dataclass(frozen=True)
class Reach:
    """One role of a person: everywhere (`places` is None) or in these places, by key, of today and of before."""

    role: str
    places: frozenset[int] | None


def reaches_of(user: Any, on: date | None = None) -> list[Reach]:
    """What `user` may do where, mergers followed to `on` (default: today). Superusers are the central office."""
    if on is None and (known := getattr(user, _REMEMBERED, None)) is not None:
        return list(known)
    if not getattr(user, "is_active", False) or not user.pk:
        return []
    if user.is_superuser:
        return [Reach("central", None)]
    remits = apps.get_model("ocop_oversight", "Remit").objects.filter(user=user).order_by("pk")
    day = on or clock.today()
    return [Reach(r.role, None if r.place_id is None else places_of(r.place_id, day)) for r in remits]


def remember(user: Any) -> None:
    """Read the remits of `user` once and for all questions asked with this object: the user of one request."""
    setattr(user, _REMEMBERED, reaches_of(user))


def places_of(place_id: int, on: date | None = None) -> frozenset[int]:
    """A place by key, with those that took over from it (the main one of each) up to `on`, and all they took over."""
    day = on or clock.today()
    successions = apps.get_model("ocop_regions", "Succession").objects.filter(on__lte=day, is_default=True)
    forward = _followed({place_id}, successions, "old", "new")
    return frozenset(forward | _followed(forward, successions, "new", "old"))


def _followed(places: set[int], successions: QuerySet[Any], source: str, target: str) -> set[int]:
    found, latest = set(places), set(places)
    for _step in range(_STEPS_BACK):
        latest = set(successions.filter(**{f"{source}__in": latest}).values_list(f"{target}_id", flat=True)) - found
        if not latest:
            break
        found |= latest
    return found


def has(user: Any, right: Right) -> bool:
    """Whether `user` has `right` anywhere."""
    return any(may(reach.role, right) for reach in reaches_of(user))


def reached(user: Any, *rights: Right, stars: int | None = None) -> frozenset[int] | None:
    """The places, by key, in which `user` has one of these rights; None is everywhere."""
    reaches = [reach for reach in reaches_of(user) if any(may(reach.role, right, stars) for right in rights)]
    if any(reach.places is None for reach in reaches):
        return None
    return frozenset().union(*(reach.places or frozenset() for reach in reaches))


def certificates_for(user: Any, right: Right = Right.VIEW) -> QuerySet[Any]:
    """The certificates to which `user` has `right`. Every list, form and export of the register begins here."""
    rows = apps.get_model("ocop_certification", "Certificate").objects.all()
    allowed = [_reached(rows, reach, right) for reach in reaches_of(user) if may(reach.role, right)]
    return reduce(or_, allowed, rows.none()) if allowed else rows.none()


def _reached(rows: QuerySet[Any], reach: Reach, right: Right) -> QuerySet[Any]:
    if reach.places is not None:
        rows = rows.filter(product__in=_products_of(reach.places))
    return rows if may(reach.role, right, stars=5) else rows.exclude(stars=5)


def _products_of(places: frozenset[int]) -> QuerySet[Any]:
    provenances = apps.get_model("ocop_producers", "Provenance").objects
    found: QuerySet[Any] = provenances.from_places(places).values("product")
    return found


def may_touch(user: Any, right: Right, certificate: Any) -> bool:
    """Whether `user` has `right` to this certificate. One query or two."""
    return certificates_for(user, right).filter(pk=certificate.pk).exists()


def products_for(user: Any, right: Right = Right.VIEW, stars: int | None = None) -> QuerySet[Any]:
    """The products of the places in which `user` has `right`, whether or not they were ever certified.

    With `stars`, those for which the right holds at so many stars.
    """
    products: QuerySet[Any] = apps.get_model("catalogue", "Product").objects.exclude(structure="child")
    places = reached(user, right, stars=stars)
    return products if places is None else products.filter(pk__in=_products_of(places))


def homes_of(certificate: Any) -> set[int | None]:
    """The places that a certificate's product and its maker name, by key, with the province of a commune."""
    origin = getattr(certificate.product, "ocop_provenance", None)
    sources = [source for source in (origin, getattr(origin, "producer", None)) if source]
    named = {place for source in sources for place in (source.province_id, source.commune_id)}
    return named | {source.commune.parent_id for source in sources if source.commune_id}


def people_for(place_ids: Iterable[int | None], right: Right) -> QuerySet[Any]:
    """The active people who have `right` in one of these places or everywhere; for reminders and new cases."""
    wanted = {place for place in place_ids if place}
    remits = apps.get_model("ocop_oversight", "Remit").objects.filter(user__is_active=True).select_related("user")
    entitled = [
        remit.user_id
        for remit in remits
        if may(remit.role, right) and (remit.place_id is None or places_of(remit.place_id) & wanted)
    ]
    return get_user_model()._default_manager.filter(pk__in=entitled)
