"""Whose a box is that the shop packs: its price over the things in it, and what is given back of it. Plain rules.

Each thing is owed at most what it costs by itself; what the box costs beyond is the shop's, for box and work. Where the
box costs less than the things, each bears its part in proportion. Money that is given back is borne in proportion to
what of each is not given back yet, the shop's part too. All parts add up, to the đồng.
"""

from __future__ import annotations

from collections.abc import Sequence

from .reckoning import Share
from .refund_shares import in_proportion


def prices(price: int, worths: Sequence[int]) -> list[int]:
    """What is owed for each thing of boxes that were sold for `price`; `worths` is what they cost by themselves."""
    return in_proportion(min(max(price, 0), sum(worths)), worths)


def refunds(price: int, parts: Sequence[int], shares: Sequence[Share]) -> list[tuple[Share, ...]]:
    """What each thing bears of what was given back for a line of `price`; `parts` is what `prices` said."""
    left = [*parts, price - sum(parts)]
    found: list[tuple[Share, ...]] = [() for _part in parts]
    for share in shares:
        borne = in_proportion(min(share.amount, sum(left)), left)
        left = [rest - amount for rest, amount in zip(left, borne, strict=True)]
        for index, amount in enumerate(borne[:-1]):
            found[index] += (Share(share.refund, amount),) if amount else ()
    return found
