"""Notices, and how one is told."""

from __future__ import annotations

from typing import Any

from ocop_shop.notices import actions
from ocop_shop.producers.roles import Right

ROOMS = {
    "portal-notices": Right.VIEW,
    "portal-notice-wishes": Right.VIEW,
    "portal-notice-address": Right.MEMBERS,
}


def fill(producer: Any) -> tuple[dict[str, dict[str, Any]], list[str]]:
    """A notice that everybody there sees, and an address of the producer's own."""
    title = f"Hàng vừa đặt của {producer.slug}"
    values = {"number": f"DON-{producer.pk}", "title": title, "pieces": 1, "others": 0}
    actions.tell([actions.Said(producer.pk, "order.new", f"matrix:{producer.pk}", values)])
    address = f"https://may-{producer.slug}.example.com/vao"
    actions.set_endpoint(producer, "webhook", address, actor=None)
    return {}, [title, address]
