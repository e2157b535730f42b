"""What the buyer of an order is shown, with an account or without one."""

from __future__ import annotations

from typing import Any

from django.urls import reverse


def page_of(order: Any) -> str:
    """Where the buyer finds `order`: without an account by a link that nobody can guess."""
    if order.user_id:
        return reverse("customer:order", args=[order.number])
    return reverse("customer:anon-order", args=[order.number, order.verification_hash()])
