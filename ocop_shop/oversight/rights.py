"""Who may do what to the register, by role. No Django here; `remits` adds the place."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Right(StrEnum):
    """What can be allowed. VIEW is looking; everything else changes something."""

    VIEW = "view"
    GRANT = "grant"
    STEPS = "steps"
    CORRECT = "correct"
    RECEIVE = "receive"
    EVALUATE = "evaluate"
    CONTACT = "contact"
    ANSWER = "answer"
    AUDIT = "audit"
    ENTRUST = "entrust"


_PROVINCE = frozenset(
    {
        Right.VIEW,
        Right.GRANT,
        Right.STEPS,
        Right.CORRECT,
        Right.RECEIVE,
        Right.EVALUATE,
        Right.CONTACT,
        Right.ANSWER,
    }
)
RIGHTS: Mapping[str, frozenset[Right]] = {
    "central": _PROVINCE | {Right.AUDIT, Right.ENTRUST},
    "province": _PROVINCE,
    # A commune takes in dossiers and confirms that production stopped; it never recognises (26/2026/QĐ-TTg art. 4).
    "commune": frozenset({Right.VIEW, Right.RECEIVE, Right.CONTACT}),
    "auditor": frozenset({Right.VIEW, Right.AUDIT}),
}

# Rights that touch what a certificate says; for five stars they belong to the centre (art. 4.1.b, 8.2.b).
_OF_THE_DECIDER = frozenset({Right.GRANT, Right.STEPS, Right.CORRECT})
_CENTRAL_STARS = 5


def may(role: str, right: Right, stars: int | None = None) -> bool:
    """Whether `role` has `right`, for a certificate of `stars` where that matters."""
    if right not in RIGHTS.get(role, frozenset()):
        return False
    return not (right in _OF_THE_DECIDER and stars == _CENTRAL_STARS and role != "central")
