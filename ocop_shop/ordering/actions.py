"""What can happen to an order as a whole after it was placed. Each act is atomic, locked, audited and done once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from oscar.core.loading import get_model

from ocop_shop.auditing import actions as audit
from ocop_shop.core.afterwards import after_commit

from . import completion
from .exceptions import NotPossibleAnyMore
from .giving_back import give_back_stock, give_back_uses
from .signals import order_cancelled, order_cancelling, order_confirmed, order_confirming
from .states import AWAITING_PAYMENT, CANCELLED, PENDING, order_states


@transaction.atomic
def confirm(order: Any, *, actor: Any = None) -> bool:
    """The money for `order` is here: it may be packed. False when it was confirmed before.

    Raises `NotPossibleAnyMore` for a cancelled order, whose stock may be sold to others already.
    """
    kept = locked(order)
    if kept.status == CANCELLED:
        raise NotPossibleAnyMore(kept)
    if kept.status != AWAITING_PAYMENT:
        return False
    announce(kept)
    return _move(order, kept, PENDING, actor, "")


def announce(order: Any) -> None:
    """Say that `order` may be packed: in this transaction, and after the commit."""
    order_confirming.send(type(order), order=order)
    after_commit(order_confirmed.send, type(order), order=order)


@transaction.atomic
def cancel(order: Any, *, actor: Any = None, reason: str = "") -> bool:
    """End `order` and give back its stock, vouchers and offers. False when it was cancelled before.

    Raises `NotPossibleAnyMore` when it is too far on its way (`order.available_statuses()`). Money is no concern of
    this act: `payments` closes and refunds.
    """
    kept = locked(order)
    if kept.status == CANCELLED:
        return False
    if CANCELLED not in kept.available_statuses():
        raise NotPossibleAnyMore(kept)
    give_back_stock(list(kept.lines.all()))
    give_back_uses(kept)
    if kept.status != AWAITING_PAYMENT:
        order_cancelling.send(type(kept), order=kept)
        after_commit(order_cancelled.send, type(kept), order=kept)
    return _move(order, kept, CANCELLED, actor, reason)


@transaction.atomic
def move_lines(order: Any, lines: Iterable[Any], status: str, *, actor: Any = None) -> int:
    """Move some lines of `order`; returns how many moved. Those that are cancelled give their stock back.

    The order follows its lines (`follow_lines`), and ends with the last of them.
    Raises `NotPossibleAnyMore` for an order that is cancelled or waits for its money, and Oscar's `InvalidLineStatus`
    where the pipeline does not go there; then no line moved. What was paid for a line is no concern of this act.
    """
    kept, moved = opened(order), []
    for line in held(kept, lines):
        before = line.status
        line.set_status(status)
        if before != status:
            moved.append(line)
            note_moved(line, before, actor)
    if moved and status == CANCELLED:
        give_back_stock(moved)
        if not kept.lines.exclude(status=CANCELLED).exists():
            cancel(kept, actor=actor)
    follow_lines(kept, actor=actor)
    return len(moved)


def follow_lines(kept: Any, *, actor: Any = None) -> None:
    """Move a locked order to where its lines stand; the lines of others stay where they are.

    It is complete when all of it was sent and nothing is awaited any more (`completion`).
    """
    lines = list(kept.lines.values_list("status", flat=True))
    for status in order_states(kept.status, lines, is_awaited=completion.is_awaited(kept)):
        before, kept.cascade = kept.status, {}
        try:
            kept.set_status(status)
        finally:
            del kept.cascade
        audit.record(
            "order.followed", f"order:{kept.pk}", actor=actor, before={"status": before}, after={"status": status}
        )


def note_moved(line: Any, before: str, actor: Any) -> None:
    """Write down that a line was moved."""
    after = {"line": line.pk, "status": line.status}
    audit.record("order.line_moved", f"order:{line.order_id}", actor=actor, before={"status": before}, after=after)


def opened(order: Any) -> Any:
    """`order` as it is now, locked; raises `NotPossibleAnyMore` where it is cancelled or waits for its money."""
    kept = locked(order)
    if kept.status in {CANCELLED, AWAITING_PAYMENT}:
        raise NotPossibleAnyMore(kept)
    return kept


def held(kept: Any, lines: Iterable[Any]) -> list[Any]:
    """Those of `lines` that belong to a locked order, as they are now, locked in pk order."""
    return list(kept.lines.select_for_update().filter(pk__in=[line.pk for line in lines]).order_by("pk"))


def locked(order: Any) -> Any:
    """`order` as it is now, locked until the transaction ends."""
    return get_model("order", "Order").objects.select_for_update().get(pk=order.pk)


def _move(order: Any, kept: Any, status: str, actor: Any, reason: str) -> bool:
    before = kept.status
    kept.set_status(status)
    order.status = status
    audit.record(
        f"order.{'cancelled' if status == CANCELLED else 'confirmed'}",
        f"order:{kept.pk}",
        actor=actor,
        before={"status": before},
        after={"status": status},
        reason=reason,
    )
    return True
