"""Following the chain as it stands in the database, a page at a time, however long it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _

from . import chain
from .chain import Broken, Link, Why
from .sealing import FACTS, head

PAGE = 2000


@dataclass(frozen=True)
class Verdict:
    """What was found: numbers of entries, the end of the chain, and every place where it does not hold."""

    entries: int
    sealed: int
    unsealed: int
    head_position: int
    head_hash: str
    broken: tuple[Broken, ...]

    @property
    def whole(self) -> bool:
        """Whether nothing was found against the chain. Entries without a seal are not in it yet."""
        return not self.broken


def verify(noted: tuple[int, str] | None = None) -> Verdict:
    """Follow the whole chain; `noted` is a head (position, hash) that was kept elsewhere.

    Without `noted` a chain that was made anew from some entry on, or that lost its last entries, looks whole. What is
    recorded meanwhile is left for the next time. Nothing is written.
    """
    unsealed = apps.get_model("ocop_audit", "Entry").objects.filter(seal__isnull=True).count()
    end, end_hash = head()
    walk = chain.Walk()
    sealed = 0
    broken: list[Broken] = []
    for link in links(until=end):
        sealed += 1
        broken += walk.step(link)
        if noted and link.position == noted[0] and link.hash != noted[1]:
            broken.append(Broken(link.position, Why.REWRITTEN))
    if walk.position < end:
        broken.append(Broken(walk.position + 1, Why.MISSING))
    if noted and noted[0] > end:
        broken.append(Broken(end + 1, Why.CUT_OFF))
    return Verdict(sealed + unsealed, sealed, unsealed, end, end_hash, tuple(broken))


def links(since: int = -1, until: int | None = None) -> Iterator[Link]:
    """The links behind position `since` up to `until` (default: the end), in order."""
    seals: Any = apps.get_model("ocop_audit", "Seal").objects.order_by("position")
    if until is not None:
        seals = seals.filter(position__lte=until)
    rows = seals.values_list("position", "previous", "hash", *(f"entry__{name}" for name in FACTS))
    while page := rows.filter(position__gt=since)[:PAGE]:
        for position, previous, sealed, *facts in page:
            yield Link(position, previous, sealed, chain.Facts(*facts))
            since = position


def sentence(broken: Broken) -> str:
    """What is wrong at a place of the chain, for a person."""
    sentences = {
        Why.MISSING: _("Position %(position)s: an entry or its seal is missing."),
        Why.MISPLACED: _("Position %(position)s: there is a second entry for it."),
        Why.UNLINKED: _("Position %(position)s: it does not follow from the entry before it."),
        Why.CHANGED: _("Position %(position)s: the entry is not what was sealed."),
        Why.CUT_OFF: _("Position %(position)s: the log ends before the head that you noted."),
        Why.REWRITTEN: _("Position %(position)s: its hash is not the one that you noted; the log was rewritten."),
    }
    return sentences[broken.why] % {"position": broken.position}
