"""Officers for tests of the working pages: one per role and place, signed in, and certificates within their reach."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group
from django.test import Client

from ocop_shop.oversight import actions
from ocop_shop.oversight.models import Role
from ocop_shop.test.factories import make_certificate, make_place, make_producer, make_product, make_user

HERE, ELSEWHERE = "86", "82"
COMMUNE = "28756"

# Who might stand before a page: nobody, a customer, an editor without remit, and each role here and elsewhere.
ROLES = (
    "anonymous",
    "customer",
    "editor",
    "central",
    "province here",
    "province elsewhere",
    "commune here",
    "auditor",
    "superuser",
)


def officer(role: str, place: str = HERE) -> Any:
    """Somebody with this role: in the province with this code, or in a commune of it."""
    user = make_user()
    where = None
    if role in {Role.PROVINCE, Role.COMMUNE}:
        where = make_place(place)
    if role == Role.COMMUNE:
        where = make_place(COMMUNE, level="commune", parent=where)
    actions.entrust(user, role, place=where)
    return user


def person(who: str) -> Any:
    """Somebody of `ROLES`; None for nobody."""
    if who == "anonymous":
        return None
    if who == "customer":
        return make_user()
    if who == "editor":
        user = make_user()
        user.groups.add(Group.objects.get(name="Editors"))
        return user
    if who == "superuser":
        return make_user(is_superuser=True, is_staff=True)
    role, _space, place = who.partition(" ")
    return officer(role, ELSEWHERE if place == "elsewhere" else HERE)


def visitor(who: Any) -> Client:
    """A browser in which this person is signed in; a name of `ROLES`, or a user."""
    user = person(who) if isinstance(who, str) else who
    client = Client()
    if user:
        client.force_login(user)
    return client


def certified(product: str = "Kẹo dừa", producer: str = "HTX Đồng Sen", *, province: str = HERE, **facts: Any) -> Any:
    """A certificate of this product and producer, from the province with this code."""
    maker = make_producer(producer, province=province)
    return make_certificate(make_product(product, producer=maker), producer_name=producer, **facts)
