"""What a producer does with its own lines of an order. Each act is atomic, locked, audited and may be repeated.

Lines of others are not found here, whoever asks. Orders that wait for their money or are cancelled raise
`ordering.exceptions.NotPossibleAnyMore`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from ocop_shop.core import text
from ocop_shop.core.afterwards import after_commit
from ocop_shop.delivery.actions import dispatch as send
from ocop_shop.delivery.own_lines import lines_of
from ocop_shop.ordering import actions as ordering
from ocop_shop.ordering.exceptions import NothingChosen, OrderError
from ocop_shop.ordering.states import BEING_PROCESSED, CANCELLED, PACKED
from ocop_shop.payments import actions as payments

from . import giving_back
from .signals import lines_cancelled
from .stages import ACCEPTED_FROM, PACKED_FROM

__all__ = ["accept", "accept_all", "cancel", "pack", "send"]

NOTE = "Cancelled"
"""The type of the note with which shop staff read on the order that a producer cancelled lines."""
LONGEST = 300


@transaction.atomic
def accept(order: Any, producer: Any, *, actor: Any = None) -> int:
    """The producer packs its lines of `order`; returns how many were accepted now."""
    return _move(order, producer, ACCEPTED_FROM, BEING_PROCESSED, actor)


def accept_all(orders: Iterable[Any], producer: Any, *, actor: Any = None) -> int:
    """Accept these orders, each by itself; returns how many had something new. One that ended meanwhile is left out."""
    accepted = 0
    for order in sorted(orders, key=lambda order: int(order.pk)):
        try:
            accepted += bool(accept(order, producer, actor=actor))
        except OrderError:
            continue
    return accepted


@transaction.atomic
def pack(order: Any, producer: Any, *, actor: Any = None) -> int:
    """The accepted lines of the producer stand packed; returns how many were packed now."""
    return _move(order, producer, PACKED_FROM, PACKED, actor)


@transaction.atomic
def cancel(order: Any, producer: Any, lines: Collection[int], *, actor: Any = None, reason: str) -> list[Any]:
    """The producer cannot send these of its lines, by key; returns those that were not cancelled before.

    Their stock is on sale again, and money is given back as `payments.actions.cancel_lines` does. Staff find a note on
    the order, and are told after the commit. Raises `LineOnItsWay`, and `NothingChosen` also where no reason is given
    or a line is not the producer's.
    """
    kept, why = ordering.opened(order), text.clean(reason)[:LONGEST]
    own = list(lines_of(producer).filter(order=kept).order_by("pk"))
    chosen = [line for line in own if line.pk in set(lines)]
    if not why or not chosen or len(chosen) != len(set(lines)):
        raise NothingChosen
    less = _sending_less(kept, chosen)
    before = giving_back.standing(kept)
    ended = payments.cancel_lines(kept, chosen, actor=actor, reason=why, sending_less=less)
    if ended:
        _note(kept, producer, ended, why)
        said = {"order": kept, "producer": producer, "lines": ended, "reason": why}
        said["money"] = giving_back.since(kept, before)
        after_commit(lines_cancelled.send, type(kept), **said)
    return ended


@transaction.atomic
def cancel_for_shop(order: Any, lines: Collection[Any], *, actor: Any = None) -> list[Any]:
    """Staff cancel these lines of `order`, whoever made the goods; stock and money as by `cancel`, without a note.

    Returns those that were not cancelled before. Raises `LineOnItsWay`.
    """
    kept = ordering.opened(order)
    return payments.cancel_lines(kept, lines, actor=actor, sending_less=_sending_less(kept, lines))


def _move(order: Any, producer: Any, before: str, after: str, actor: Any) -> int:
    kept = ordering.opened(order)
    lines = lines_of(producer).filter(order=kept, status=before)
    return ordering.move_lines(kept, list(lines), after, actor=actor)


def _sending_less(order: Any, lines: Collection[Any]) -> Decimal:
    """What sending `order` costs its buyer less without these lines.

    That is, for each maker of whom nothing else is left, its part of what was paid for sending all of it.
    """
    charges = dict(order.agreed_parcels.values_list("maker_key", "charge"))
    staying = order.lines.exclude(status=CANCELLED).exclude(pk__in=[line.pk for line in lines])
    going = order.lines.exclude(status=CANCELLED).filter(pk__in=[line.pk for line in lines])
    makers = {key or 0 for key in going.values_list("ocop_maker__producer", flat=True)}
    makers -= {key or 0 for key in staying.values_list("ocop_maker__producer", flat=True)}
    own, whole = sum(charges.get(key, 0) for key in makers), sum(charges.values())
    if not own:
        return Decimal(0)
    part = Decimal(own) * min(Decimal(order.shipping_incl_tax) / whole, Decimal(1))
    return part.quantize(Decimal(1), rounding=ROUND_HALF_UP)


def _note(order: Any, producer: Any, lines: list[Any], reason: str) -> None:
    with translation.override(settings.LANGUAGE_CODE):
        goods = ", ".join(f"{line.quantity} × {line.title}" for line in lines)
        told = _("%(producer)s cannot send: %(goods)s. %(reason)s")
        message = told % {"producer": producer.name, "goods": goods, "reason": reason}
        order.notes.create(note_type=NOTE, message=message)
