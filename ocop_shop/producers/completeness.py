"""How complete a maker's profile is, and what is worth adding next. No Django here.

The weights follow what makes somebody buy: who these people are, what they do, what it looks like, how to reach them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from . import story

ENOUGH_TEXT: Final = 300
ENOUGH_PICTURES: Final = 3


@dataclass(frozen=True)
class Facts:
    """What there is of a profile, counted."""

    text: int = 0
    text_en: int = 0
    steps: int = 0
    pictures: int = 0
    people: int = 0
    contacts: int = 0
    points_of_sale: int = 0
    honours: int = 0
    since: bool = False
    place: bool = False


@dataclass(frozen=True)
class Item:
    """Something that a profile may have: its name, the part of the desk where it is written, and what it is worth."""

    key: str
    part: str
    weight: int
    done: bool


@dataclass(frozen=True)
class Report:
    """All items in their order."""

    items: tuple[Item, ...]

    @property
    def score(self) -> int:
        """0 to 100."""
        return sum(item.weight for item in self.items if item.done)

    @property
    def missing(self) -> tuple[Item, ...]:
        """What is not there, the one that is worth most first."""
        return tuple(sorted((item for item in self.items if not item.done), key=lambda item: -item.weight))

    @property
    def next_item(self) -> Item | None:
        """The best one to add now; None where nothing is missing."""
        return self.missing[0] if self.missing else None


def report(facts: Facts) -> Report:
    """What of a profile is there and what is missing."""
    told = (
        ("story", "story", 20, facts.text >= ENOUGH_TEXT),
        ("banner", "pictures", 15, facts.pictures > 0),
        ("contact", "contact", 15, facts.contacts > 0),
        ("place", "about", 10, facts.place),
        ("people", "people", 10, facts.people > 0),
        ("steps", "story", 10, facts.steps > 0),
        ("pictures", "pictures", 5, facts.pictures >= ENOUGH_PICTURES),
        ("since", "about", 5, facts.since),
        ("points_of_sale", "points", 4, facts.points_of_sale > 0),
        ("english", "story", 4, facts.text_en > 0),
        ("honours", "awards", 2, facts.honours > 0),
    )
    return Report(tuple(Item(*one) for one in told))


def facts_of(values: Mapping[str, Any]) -> Facts:
    """The facts of the values of a profile (`profile_values`), of a draft or of what is public."""
    parts = values["story"]
    return story_facts(
        parts,
        pictures=len(values["pictures"]),
        people=sum(bool(person["consent"]) for person in values["people"]),
        contacts=_contacts(values),
        points_of_sale=len(values["points"]),
        honours=len(values["awards"]) + len(values["rights"]),
        since=bool(values["since"]),
        place=bool(values["commune"]),
    )


def story_facts(parts: Iterable[Mapping[str, Any]], **others: Any) -> Facts:
    """Facts of which those of the story are counted in its parts."""
    listed = list(parts)
    texts = [part["value"] for part in listed if part["type"] == "text"]
    return Facts(
        text=len(story.plain(listed, "vi")),
        text_en=sum(len(value.get("text_en", "")) for value in texts),
        steps=sum(part["type"] == "steps" for part in listed),
        **others,
    )


def _contacts(values: Mapping[str, Any]) -> int:
    return sum(bool(values[name] and values[f"publish_{name}"]) for name in ("phone", "email")) + bool(
        values["website"]
    )
