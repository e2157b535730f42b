"""People who work at `/cms/`, or should not, and what the register holds before and after they tried."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.users.models import UserProfile

from ocop_shop.discovery import freshness
from ocop_shop.oversight import actions as oversight
from ocop_shop.test.factories import make_place, make_user
from sandbox.loading.accounts import _shop_group

VINH_LONG, QUANG_NGAI, TIEU_CAN = "86", "51", "29341"


def tra_vinh() -> Any:
    """The province that became part of Vĩnh Long on 1 July 2025."""
    return apps.get_model("ocop_regions", "Place").objects.provinces().former().get(name="Trà Vinh")


def person(role: str) -> Any:
    """A user in this role; None for somebody who is not signed in."""
    if role == "anonymous":
        return None
    user = make_user(is_superuser=role == "superuser", is_staff=role in {"manager", "superuser"})
    if role == "manager":
        user.groups.add(_shop_group())
    if role == "editor":
        user.groups.add(*Group.objects.filter(name__in=["Editors", "Moderators"]))
    remits = {
        "central": ("central", None),
        "auditor": ("auditor", None),
        "Vĩnh Long": ("province", lambda: make_place(VINH_LONG)),
        "Quảng Ngãi": ("province", lambda: make_place(QUANG_NGAI)),
        "Trà Vinh": ("province", tra_vinh),
        "commune": ("commune", lambda: make_place(TIEU_CAN, level="commune")),
    }
    if role in remits:
        name, place = remits[role]
        oversight.entrust(user, name, place=place() if place else None)
    return user


def client(role: str, *, language: str = "") -> Client:
    """A browser of somebody in this role, who may prefer a language."""
    found = Client()
    user = person(role)
    if user is not None:
        if language:
            UserProfile.objects.create(user=user, preferred_language=language)
        found.force_login(user)
        found.user = user
    return found


def register() -> dict[str, list[Any]]:
    """Every row from which a star could follow, as it stands."""
    freshness.ensure_true()
    tables = {name: apps.get_model("ocop_certification", name) for name in _TABLES}
    rows = {name: list(model.objects.order_by("pk").values_list()) for name, model in tables.items()}
    # Standings are written anew with every step: their keys say nothing.
    standings = tables["Standing"].objects.order_by("product", "starts_on")
    rows["Standing"] = list(standings.values_list("product", "certificate", "state", "stars", "starts_on", "ends_on"))
    listing = apps.get_model("ocop_discovery", "Listing").objects.filter(stars__gt=0)
    rows["Listing"] = list(listing.order_by("pk").values_list("pk", "stars"))
    return rows


_TABLES = ("Decision", "Certificate", "CertificateEvent", "Standing", "Evaluation")
