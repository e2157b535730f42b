"""Which steps somebody may take with which certificate. Rights come from `rights`, places from `remits`."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Final

from ocop_shop.certification import rules
from ocop_shop.certification.life import EventKind

from . import remits
from .rights import Right, may

RIGHT_FOR: Final[Mapping[EventKind, Right]] = {
    EventKind.FILED: Right.RECEIVE,
    EventKind.CEASED: Right.RECEIVE,
    EventKind.EXTENDED: Right.STEPS,
    EventKind.LAPSED: Right.STEPS,
    EventKind.SUSPENDED: Right.STEPS,
    EventKind.REINSTATED: Right.STEPS,
    EventKind.CONCLUDED: Right.STEPS,
    EventKind.REVOKED: Right.STEPS,
    EventKind.CORRECTED: Right.CORRECT,
    EventKind.STRUCK: Right.CORRECT,
}
"""The right that each step asks for, in the order in which steps are offered. A grant is no step: see `may_hold`."""


def may_take(user: Any, kind: EventKind, certificate: Any) -> bool:
    """Whether `user` may take this step with this certificate, were it lawful. One query."""
    return remits.may_touch(user, RIGHT_FOR[kind], certificate)


def steps_for(user: Any, certificate: Any, lawful: Collection[EventKind]) -> list[EventKind]:
    """Those of the lawful steps that `user` may take, in the order in which they are offered. One query per right."""
    wanted = [kind for kind in RIGHT_FOR if kind in lawful]
    held = {
        right: remits.may_touch(user, right, certificate)
        for right in dict.fromkeys(RIGHT_FOR[kind] for kind in wanted)
        if remits.has(user, right)
    }
    return [kind for kind in wanted if held.get(RIGHT_FOR[kind])]


def may_hold(user: Any, right: Right, product_id: int | None, stars: int) -> bool:
    """Whether `user` has `right` to a certificate of so many stars for this product. One query at most.

    A step may change the stars: so this is asked of what comes out of it too. A product that is gone has no place.
    """
    if product_id is None:
        return any(reach.places is None and may(reach.role, right, stars) for reach in remits.reaches_of(user))
    found: bool = remits.products_for(user, right, stars).filter(pk=product_id).exists()
    return found


def stars_to_grant(user: Any, product_id: int) -> list[int]:
    """The stars that `user` may record for this product. One query for each star there is."""
    return [stars for stars in rules.STARS if may_hold(user, Right.GRANT, product_id, stars)]
