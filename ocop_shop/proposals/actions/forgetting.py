"""Proposals are forgotten after their time: those that nobody went on with wholly, of decided ones what stood in them.

With them goes all that was sent for them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from ocop_shop.auditing import actions as audit
from ocop_shop.core.afterwards import after_commit
from ocop_shop.proposals import states


def stale(before: datetime) -> Any:
    """Drafts, what was sent back and what was withdrawn, untouched since a moment; nothing that waits for staff."""
    rows = apps.get_model("ocop_proposals", "Proposal").objects
    return rows.filter(state__in=states.WRITABLE | {states.WITHDRAWN}, changed_at__lt=before)


@transaction.atomic
def forget_stale(before: datetime, keys: Sequence[int], *, actor: Any = None) -> int:
    """Delete these proposals where they are stale, with their pictures and papers; returns how many."""
    found = list(stale(before).filter(pk__in=keys).order_by("pk").select_for_update(of=("self",)))
    if not found:
        return 0
    gone = drop(found)
    audit.record("proposal.forgotten", "proposals", actor=actor, after={"proposals": gone, "before": before})
    return len(gone)


def decided(before: datetime) -> Any:
    """Proposals that were accepted before a moment and still hold what stood in them."""
    rows = apps.get_model("ocop_proposals", "Proposal").objects.filter(state=states.ACCEPTED, decided_at__lt=before)
    files = apps.get_model("ocop_proposals", "ProposalFile").objects.filter(proposal=OuterRef("pk"))
    return rows.filter(~Q(values={}) | ~Q(base={}) | ~Q(decision={}) | Exists(files))


@transaction.atomic
def forget_decided(before: datetime, keys: Sequence[int], *, actor: Any = None) -> int:
    """Empty these accepted proposals where their time is over; returns how many. Who decided, and when, stays.

    What was accepted lives on where it was written: in the profile, the listing, the identity of the seller.
    """
    found = list(decided(before).filter(pk__in=keys).order_by("pk").select_for_update(of=("self",)))
    if not found:
        return 0
    emptied = [proposal.pk for proposal in found]
    _drop_files(emptied)
    nothing: dict[str, Any] = {"values": {}, "base": {}, "reasons": {}, "reason": "", "decision": {}}
    type(found[0]).objects.filter(pk__in=emptied).update(**nothing)
    audit.record("proposal.emptied", "proposals", actor=actor, after={"proposals": emptied, "before": before})
    return len(emptied)


def drop(found: Sequence[Any]) -> list[int]:
    """Delete these locked proposals, and after the commit their pictures and papers; returns their keys."""
    gone = [proposal.pk for proposal in found]
    _drop_files(gone)
    apps.get_model("ocop_proposals", "Proposal").objects.filter(pk__in=gone).delete()
    return gone


def _drop_files(proposals: Sequence[int]) -> None:
    files: Any = apps.get_model("ocop_proposals", "ProposalFile").objects.filter(proposal__in=proposals)
    for one in files:
        after_commit(one.file.storage.delete, one.file.name)
    files.delete()
