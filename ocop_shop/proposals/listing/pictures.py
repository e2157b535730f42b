"""The pictures of a listing: those that are published and those of the draft, in one order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .standing_there import images_of

FIELD = "pictures"


@dataclass(frozen=True)
class Picture:
    """A picture with what it shows. `row` is a file of the proposal, or a published picture of the product."""

    key: str
    alt: str
    row: Any

    @property
    def is_new(self) -> bool:
        """Whether it is the draft's own and not published yet."""
        return self.key.startswith("file:")


def pictures_of(proposal: Any) -> list[Picture]:
    """The pictures in the order of the values; a file that these do not name yet stands last. At most two queries.

    What the values name and is not the proposal's or the product's own does not exist.
    """
    files = [one for one in proposal.files.all() if one.field == FIELD] if proposal.pk else []
    own = {f"file:{one.pk}": one for one in files}
    if proposal.product_id:
        own |= {f"image:{image.pk}": image for image in images_of(proposal.product)}
    told = {entry["key"]: entry["alt"] for entry in proposal.values.get("pictures", [])}
    keys = [key for key in told if key in own]
    keys += [f"file:{one.pk}" for one in files if f"file:{one.pk}" not in told]
    return [Picture(key, told.get(key, getattr(own[key], "title", "")), own[key]) for key in keys]


def as_values(pictures: Sequence[Picture]) -> list[dict[str, str]]:
    """Pictures in the form of a proposal's values."""
    return [{"key": one.key, "alt": one.alt} for one in pictures]


def moved(entries: Sequence[Mapping[str, str]], key: str, by: int) -> list[Mapping[str, str]]:
    """The entries with one of them moved up or down, as far as there is room."""
    told = list(entries)
    at = next((place for place, entry in enumerate(told) if entry["key"] == key), None)
    if at is None or not 0 <= at + by < len(told):
        return told
    told[at], told[at + by] = told[at + by], told[at]
    return told
