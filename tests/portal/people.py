"""Everybody who may knock at the desks of two producers, A and B."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import Permission
from django.test import Client

from ocop_shop.oversight import actions as oversight
from ocop_shop.producers import actions
from ocop_shop.test.factories import make_partner, make_place, make_producer, make_user

ROLES = (
    "anonymous",
    "buyer",
    "packer of A",
    "editor of A",
    "owner of A",
    "owner of B",
    "shop manager",
    "officer of X",
    "officer of Y",
    "superuser",
)


@dataclass(frozen=True)
class People:
    a: Any
    b: Any
    users: dict[str, Any]

    def client(self, role: str) -> Client:
        """A browser in which `role` is signed in."""
        client = Client(raise_request_exception=False)
        if role != "anonymous":
            client.force_login(self.users[role])
        return client

    def role_at(self, role: str, producer: Any) -> str:
        """What `role` is at `producer`: a role of its desk ("owner" for those who assist), or nothing."""
        if role in {"shop manager", "superuser"}:
            return "owner"
        name, _of, letter = role.partition(" of ")
        return name if {"A": self.a, "B": self.b}.get(letter) == producer else ""


def make_people() -> People:
    """Producers A and B in two provinces, each with a seller, and one account for each role."""
    a = make_producer("Hợp tác xã An", province="86", partner=make_partner("An"))
    b = make_producer("Hợp tác xã Bình", province="51", partner=make_partner("Bình"))
    users: dict[str, Any] = {role: make_user() for role in ROLES if role not in {"anonymous", "superuser"}}
    users["superuser"] = make_user(is_staff=True, is_superuser=True)
    for role in ROLES:
        name, _of, letter = role.partition(" of ")
        if letter in {"A", "B"}:
            actions.add_member({"A": a, "B": b}[letter], users[role], name)
    manager = users["shop manager"]
    manager.is_staff = True
    manager.save()
    manager.user_permissions.set(Permission.objects.filter(codename__in=("assist_producer", "change_order")))
    for role, code in (("officer of X", "86"), ("officer of Y", "51")):
        oversight.entrust(users[role], "province", place=make_place(code))
    return People(a, b, users)
