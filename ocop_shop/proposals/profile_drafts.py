"""The draft of a profile: what a producer has written over what is public, until staff have looked at it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Any

from django.apps import apps
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Q, prefetch_related_objects

from ocop_shop.producers.profile_values import Source, current

from . import actions
from .exceptions import EditedMeanwhile, NotWritable
from .profile import LABELS, subject_for

LISTS = ("pictures", "people", "awards", "ip_rights")
_FILE = re.compile(r"file:[0-9]{1,18}")


class Draft:
    """The open proposal about a profile, or the profile itself while nobody has changed anything.

    `version` is 0 as long as there is no proposal.
    """

    def __init__(self, producer: Any, proposal: Any = None) -> None:
        self.producer = producer
        self.proposal = proposal

    @classmethod
    def of(cls, producer: Any) -> Draft:
        """The draft of this producer. One query."""
        rows = apps.get_model("ocop_proposals", "Proposal").objects
        return cls(producer, rows.open().filter(subject=subject_for(producer)).first())

    @property
    def version(self) -> int:
        """What a form sends back, so that nobody overwrites what they have not seen."""
        return self.proposal.version if self.proposal else 0

    @property
    def is_writable(self) -> bool:
        """Whether it may be written in: it does not wait for a decision."""
        return self.proposal is None or self.proposal.is_writable

    @property
    def own(self) -> Mapping[str, Any]:
        """What the proposal says itself."""
        return self.proposal.values if self.proposal else {}

    @cached_property
    def public(self) -> Mapping[str, Any]:
        """What is public now."""
        return current(self.producer)

    @cached_property
    def values(self) -> Mapping[str, Any]:
        """All values, the draft's over those that are public."""
        return {**self.public, **{name: value for name, value in self.own.items() if name in LABELS}}

    def some(self, names: Iterable[str]) -> dict[str, Any]:
        """The values called `names` alone; only what the proposal does not say is read from the tables."""
        wanted = list(names)
        told = current(self.producer, [name for name in wanted if name not in self.own])
        return {name: told.get(name, self.own.get(name)) for name in wanted}

    @cached_property
    def files(self) -> dict[str, Any]:
        """The pictures of the draft by the names that its values give them. One query."""
        return {f"file:{one.pk}": one for one in self.proposal.files.all()} if self.proposal else {}

    def urls(self, file_url: Callable[[int], str]) -> dict[str, str]:
        """Where every picture lies, those that are public and those of the draft. Two queries."""
        found = {f"picture:{one.pk}": one.image.url for one in self.producer.pictures.all()}
        found |= {f"person:{one.pk}": one.picture.url for one in self.producer.people.all() if one.picture}
        told = self.own.get("pictures", ()), self.own.get("people", ())
        named = [*(one["id"] for one in told[0]), *(one["picture"] for one in told[1])]
        return found | {ref: file_url(int(ref[5:])) for ref in named if _FILE.fullmatch(ref)}

    def source(self, file_url: Callable[[int], str]) -> Source:
        """What the draft is shown from, as the public page is. Six queries."""
        prefetch_related_objects([self.producer], *LISTS)
        rows = _places(self.values)
        places = {(place.level, place.code): place for place in rows}
        return Source(self.values, places, self.urls(file_url), [place for place in rows if place.level == "province"])


def begun(draft: Draft, version: int, actor: Any) -> Any:
    """The proposal to write in, at the version that `actor` has seen. Raises `EditedMeanwhile` or `NotWritable`."""
    if draft.proposal is None:
        base = current(draft.producer)
        draft.proposal = actions.begin(
            "profile", subject_for(draft.producer), values={}, base=base, author=actor, producer=draft.producer
        )
        version = version or 1
    if not draft.proposal.is_writable:
        raise NotWritable
    if draft.version != version:
        raise EditedMeanwhile(draft.proposal)
    return draft.proposal


@transaction.atomic
def save(draft: Draft, values: Mapping[str, Any], *, version: int, actor: Any) -> None:
    """Write `values` into the draft; the first time it is begun. Raises what `begun` raises, and nothing is written."""
    kept = begun(draft, version, actor)
    draft.proposal = actions.save(kept, values, version=kept.version, actor=actor)


def add_picture(draft: Draft, content: ContentFile[bytes], field: str, title: str, *, version: int, actor: Any) -> str:
    """Put a safe picture beside the draft; returns the name that its values give it. In the transaction of a `save`."""
    kept = begun(draft, version, actor)
    file = actions.add_file(kept, field, content, actor=actor, title=title)
    draft.proposal = type(kept).objects.get(pk=kept.pk)
    return f"file:{file.pk}"


def _places(values: Mapping[str, Any]) -> list[Any]:
    """The communes that the values name, and all provinces. One query."""
    codes = {owner["commune"] for owner in (values, *values["points"]) if owner["commune"]}
    named = Q(level="province") | Q(level="commune", code__in=codes)
    return list(apps.get_model("ocop_regions", "Place").objects.in_force().filter(named).order_by("code"))
