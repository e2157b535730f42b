"""Browsers of people at the shop's desk."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.test import Client

from ocop_shop.test import factories


def client_with(*rights: str, **fields: Any) -> Client:
    """A browser in which a member of staff with these rights is signed in, as `.user`."""
    user = factories.make_user(**{"is_staff": True, **fields})
    user.user_permissions.add(*apps.get_model("auth", "Permission").objects.filter(codename__in=rights))
    client = Client()
    client.force_login(user)
    client.user = user  # type: ignore[attr-defined]
    return client
