"""Accounts held for writing, in the order of their producers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.apps import apps


def held(producers: Iterable[int]) -> dict[int, Any]:
    """The accounts of these producers by the producer's key, locked; made where there are none.

    Within a transaction.
    """
    accounts = apps.get_model("ocop_accounts", "Account").objects
    keys = sorted(set(producers))
    for key in keys:
        accounts.get_or_create(producer_id=key)
    rows = accounts.select_for_update().filter(producer__in=keys).order_by("producer")
    return {account.producer_id: account for account in rows}
