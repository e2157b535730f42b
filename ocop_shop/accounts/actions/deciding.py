"""Staff say whom a refund concerns, where it is not clear by itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from ocop_shop.accounts.exceptions import SharedBefore, SharesDoNotFit
from ocop_shop.accounts.refund_shares import Split
from ocop_shop.ordering import actions as ordering

from .recording import record
from .sharing import apart, open_lines, undecided, write


@transaction.atomic
def share_out(refund: Any, by_line: Mapping[int, int], *, actor: Any) -> None:
    """Say for which lines of its order, by key, so many đồng of a refund were given back; the shop bears the rest.

    What was not sold at all is taken off first, by itself; what follows is entered. Raises `SharedBefore` and
    `SharesDoNotFit`.
    """
    kept = ordering.locked(refund.attempt.order)
    waiting = undecided(kept).filter(pk=refund.pk).first()
    if waiting is None:
        raise SharedBefore
    found = apart(kept, waiting)
    left = {line.key: line.left for line in open_lines(kept)}
    wanted = {key: amount for key, amount in by_line.items() if amount}
    if any(not 0 < amount <= left.get(key, 0) for key, amount in wanted.items()):
        raise SharesDoNotFit(max((left.get(key, 0) for key in wanted), default=0))
    if (rest := found.rest - sum(wanted.values())) < 0:
        raise SharesDoNotFit(found.rest)
    write(waiting, Split(found.unsold, tuple(sorted(wanted.items())), rest), actor)
    record(kept)
