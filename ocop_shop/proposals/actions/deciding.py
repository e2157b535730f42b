"""Deciding on a proposal, by staff: as it stood when they looked at it, and no other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from ocop_shop.core import clock, text
from ocop_shop.core.afterwards import after_commit
from ocop_shop.proposals import notices, states
from ocop_shop.proposals.exceptions import EditedMeanwhile, NotDecidable, NotReady, ReasonMissing
from ocop_shop.proposals.registry import subject_of
from ocop_shop.proposals.signals import proposal_decided

from .writing import locked, touch


@transaction.atomic
def accept(proposal: Any, *, version: int, actor: Any, decision: Mapping[str, Any] | None = None) -> bool:
    """Publish it; False when that was done before. `decision`: what staff noted, for the rules of its kind.

    Raises `NotDecidable`, `EditedMeanwhile` when it is not what was looked at, or `NotReady` when something has changed
    around it (a badge ended, a name was taken); then nothing was published.
    """
    kept = locked(proposal)
    if kept.state == states.ACCEPTED:
        return False
    _decidable(kept, version)
    kept.decision = dict(decision or {})
    subject = subject_of(kept)
    problems = subject.problems(kept)
    if problems:
        raise NotReady(problems)
    subject.apply(kept, actor=actor)
    _decided(kept, states.ACCEPTED, actor)
    return True


@transaction.atomic
def send_back(
    proposal: Any, reason: str, *, version: int, actor: Any, reasons: Mapping[str, str] | None = None
) -> None:
    """Ask for changes, with a reason for all of it, for single fields, or both.

    Raises `ReasonMissing`, `NotDecidable` or `EditedMeanwhile`, and nothing is written.
    """
    told = text.clean(reason)
    by_field = {field: text.clean(why) for field, why in (reasons or {}).items() if text.clean(why)}
    if not told and not by_field:
        raise ReasonMissing
    kept = locked(proposal)
    _decidable(kept, version)
    kept.reason, kept.reasons = told, by_field
    _decided(kept, states.RETURNED, actor)


def _decidable(kept: Any, version: int) -> None:
    if kept.state != states.SUBMITTED:
        raise NotDecidable
    if kept.version != version:
        raise EditedMeanwhile(kept)


def _decided(kept: Any, state: str, actor: Any) -> None:
    kept.state, kept.decided_at, kept.decided_by = state, clock.now(), actor
    touch(kept, actor, f"proposal.{state}")
    notices.note_decided(kept)
    after_commit(proposal_decided.send, type(kept), proposal=kept)
