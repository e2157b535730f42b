"""Writing a proposal until it is submitted, by those who work for the producer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.apps import apps
from django.db import IntegrityError, transaction
from django.utils.translation import get_language

from ocop_shop.auditing import actions as audit
from ocop_shop.core import clock
from ocop_shop.core.afterwards import after_commit
from ocop_shop.proposals import sittings, states
from ocop_shop.proposals.exceptions import EditedMeanwhile, NotReady, NotWritable
from ocop_shop.proposals.registry import subject_of
from ocop_shop.proposals.signals import proposal_submitted


def begin(
    kind: str,
    subject: str,
    *,
    values: Mapping[str, Any],
    author: Any,
    producer: Any = None,
    product: Any = None,
    base: Mapping[str, Any] | None = None,
) -> Any:
    """The open proposal about `subject`; a draft with these values where there is none."""
    rows = apps.get_model("ocop_proposals", "Proposal").objects
    found = rows.open().filter(subject=subject).first()
    if found:
        return found
    try:
        with transaction.atomic():
            made = rows.create(
                kind=kind,
                subject=subject,
                producer=producer,
                product=product,
                author=author,
                values=dict(values),
                base=dict(base or {}),
                language=get_language() or "",
                changed_at=clock.now(),
            )
            noted("proposal.begun", made, author)
            return made
    except IntegrityError:
        return rows.open().get(subject=subject)  # somebody else began it at this moment


@transaction.atomic
def save(proposal: Any, values: Mapping[str, Any], *, version: int, actor: Any) -> Any:
    """Write `values` over those of the proposal; fields that are not named stay. Returns it as it stands.

    The log has one entry for each sitting (`proposals.sittings`), however often a draft saves itself.
    Raises `NotWritable`, or `EditedMeanwhile` when it is not at `version` any more: nothing that somebody else has
    written is lost.
    """
    kept = locked(proposal)
    _writable(kept, version)
    merged = {**kept.values, **values}
    if merged == kept.values:
        return kept
    changed = sorted(name for name in merged if merged[name] != kept.values.get(name))
    kept.values = merged
    said = {"assisted": audit.is_assisted()}
    by = getattr(actor, "pk", None)
    kept.sittings, is_new = sittings.after_saving(kept.sittings, by, changed, clock.now(), **said)
    _store(kept)
    if is_new:
        noted("proposal.saved", kept, actor, fields=changed)
    return kept


@transaction.atomic
def submit(proposal: Any, *, version: int, actor: Any) -> Any:
    """Hand it to staff. Raises `NotReady`, `NotWritable` or `EditedMeanwhile`; what waits already goes on waiting."""
    kept = locked(proposal)
    if kept.state == states.SUBMITTED:
        return kept
    _writable(kept, version)
    problems = subject_of(kept).problems(kept)
    if problems:
        raise NotReady(problems)
    kept.state, kept.submitted_at, kept.reason, kept.reasons = states.SUBMITTED, clock.now(), "", {}
    touch(kept, actor, "proposal.submitted", sittings=_told(kept))
    after_commit(proposal_submitted.send, type(kept), proposal=kept)
    return kept


@transaction.atomic
def take_back(proposal: Any, *, actor: Any) -> Any:
    """Make a submitted one a draft again, to write on. Raises `NotWritable` for one that was decided on."""
    kept = locked(proposal)
    if kept.state in states.WRITABLE:
        return kept
    if kept.state != states.SUBMITTED:
        raise NotWritable
    kept.state = states.DRAFT
    touch(kept, actor, "proposal.taken_back")
    return kept


@transaction.atomic
def discard(proposal: Any, *, actor: Any) -> bool:
    """Let it be; its pictures and papers are deleted. False when it was over. What is published stays as it is."""
    kept = locked(proposal)
    if not kept.is_open:
        return False
    kept.state = states.WITHDRAWN
    touch(kept, actor, "proposal.discarded", sittings=_told(kept))
    for one in kept.files.all():
        after_commit(one.file.storage.delete, one.file.name)
    kept.files.all().delete()
    return True


def locked(proposal: Any) -> Any:
    """`proposal` as it is now, locked until the transaction ends."""
    return type(proposal).objects.select_for_update().get(pk=proposal.pk)


def touch(kept: Any, actor: Any, act: str, **after: Any) -> None:
    """Store a locked proposal as its next version, and note the act."""
    _store(kept)
    noted(act, kept, actor, **after)


def noted(act: str, proposal: Any, actor: Any, **after: Any) -> None:
    """Write an act into the log: names of fields at most, never what stands in them."""
    told = {"subject": proposal.subject, "state": proposal.state, "version": proposal.version, **after}
    audit.record(act, f"proposal:{proposal.pk}", actor=actor, after=told)


def _store(kept: Any) -> None:
    kept.version += 1
    kept.changed_at = clock.now()
    kept.save()


def _told(kept: Any) -> list[sittings.Sitting]:
    """The sittings since it was handed in last, for the log; the next ones are counted anew."""
    told: list[sittings.Sitting] = kept.sittings
    kept.sittings = []
    return told


def _writable(kept: Any, version: int) -> None:
    if not kept.is_writable:
        raise NotWritable
    if kept.version != version:
        raise EditedMeanwhile(kept)
