"""Accounts to look around with. Their passwords are public, so this never runs on a public server by accident."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission

from ocop_shop.oversight import actions as oversight
from ocop_shop.producers import actions as producers

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
    """A demo account and where it is at home; programme staff have a remit: a role, and the code of their place."""

    email: str
    password: str
    role: str
    address: str
    remit: tuple[str, str] | None = None
    name: str = ""


ACCOUNTS = (
    Account("bientap@example.com", "demo-bien-tap", "editor", "/cms/"),
    Account("cuahang@example.com", "demo-cua-hang", "shop manager", "/dashboard/"),
    Account("khach@example.com", "demo-khach-hang", "customer", "/accounts/"),
    Account("quantri@example.com", "demo-quan-tri", "administrator", "/cms/"),
    Account("chuthe@example.com", "demo-chu-the", "producer", "/portal/"),
    Account(
        "trunguong@example.com",
        "demo-trung-uong",
        "central office",
        "/cms/",
        ("central", ""),
        "Văn phòng OCOP trung ương",
    ),
    Account(
        "vinhlong@example.com", "demo-vinh-long", "office of Vĩnh Long", "/cms/", ("province", "86"), "Cán bộ Vĩnh Long"
    ),
    Account(
        "quangngai@example.com",
        "demo-quang-ngai",
        "office of Quảng Ngãi",
        "/cms/",
        ("province", "51"),
        "Cán bộ Quảng Ngãi",
    ),
    Account(
        "tieucan@example.com", "demo-tieu-can", "commune Tiểu Cần", "/cms/", ("commune", "29341"), "Cán bộ xã Tiểu Cần"
    ),
    Account("giamsat@example.com", "demo-giam-sat", "auditor", "/cms/", ("auditor", ""), "Người giám sát"),
)


def load() -> tuple[Account, ...]:
    """Make the demo accounts where they are missing; returns them."""
    for account in ACCOUNTS:
        users = get_user_model().objects
        user, created = users.get_or_create(email=account.email, defaults={"username": account.email.partition("@")[0]})
        if created:
            user.set_password(account.password)
            user.first_name = account.name
            if account.remit:
                _entrust(user, *account.remit)
        user.is_staff = account.role in {"shop manager", "administrator"}
        user.is_superuser = account.role == "administrator"
        user.save()
        if account.role == "editor":
            user.groups.add(_editors_group())
        if account.role == "shop manager":
            user.groups.add(_shop_group())
        if account.role == "producer":
            _give_a_desk(user)
    return ACCOUNTS


def _entrust(user: Any, role: str, code: str) -> None:
    places = apps.get_model("ocop_regions", "Place").objects.in_force()
    oversight.entrust(user, role, place=places.get(level=role, code=code) if code else None)


def _give_a_desk(user: Any) -> None:
    """The desk of an invented producer that sells: nobody acts for a real one."""
    invented = apps.get_model("ocop_producers", "Producer").objects.filter(
        name__contains="Ví Dụ", partner__isnull=False
    )
    if producer := invented.order_by("pk").first():
        producers.add_member(producer, user, "owner")


def _editors_group() -> Group:
    """Wagtail's own group; people in it, and in the one below it, may also introduce places."""
    introduce = Permission.objects.get(content_type__app_label="ocop_regions", codename="change_place")
    for group in Group.objects.filter(name__in=("Editors", "Moderators")):
        group.permissions.add(introduce)
    return Group.objects.get(name="Moderators")


def _shop_group() -> Group:
    group, _created = Group.objects.get_or_create(name=SHOP_GROUP)
    ours = Permission.objects.filter(codename__in=("assist_producer", "decide_proposal", "answer_request"))
    group.permissions.set(Permission.objects.filter(content_type__app_label__in=_SHOP_APPS) | ours)
    return group
