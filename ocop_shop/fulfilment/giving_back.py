"""What the buyer of an order owes less, or is owed, after something was cancelled: read before, and compared after."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.apps import apps

from ocop_shop.payments import registry
from ocop_shop.payments.choices import State
from ocop_shop.payments.cod import CODE as ON_DELIVERY


@dataclass(frozen=True)
class Standing:
    """How the money of an order stands: its refunds by key, and what is to be paid at the door."""

    refunds: frozenset[int]
    at_the_door: Decimal


@dataclass(frozen=True)
class Back:
    """One sum that is given back: by itself to the card or account it came from, or by the shop's own hand."""

    amount: Decimal
    by_itself: bool


@dataclass(frozen=True)
class Less:
    """What became of the money: given back, or less to pay at the door, where `to_pay` is left."""

    back: Sequence[Back]
    at_the_door: Decimal
    to_pay: Decimal


def standing(order: Any) -> Standing:
    """How it stands now. Two queries."""
    keys = frozenset(_refunds(order).values_list("pk", flat=True))
    return Standing(keys, _at_the_door(order))


def since(order: Any, before: Standing) -> Less:
    """What has changed since. Two queries."""
    rows = _refunds(order).exclude(pk__in=before.refunds).values_list("amount", "attempt__provider")
    sums: Mapping[bool, list[Decimal]] = {True: [], False: []}
    for amount, code in rows:
        provider = registry.known(code)
        sums[bool(provider and provider.gives_back)].append(amount)
    back = [Back(sum(amounts, Decimal(0)), by_itself) for by_itself, amounts in sums.items() if amounts]
    now = _at_the_door(order)
    return Less(back, before.at_the_door - now, now)


def _refunds(order: Any) -> Any:
    return apps.get_model("ocop_payments", "Refund").objects.filter(attempt__order=order)


def _at_the_door(order: Any) -> Decimal:
    open_ones = order.payment_attempts.filter(provider=ON_DELIVERY, state=State.OPEN)
    return sum((attempt.missing for attempt in open_ones), Decimal(0))
