"""Accounts to look around with. Their passwords are public, so this never runs on a public server by accident."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission

SHOP_GROUP = "Shop managers"
_SHOP_APPS = (
    "catalogue",
    "partner",
    "order",
    "offer",
    "voucher",
    "reviews",
    "customer",
    "communication",
    "shipping",
    "basket",
)


@dataclass(frozen=True)
class Account:
    """A demo account and where it is at home."""

    email: str
    password: str
    role: str
    address: str


ACCOUNTS = (
    Account("bientap@example.com", "demo-bien-tap", "editor", "/cms/"),
    Account("cuahang@example.com", "demo-cua-hang", "shop manager", "/dashboard/"),
    Account("khach@example.com", "demo-khach-hang", "customer", "/accounts/"),
    Account("quantri@example.com", "demo-quan-tri", "administrator", "/cms/"),
)


def load() -> tuple[Account, ...]:
    """Make the demo accounts where they are missing; returns them."""
    for account in ACCOUNTS:
        users = get_user_model().objects
        user, created = users.get_or_create(email=account.email, defaults={"username": account.email.partition("@")[0]})
        if created:
            user.set_password(account.password)
        user.is_staff = account.role in {"shop manager", "administrator"}
        user.is_superuser = account.role == "administrator"
        user.save()
        if account.role == "editor":
            user.groups.add(Group.objects.get(name="Moderators"))
        if account.role == "shop manager":
            user.groups.add(_shop_group())
    return ACCOUNTS


def _shop_group() -> Group:
    group, _created = Group.objects.get_or_create(name=SHOP_GROUP)
    group.permissions.set(Permission.objects.filter(content_type__app_label__in=_SHOP_APPS))
    return group
