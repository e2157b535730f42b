"""A profile as its page shows it: in the reader's language, with what may be shown and nothing else.

The public page and the preview of a draft are made here alike, so that nobody is surprised after publishing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import get_language

from .models import Kind, RightKind
from .profile_values import Source
from .story import in_language, video_site


@dataclass(frozen=True)
class Picture:
    """A picture: where it lies, what it shows for those who cannot see it, and what is said below it."""

    url: str
    alt: str = ""
    caption: str = ""


@dataclass(frozen=True)
class Step:
    """One of the steps in which something is made."""

    title: str
    text: str
    picture: Picture | None


@dataclass(frozen=True)
class Part:
    """A part of the story; what its kind does not have is empty."""

    kind: str
    heading: str = ""
    text: str = ""
    who: str = ""
    pictures: tuple[Picture, ...] = ()
    steps: tuple[Step, ...] = ()
    url: str = ""
    site: str = ""
    is_vietnamese: bool = False


@dataclass(frozen=True)
class Person:
    """Somebody who agreed to be shown."""

    name: str
    role: str
    quote: str
    picture: Picture | None

    @property
    def initial(self) -> str:
        """In the place of a picture: the first letter of the given name, which stands last."""
        return self.name.split()[-1][:1].upper() if self.name.split() else ""


@dataclass(frozen=True)
class Right:
    """A right in a name or sign; `is_over` on the day that is asked for."""

    kind: str
    name: str
    number: str
    office: str
    valid_from: date | None
    valid_until: date | None
    is_over: bool


@dataclass(frozen=True)
class PointOfSale:
    """A place where the goods are sold, its commune and province in one line."""

    name: str
    address: str
    where: str
    phone: str
    hours: str


@dataclass(frozen=True)
class Profile:
    """All that `producers/detail.html` shows of a maker beside its goods. `contact` holds what may be shown of it."""

    name: str
    full_name: str
    kind: str
    brand: str
    since: int | None
    province: Any
    commune: Any
    website: str
    contact: Mapping[str, str]
    banner: Picture | None
    story: tuple[Part, ...]
    people: tuple[Person, ...]
    awards: tuple[Mapping[str, Any], ...]
    rights: tuple[Right, ...]
    points: tuple[PointOfSale, ...]
    gallery: tuple[Picture, ...]

    @property
    def intro(self) -> str:
        """The first words of the story, for lists of what search engines found."""
        return next((part.text for part in self.story if part.kind == "text"), "")


def shown(producer: Any, source: Source, today: date) -> Profile:
    """The profile of `producer` from these values. No query."""
    values, language = source.values, "en" if get_language() == "en" else "vi"
    album = _album(source, language)
    story = tuple(_part(part, album, language) for part in values["story"])
    told = {picture for part in story for picture in (*part.pictures, *(step.picture for step in part.steps))}
    banner, *others = album.values() if album else (None,)
    return Profile(
        name=(values["name_en"] if language == "en" else "") or producer.name,
        full_name=producer.name,
        kind=str(dict(Kind.choices).get(values["kind"], "")),
        brand=values["brand"],
        since=values["since"],
        province=source.places.get(("province", values["province"])),
        commune=source.places.get(("commune", values["commune"])),
        website=values["website"],
        contact=_contact(values),
        banner=banner,
        story=story,
        people=tuple(_person(one, source, language) for one in values["people"] if one["consent"]),
        awards=tuple({**one, "title": in_language(one, "title", language)} for one in values["awards"]),
        rights=tuple(_right(one, today) for one in values["rights"]),
        points=tuple(_point(one, source) for one in values["points"]),
        gallery=tuple(picture for picture in others if picture not in told),
    )


def _album(source: Source, language: str) -> dict[str, Picture]:
    found = {}
    for one in source.values["pictures"]:
        if url := source.urls.get(one["id"]):
            caption = in_language(one, "caption", language)
            found[one["id"]] = Picture(url, in_language(one, "alt", language) or caption, caption)
    return found


def _contact(values: Mapping[str, Any]) -> dict[str, str]:
    names = ("representative", "address", "phone", "email")
    return {name: values[name] for name in names if values[f"publish_{name}"] and values[name]}


def _part(part: Mapping[str, Any], album: Mapping[str, Picture], language: str) -> Part:
    value = part["value"]

    def told(name: str) -> str:
        return in_language(value, name, language)

    return Part(
        kind=part["type"],
        heading=told("heading") or told("title"),
        text=told("text"),
        who=told("who"),
        pictures=_of(album, [value.get("image", ""), *value.get("images", ())]),
        steps=tuple(_step(step, album, language) for step in value.get("steps", ())),
        url=value.get("url", ""),
        site=video_site(value.get("url", "")),
        is_vietnamese=language != "vi" and not value.get("text_en"),
    )


def _of(album: Mapping[str, Picture], refs: Iterable[str]) -> tuple[Picture, ...]:
    return tuple(album[ref] for ref in refs if ref in album)


def _step(step: Mapping[str, Any], album: Mapping[str, Picture], language: str) -> Step:
    title, text = (in_language(step, name, language) for name in ("title", "text"))
    return Step(title, text, album.get(step.get("image", "")))


def _person(one: Mapping[str, Any], source: Source, language: str) -> Person:
    url = source.urls.get(one["picture"])
    role, quote = (in_language(one, name, language) for name in ("role", "quote"))
    return Person(one["name"], role, quote, Picture(url, one["name"]) if url else None)


def _right(one: Mapping[str, Any], today: date) -> Right:
    begun, ended = (date.fromisoformat(one[name]) if one[name] else None for name in ("valid_from", "valid_until"))
    kind = str(dict(RightKind.choices).get(one["kind"], ""))
    return Right(kind, one["name"], one["number"], one["office"], begun, ended, bool(ended and ended < today))


def _point(one: Mapping[str, Any], source: Source) -> PointOfSale:
    commune = source.places.get(("commune", one["commune"]))
    province = source.places.get(("province", one["province"]))
    where = ", ".join([*([commune.full_name] if commune else []), *([province.name] if province else [])])
    return PointOfSale(one["name"], one["address"], where, one["phone"], one["hours"])
