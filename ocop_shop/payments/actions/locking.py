"""The lock under which a payment is worked on: the order first, then the attempt."""

from __future__ import annotations

from typing import Any

from django.apps import apps

from ocop_shop.ordering import actions as ordering


def locked(attempt: Any) -> Any:
    """The attempt as it stands now, locked together with its order, which it carries. Within a transaction."""
    order = ordering.locked(attempt.order)
    kept = apps.get_model("ocop_payments", "Attempt").objects.select_for_update().get(pk=attempt.pk)
    kept.order = order
    return kept
