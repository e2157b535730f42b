"""What a proposal changes, field by field and word by word. No Django here."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

Part = tuple[Literal["same", "gone", "new"], str]

_WORDS = re.compile(r"\s+|[^\s]+")
# Beyond this comparing word by word takes too long to wait for; the texts stand beside each other then.
_LONGEST = 20_000


@dataclass(frozen=True)
class Difference:
    """One field: what stands there, and what is proposed."""

    field: str
    before: Any
    after: Any


def differences(before: Mapping[str, Any], after: Mapping[str, Any], fields: Iterable[str]) -> list[Difference]:
    """The fields in which `after` differs from `before`; a field that `after` does not name stays as it is."""
    return [
        Difference(field, before.get(field), after[field])
        for field in fields
        if field in after and not _equal(before.get(field), after[field])
    ]


def parts(before: str, after: str) -> list[Part]:
    """`before` become `after`, as runs of words that stayed, went and came."""
    if len(before) + len(after) > _LONGEST:
        return [(kind, text) for kind, text in (("gone", before), ("new", after)) if text]  # type: ignore[misc]
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    found: list[Part] = []
    for kind, i1, i2, j1, j2 in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(("same", "".join(old[i1:i2])))
            continue
        found += [("gone", "".join(old[i1:i2]))] if i2 > i1 else []
        found += [("new", "".join(new[j1:j2]))] if j2 > j1 else []
    return found


def _equal(before: Any, after: Any) -> bool:
    empty: tuple[Any, ...] = (None, "", [], {})
    return before == after or (before in empty and after in empty)
