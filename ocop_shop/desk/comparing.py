"""A proposal beside what stands there, field by field, as staff read it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ocop_shop.proposals.differences import Part, differences, parts
from ocop_shop.proposals.subject import Subject


@dataclass(frozen=True)
class Row:
    """One field: its name in words, the change word by word, why it was sent back, and what is wrong with it."""

    field: str
    label: str
    parts: Sequence[Part]
    why: str
    problems: Sequence[str]
    changed: bool


def rows(
    subject: Subject, proposal: Any, written: Mapping[str, Any], problems: Mapping[str, Sequence[str]]
) -> list[Row]:
    """All fields that the proposal changes, in their order, then those of which something is wrong."""
    labels = subject.labels(proposal)
    changed = {one.field: one for one in differences(subject.current(proposal), proposal.values, labels)}
    found = []
    for field, label in labels.items():
        if field not in changed and field not in problems:
            continue
        one = changed.get(field)
        before = subject.shown(field, one.before) if one else ""
        after = subject.shown(field, one.after) if one else subject.shown(field, proposal.values.get(field))
        why = written.get(f"why-{field}", "") or proposal.reasons.get(field, "")
        told: list[Part] = parts(before, after) if one else [("same", after)]
        found.append(Row(field, str(label), told, why, problems.get(field, ()), one is not None))
    return found
