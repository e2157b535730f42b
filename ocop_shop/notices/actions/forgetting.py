"""Notices of long ago are deleted, with what was sent of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import transaction


def old(before: datetime) -> Any:
    """Notices from before a moment."""
    return apps.get_model("ocop_notices", "Notice").objects.filter(at__lt=before)


@transaction.atomic
def forget_old(before: datetime, keys: Sequence[int]) -> int:
    """Delete these notices where they are old, and their deliveries; returns how many."""
    gone = list(old(before).filter(pk__in=keys).order_by("pk").select_for_update().values_list("pk", flat=True))
    apps.get_model("ocop_notices", "Notice").objects.filter(pk__in=gone).delete()
    return len(gone)
