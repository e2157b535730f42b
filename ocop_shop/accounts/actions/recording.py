"""Entries: what follows from an order, each once, and what staff put right."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db import transaction

from ocop_shop.accounts import facts
from ocop_shop.accounts.choices import Kind
from ocop_shop.accounts.exceptions import NotAPercentage, ReasonMissing
from ocop_shop.accounts.reckoning import SALE, Due, dues, is_percentage
from ocop_shop.auditing import actions as audit
from ocop_shop.core import clock, text
from ocop_shop.ordering import actions as ordering

from .locking import held
from .sharing import share_what_is_clear

LONGEST = 300


@transaction.atomic
def record(order: Any) -> int:
    """Enter what follows from `order` as it stands and is not entered yet; returns how many entries that are.

    Refunds of which it is clear whom they concern are shared out first; others wait for staff (`share_out`).
    """
    kept = ordering.locked(order)
    share_what_is_clear(kept)
    known = facts.of_orders([kept]).get(kept.pk)
    if known is None:
        return 0
    wanted = [due for due in dues(known.money) if due.key not in known.entered]
    if wanted:
        _enter(kept, wanted)
    return len(wanted)


def catch_up(*, thoroughly: bool = False) -> int:
    """Enter what was missed, order by order; returns how many entries that are. Outside any transaction.

    `thoroughly` reckons every order anew that anything may follow from.
    """
    orders = facts.to_look_at().order_by("pk") if thoroughly else facts.not_entered()
    return sum(record(order) for order in orders.iterator())


@transaction.atomic
def correct(producer: Any, amount: int, reason: str, *, actor: Any, key: str) -> bool:
    """Enter a correction of so many đồng, below 0 what the producer owes; False when `key` was entered before.

    `key` is the asker's, so that a button that is pressed twice corrects once. Raises `ReasonMissing`.
    """
    told = text.clean(reason)[:LONGEST]
    if not amount or not told:
        raise ReasonMissing
    account = held([producer.pk])[producer.pk]
    name = f"correction:{producer.pk}:{key}"[:80]
    if account.entries.filter(key=name).exists():
        return False
    account.entries.create(key=name, kind=Kind.CORRECTION, amount=amount, at=clock.now(), note=told)
    after = {"amount": amount, "key": name}
    audit.record("account.corrected", f"producer:{producer.pk}", actor=actor, after=after, reason=told)
    return True


@transaction.atomic
def set_commission(producer: Any, percent: Decimal | None, *, actor: Any) -> bool:
    """Another commission for what `producer` sells from now on; None: the shop's own. False where it was so before.

    What is entered keeps its own. Raises `NotAPercentage`.
    """
    if percent is not None and not is_percentage(percent):
        raise NotAPercentage
    account = held([producer.pk])[producer.pk]
    before = account.commission
    if before == percent:
        return False
    account.commission = percent
    account.save(update_fields=["commission"])
    audit.record(
        "account.commission_set",
        f"producer:{producer.pk}",
        actor=actor,
        before={"percent": None if before is None else str(before)},
        after={"percent": None if percent is None else str(percent)},
    )
    return True


def _enter(order: Any, wanted: Sequence[Due]) -> None:
    accounts = held(due.producer for due in wanted)
    # Read with the accounts held: a month that is being closed is closed by now.
    at = clock.now()
    rows = apps.get_model("ocop_accounts", "Entry").objects
    rows.bulk_create([rows.model(account=accounts[due.producer], at=at, **_facts(order, due)) for due in wanted])
    after = {"entries": len(wanted), "sum": sum(due.amount for due in wanted)}
    audit.record("account.entered", f"order:{order.pk}", after=after)


def _facts(order: Any, due: Due) -> dict[str, Any]:
    found: dict[str, Any] = {
        "key": due.key,
        "kind": due.kind,
        "amount": due.amount,
        "order_number": order.number,
    }
    if due.line:
        found |= {"line_key": due.line.key, "product_key": due.line.product, "title": due.line.title[:255]}
        found["pieces"] = due.line.pieces if due.kind == SALE else 0
        found["percent"] = due.line.percent if due.kind == SALE else None
    return found
