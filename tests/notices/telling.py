"""Producers with people, and things to tell them."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.utils.translation import gettext_lazy

from ocop_shop.notices import actions, kinds
from ocop_shop.notices.kinds import Kind
from ocop_shop.producers import actions as producers
from ocop_shop.producers.roles import Right
from ocop_shop.test.factories import make_producer, make_user

NOON = "2026-11-29 12:00:00"


def model(name: str) -> Any:
    """The rows of a table of notices."""
    return apps.get_model("ocop_notices", name).objects


def named() -> None:
    """Two kinds of the tests' own: one that cannot wait, for who sees orders; one that can, for who sees money."""
    kinds.register(
        Kind("test.urgent", gettext_lazy("Việc gấp"), Right.ORDERS, "package", _words, _path, is_urgent=True),
        Kind("test.calm", gettext_lazy("Việc thường"), Right.MONEY, "coin", _words, _path),
    )


def _words(values: Any) -> str:
    return f"Có chuyện: {values['what']}"


def _path(slug: str, values: Any) -> str:
    return f"/portal/{slug}/?{values['what']}"


def with_people(name: str = "Hợp tác xã An", **roles: str) -> tuple[Any, dict[str, Any]]:
    """A producer, and its members by the names that stand here with their roles."""
    producer = make_producer(name)
    made = roles or {"chu": "owner"}
    found = {
        person: producers.add_member(producer, make_user(f"{person}-{producer.pk}@example.com"), role)
        for person, role in made.items()
    }
    return producer, found


def tell(producer: Any, what: str = "một", kind: str = "test.urgent", **fields: Any) -> Any:
    """Tell a producer something; returns the notice."""
    actions.tell([actions.Said(producer.pk, kind, what, {"what": what}, **fields)])
    return model("Notice").get(producer=producer, kind=kind, key=what)
