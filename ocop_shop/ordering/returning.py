"""A buyer asks to send something back. The shop answers; nothing moves by itself."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ocop_shop.auditing import actions as audit
from ocop_shop.core import text
from ocop_shop.core.afterwards import after_commit

from .actions import locked
from .exceptions import OrderError
from .signals import return_asked
from .states import COMPLETE, SHIPPED

NOTE = "Return"
"""The type of the note that shop staff read on the order."""
LONGEST = 1000


class CannotBeReturned(OrderError):
    """Nothing was sent yet, no reason was given, or it was asked for before; `str()` says which."""


def may_ask(order: Any) -> bool:
    """Whether something of `order` was sent, and nobody asked to return it yet. Two queries at most."""
    return _was_sent(order) and asked(order) is None


def asked(order: Any) -> Any | None:
    """The note with which the buyer asked, if there is one."""
    return order.notes.filter(note_type=NOTE).order_by("pk").first()


@transaction.atomic
def ask(order: Any, words: str, *, actor: Any = None) -> Any:
    """Note on `order` that the buyer wants to send something back, and why; returns the note.

    It is announced after the commit, so that the shop can be told by mail.

    Raises `CannotBeReturned`, and nothing is written.
    """
    kept, told = locked(order), text.clean(words)[:LONGEST]
    if not told:
        raise CannotBeReturned(_("Please say what is wrong."))
    if not _was_sent(kept):
        raise CannotBeReturned(_("Nothing of this order was sent yet. You can still cancel it."))
    if asked(kept) is not None:
        raise CannotBeReturned(_("You have asked already; the shop will answer."))
    note = kept.notes.create(note_type=NOTE, message=told, user=actor)
    audit.record("order.return_asked", f"order:{kept.pk}", actor=actor)
    after_commit(return_asked.send, type(kept), order=kept, note=note)
    return note


def _was_sent(order: Any) -> bool:
    return bool(order.status == COMPLETE or order.lines.filter(status=SHIPPED).exists())
