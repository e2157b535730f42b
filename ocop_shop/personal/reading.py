"""What a copy says, as people read it: days and moments as they are written here, lists as lists."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.utils.translation import gettext as _

from ocop_shop.core.html import plain
from ocop_shop.core.personal_labels import label

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOMENT: Final = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}[+-]\d{2}:\d{2}")
_MARKUP: Final = re.compile(r"\s*<(?:p|ul|ol|h[1-6]|div|blockquote)\b")
_LONGEST: Final = 100_000


@dataclass(frozen=True)
class Shown:
    """One value: `words`, or the place of a `file` in the archive, or `facts` with their names, or `rows` of values."""

    words: str = ""
    file: str = ""
    facts: tuple[tuple[str, Shown], ...] = ()
    rows: tuple[Shown, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return not (self.words or self.file or self.facts or self.rows)


def shown(value: Any) -> Shown:
    """`value` of a copy (what JSON knows) for the page; empty for nothing, and what is empty inside is left out."""
    if isinstance(value, Mapping):
        facts = [(label(str(name)), shown(held)) for name, held in value.items() if name != "id"]
        return Shown(facts=tuple((name, held) for name, held in facts if not held.is_empty))
    if isinstance(value, (list, tuple)):
        return Shown(rows=tuple(one for one in map(shown, value) if not one.is_empty))
    if value is None or isinstance(value, bool):
        return Shown(words="" if value is None else _("yes") if value else _("no"))
    told = str(value)
    return Shown(file=told) if told.startswith("files/") else Shown(words=_written(told))


def _written(told: str) -> str:
    if _MOMENT.fullmatch(told):
        return f"{datetime.fromisoformat(told):%d/%m/%Y %H:%M}"
    if _DAY.fullmatch(told):
        return f"{date.fromisoformat(told):%d/%m/%Y}"
    return plain(told, _LONGEST) if _MARKUP.match(told) else told
