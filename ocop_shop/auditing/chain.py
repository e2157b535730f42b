"""The chain of hashes over the audit log: plain Python, so that anybody can follow it without the shop.

Each link holds the hash of the link before it. Whoever changes, removes, inserts or moves an entry must make every hash
from there to the end anew, and then the end is not the one that was noted elsewhere.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

# What stands before the first link.
GENESIS = "0" * 64
_CANONICAL = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Facts:
    """What an entry says. `at` is aware; `before` and `after` hold what JSON can hold, without fractions."""

    id: int
    at: datetime | None
    act: str
    subject: str
    actor: int | None
    before: Any
    after: Any
    reason: str


@dataclass(frozen=True, slots=True)
class Link:
    """An entry with its place in the chain."""

    position: int
    previous: str
    hash: str
    facts: Facts


class Why(StrEnum):
    """What is wrong with the chain at a position."""

    MISSING = "missing"  # there are links behind this position, and none at it
    MISPLACED = "misplaced"  # a second link for a position that was passed already
    UNLINKED = "unlinked"  # it does not hold the hash of the link before it
    CHANGED = "changed"  # the entry is not what was sealed
    CUT_OFF = "cut_off"  # the chain ends before a head that was noted elsewhere
    REWRITTEN = "rewritten"  # a head that was noted elsewhere had another hash


@dataclass(frozen=True, slots=True)
class Broken:
    """A place where the chain does not hold."""

    position: int
    why: Why


def moment(at: datetime | None) -> str:
    """The one way a moment is hashed: UTC, six digits after the second, "2026-11-22T01:00:00.000000+00:00"."""
    return at.astimezone(UTC).isoformat(timespec="microseconds") if at else ""


def content(position: int, previous: str, facts: Facts) -> dict[str, Any]:
    """What a link is the hash of, by name."""
    return {
        "position": position,
        "previous": previous,
        "id": facts.id,
        "at": moment(facts.at),
        "act": facts.act,
        "subject": facts.subject,
        "actor": facts.actor,
        "before": facts.before,
        "after": facts.after,
        "reason": facts.reason,
    }


def canonical(value: Mapping[str, Any]) -> bytes:
    """The same bytes for the same values: JSON with sorted names and no spaces, in UTF-8."""
    return _CANONICAL.encode(value).encode("utf-8", "surrogatepass")


def hash_of(position: int, previous: str, facts: Facts) -> str:
    """SHA-256 over the canonical JSON of `content`, as 64 hex digits."""
    return hashlib.sha256(canonical(content(position, previous, facts))).hexdigest()


def linked(facts: Iterable[Facts], position: int = 0, previous: str = GENESIS) -> Iterator[Link]:
    """`facts` as further links of the chain that ends at `position` with the hash `previous`."""
    for entry in facts:
        position += 1
        link = Link(position, previous, hash_of(position, previous, entry), entry)
        previous = link.hash
        yield link


class Walk:
    """A walk along the chain that remembers the last link and nothing else: length costs no memory."""

    def __init__(self) -> None:
        self.position = 0
        self.hash = GENESIS

    def step(self, link: Link) -> list[Broken]:
        """What is wrong with the next link. The walk then goes on from what the link says of itself."""
        found = []
        if link.position > self.position + 1:
            found.append(Broken(self.position + 1, Why.MISSING))
        elif link.position <= self.position:
            found.append(Broken(link.position, Why.MISPLACED))
        elif link.previous != self.hash:
            found.append(Broken(link.position, Why.UNLINKED))
        if hash_of(link.position, link.previous, link.facts) != link.hash:
            found.append(Broken(link.position, Why.CHANGED))
        self.position, self.hash = link.position, link.hash
        return found


def verify(links: Iterable[Link]) -> list[Broken]:
    """Every place where the chain from position 1 on does not hold, in order; empty when it is whole."""
    walk = Walk()
    return [broken for link in links for broken in walk.step(link)]
