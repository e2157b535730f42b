"""The criteria sheets and the list of papers of a decision, typed, read from `data/criteria/`. No Django here.

`vi` is the wording of the decision, `en` a short paraphrase. Below the parts A, B and C no two sets are alike.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

FIRST, UPGRADE, AGAIN = "first", "upgrade", "again"
"""Kinds of a dossier: of a product without certificate, for a higher star, and before a certificate ends (art. 6.1)."""


@dataclass(frozen=True)
class Option:
    """An answer to a criterion. `star`: from this star on at least this option, or a later one, is needed (App. II)."""

    order: int
    points: int
    vi: str
    en: str
    star: int | None = None
    case: str = ""


@dataclass(frozen=True)
class Note:
    """What the sheet says beside a criterion; `effect` is "disqualified" and the like where it has one."""

    vi: str
    en: str
    effect: str = ""


@dataclass(frozen=True)
class Criterion:
    """A criterion with its options, one of which counts."""

    code: str
    vi: str
    en: str
    most: int
    options: tuple[Option, ...]
    notes: tuple[Note, ...] = ()

    def option(self, order: int | None) -> Option | None:
        """The option that was chosen; None where none fits, which is 0 points."""
        return next((one for one in self.options if one.order == order), None)


@dataclass(frozen=True)
class Section:
    """Criteria under one heading."""

    code: str
    vi: str
    en: str
    most: int
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True)
class Part:
    """Part A, B or C of a sheet."""

    code: str
    vi: str
    en: str
    most: int
    sections: tuple[Section, ...]

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """All criteria of the part, in the order of the sheet."""
        return tuple(one for section in self.sections for one in section.criteria)


@dataclass(frozen=True)
class Sheet:
    """The criteria of one product set; `rejected` says when a dossier is turned down whatever its points."""

    decision: str
    number: int
    vi: str
    en: str
    rejected: Note
    parts: tuple[Part, ...]

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """All criteria, in the order of the sheet."""
        return tuple(one for part in self.parts for one in part.criteria)


@dataclass(frozen=True)
class Paper:
    """A paper of a dossier."""

    code: str
    vi: str
    en: str


@cache
def sheet(decision: str, number: int) -> Sheet | None:
    """The criteria of product set `number` under `decision`; None where they are not at hand."""
    found = _read(decision, f"{number:02}.json")
    if found is None:
        return None
    parts = tuple(_part(one) for one in found["parts"])
    return Sheet(found["decision"], found["number"], found["vi"], found["en"], Note(**found["rejected"]), parts)


@cache
def papers(decision: str, number: int, kinds: frozenset[str]) -> tuple[Paper, ...]:
    """What a dossier of one of these kinds holds for a product of set `number`; nothing where that is not at hand."""
    found = _read(decision, "papers.json") or {"papers": []}
    return tuple(
        Paper(one["code"], one["vi"], one["en"])
        for one in found["papers"]
        if kinds & set(one.get("kinds", kinds)) and number not in one.get("not_for_sets", ())
    )


def _read(decision: str, name: str) -> Any:
    folder = decision.removesuffix("/QĐ-TTg").replace("/", "-")
    source = files("ocop_shop.certification") / "data" / "criteria" / folder / name
    return json.loads(source.read_text(encoding="utf-8")) if source.is_file() else None


def _part(told: Any) -> Part:
    sections = tuple(
        Section(
            one["code"], _calm(one["vi"]), one["en"], one["most"], tuple(_criterion(row) for row in one["criteria"])
        )
        for one in told["sections"]
    )
    return Part(told["code"], _calm(told["vi"]), told["en"], told["most"], sections)


def _criterion(told: Any) -> Criterion:
    cases = {one["code"]: one for one in told.get("cases", ())}
    options = tuple(_option(one, cases) for one in told.get("options", ()))
    # Where the sheet prints no options (a bilingual label), it is there for all points or it is not.
    notes = tuple(Note(**one) for one in told.get("notes", ()))
    whole = (Option(1, told["most"], "Có", "Yes"),)
    return Criterion(told["code"], _calm(told["vi"]), told["en"], told["most"], options or whole, notes)


def _calm(words: str) -> str:
    """Headings that the decision prints in capitals, as one reads them."""
    return words.capitalize() if words.isupper() else words


def _option(told: Any, cases: Any) -> Option:
    case = cases.get(told.get("case"))
    vi, en = ((f"{case[name]}: " if case else "") + told[name] for name in ("vi", "en"))
    return Option(told["order"], told["points"], vi, en, told.get("star"), told.get("case", ""))
