"""Who of a producer's people is told something."""

from __future__ import annotations

from collections.abc import Collection

from django.apps import apps

from ocop_shop.producers import roles
from ocop_shop.producers.roles import Right

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
