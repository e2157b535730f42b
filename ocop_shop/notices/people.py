"""Who of a producer's people is told something, and how much of it they have not seen."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.apps import apps
from django.db.models import Case, Count, IntegerField, OuterRef, Subquery, Value, When
from django.db.models.functions import Coalesce

from ocop_shop.producers import roles
from ocop_shop.producers.roles import Right

from . import kinds
from .registry import channel_of


def reached_by_mail(producers: Collection[int], right: Right) -> set[int]:
    """Which of these producers, by key, have somebody with `right` who is told by e-mail; the others need a letter.

    How that person wishes to be told is that person's business. One query.
    """
    if not channel_of("email"):
        return set()
    named = [role for role in roles.RIGHTS if roles.may(role, right)]
    members = apps.get_model("ocop_producers", "Member").objects
    people = members.filter(producer__in=set(producers), role__in=named, user__is_active=True).exclude(user__email="")
    return set(people.values_list("producer", flat=True))


def has_address_of_others(producer: Any) -> bool:
    """Whether notices go to an address that nobody has set who may set it today: one who left may still read there.

    One query.
    """
    named = [role for role in roles.RIGHTS if roles.may(role, Right.MEMBERS)]
    owners = producer.members.filter(role__in=named).values("user")
    return bool(producer.ocop_endpoints.exclude(set_by__in=owners).exists())


def unseen() -> Case:
    """For a queryset of members: how many notices each has the right to and has not seen yet."""
    counted = (When(role=role, then=Coalesce(Subquery(_unseen_as(role)), 0)) for role in roles.RIGHTS)
    return Case(*counted, default=Value(0), output_field=IntegerField())


def _unseen_as(role: str) -> Any:
    """What was told before somebody came is not new to them."""
    codes = [kind.code for kind in kinds.for_role(role)]
    seen = Coalesce(OuterRef("ocop_preference__seen_until"), OuterRef("created_at"))
    rows = apps.get_model("ocop_notices", "Notice").objects.filter(producer=OuterRef("producer"), kind__in=codes)
    return rows.filter(at__gt=seen).order_by().values("producer").annotate(number=Count("pk")).values("number")
