"""Proposals that nobody went on with are deleted after their time, with all that was sent for them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Any

from django.apps import apps
from django.db import transaction

from ocop_shop.auditing import actions as audit
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
    gone = [proposal.pk for proposal in found]
    files: Any = apps.get_model("ocop_proposals", "ProposalFile").objects.filter(proposal__in=gone)
    for one in files:
        transaction.on_commit(partial(one.file.storage.delete, one.file.name), robust=True)
    type(found[0]).objects.filter(pk__in=gone).delete()
    audit.record("proposal.forgotten", "proposals", actor=actor, after={"proposals": gone, "before": before})
    return len(gone)
