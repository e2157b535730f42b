"""The words of those who paid are taken out of what is kept: names and accounts stand in the purpose of a transfer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from ocop_shop.auditing import actions as audit
from ocop_shop.payments import due

from . import books


@transaction.atomic
def forget_words(before: datetime, keys: Sequence[int], *, actor: Any = None) -> int:
    """Empty the words of these messages where they came before a moment and nothing is open; returns how many.

    Amount, currency, key, references, outcome and day stay. The words go from the order's notes and refunds as well.
    """
    rows = due.words(before).filter(pk__in=keys).order_by("pk")
    found = list(rows.select_for_update(of=("self",)).select_related("attempt"))
    if not found:
        return 0
    books.forget(found)
    type(found[0]).objects.filter(pk__in=[message.pk for message in found]).update(text="")
    after = {"messages": [message.pk for message in found], "before": before}
    audit.record("payment.words_forgotten", "payment_messages", actor=actor, after=after)
    return len(found)
