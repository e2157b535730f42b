"""A maker's story as parts, in the shape of a StreamField's raw data: `{"type", "value", "id"}`. No Django here.

Every text is plain, in Vietnamese, with its English beside it under the same name and `_en`. Pictures are named by
what they are ("picture:7" for one that is public, "file:12" for one of a draft), never by an address.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final
from urllib.parse import urlsplit

from ocop_shop.core import text

MOST_PARTS: Final = 30
MOST_STEPS: Final = 12
MOST_IN_GALLERY: Final = 12
_LANGUAGES: Final = ("", "_en")
_LINES: Final = re.compile(r"\r\n?|\n")
_BLANK: Final = re.compile(r"\n{3,}")


@dataclass(frozen=True)
class Field:
    """A text of a part: how long it may be, whether the part is nothing without it, whether it has paragraphs."""

    longest: int
    needed: bool = False
    lines: bool = False


TEXTS: Final[Mapping[str, Mapping[str, Field]]] = MappingProxyType(
    {
        "text": {"heading": Field(120), "text": Field(5000, needed=True, lines=True)},
        "picture": {},
        "gallery": {"heading": Field(120)},
        "steps": {"heading": Field(120)},
        "quote": {"text": Field(400, needed=True), "who": Field(120)},
        "video": {"title": Field(150, needed=True)},
    }
)
"""The kinds of parts, each with its texts."""
STEP: Final[Mapping[str, Field]] = MappingProxyType({"title": Field(120, needed=True), "text": Field(600, lines=True)})
VIDEO_SITES: Final[Mapping[str, str]] = MappingProxyType(
    {"youtube.com": "YouTube", "youtu.be": "YouTube", "vimeo.com": "Vimeo", "tiktok.com": "TikTok",
     "facebook.com": "Facebook", "fb.watch": "Facebook", "dailymotion.com": "Dailymotion"}
)  # fmt: skip
"""Hosts that a link to a video may lead to. It is a link and no more: nothing is fetched from there by our page."""


@dataclass(frozen=True)
class Fault:
    """What is wrong with a part: its number from 1 and its kind, which field, a code, and the limit that it breaks."""

    number: int
    kind: str
    field: str
    code: str
    most: int = 0


def paragraphs(told: str) -> str:
    """`told` cleaned line by line, so that paragraphs stay and nothing invisible does."""
    lines = (text.clean(line) for line in _LINES.split(str(told)))
    return _BLANK.sub("\n\n", "\n".join(lines)).strip()


def cleaned(parts: Any) -> list[dict[str, Any]]:
    """`parts` with what is known of each and nothing else, texts cleaned. What is no part at all is left out."""
    return [
        {"type": part["type"], "value": _value(part["type"], part.get("value")), "id": str(part.get("id", ""))[:40]}
        for part in (parts if isinstance(parts, list) else [])
        if isinstance(part, Mapping) and part.get("type") in tuple(TEXTS)
    ]


def faults(parts: Sequence[Mapping[str, Any]], known: Iterable[str]) -> list[Fault]:
    """What keeps cleaned `parts` from being published; `known` are the pictures that there are."""
    found = [Fault(0, "", "", "too_many_parts", MOST_PARTS)] if len(parts) > MOST_PARTS else []
    there = frozenset(known)
    for number, part in enumerate(parts, start=1):
        kind, value = part["type"], part["value"]
        found += [Fault(number, kind, *wrong) for wrong in _wrong(kind, value, there)]
    return found


def video_site(url: str) -> str:
    """The name of the site that a link to a video leads to; empty for a link that may not be shown."""
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").removeprefix("www.").removeprefix("m."), parts.port
    except ValueError:
        return ""
    fits = parts.scheme == "https" and port is None and not parts.username and not re.search(r"[\s\\]", url)
    return VIDEO_SITES.get(host, "") if fits else ""


def from_text(told: str, told_en: str = "") -> list[dict[str, Any]]:
    """A story that was one text, as parts."""
    value = {"heading": "", "heading_en": "", "text": paragraphs(told), "text_en": paragraphs(told_en)}
    return [{"type": "text", "value": value, "id": "story"}] if value["text"] or value["text_en"] else []


def plain(parts: Iterable[Mapping[str, Any]], language: str) -> str:
    """The running text of the story in "vi" or "en", Vietnamese where there is no English."""
    told = (in_language(part["value"], "text", language) for part in parts if part.get("type") == "text")
    return "\n\n".join(one for one in told if one)


def in_language(value: Mapping[str, Any], name: str, language: str) -> str:
    """A text of `value` in "vi" or "en", Vietnamese where there is no English."""
    return str((value.get(f"{name}_en") if language == "en" else "") or value.get(name) or "")


def texts(parts: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """All that the story says, text by text, in both languages."""
    for part in parts:
        value = part["value"]
        names = [name + tail for name in TEXTS[part["type"]] for tail in _LANGUAGES]
        yield from (value[name] for name in names if value.get(name))
        for step in value.get("steps", ()):
            yield from (step[name + tail] for name in STEP for tail in _LANGUAGES if step.get(name + tail))


def pictures(parts: Iterable[Mapping[str, Any]]) -> set[str]:
    """The pictures that the story shows."""
    return {ref for part in parts for ref in _refs(part["value"]) if ref}


def with_pictures(parts: Iterable[Mapping[str, Any]], names: Mapping[str, str]) -> list[dict[str, Any]]:
    """The parts with pictures named anew; one that `names` does not know keeps its name."""
    return [{**part, "value": _renamed(part["value"], names)} for part in parts]


def _refs(value: Mapping[str, Any]) -> list[str]:
    steps = [step.get("image", "") for step in value.get("steps", ())]
    return [value.get("image", ""), *value.get("images", ()), *steps]


def _renamed(value: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    new = dict(value)
    if "image" in new:
        new["image"] = names.get(new["image"], new["image"])
    if "images" in new:
        new["images"] = [names.get(ref, ref) for ref in new["images"]]
    if "steps" in new:
        new["steps"] = [_renamed(step, names) for step in new["steps"]]
    return new


def _value(kind: str, told: Any) -> dict[str, Any]:
    given = told if isinstance(told, Mapping) else {}
    value: dict[str, Any] = _texts_of(given, TEXTS[kind])
    if kind == "picture":
        value["image"] = _ref(given.get("image"))
    elif kind == "gallery":
        value["images"] = [ref for one in _listed(given.get("images")) if (ref := _ref(one))]
    elif kind == "steps":
        steps = [one for one in _listed(given.get("steps")) if isinstance(one, Mapping)]
        value["steps"] = [{**_texts_of(one, STEP), "image": _ref(one.get("image"))} for one in steps]
    elif kind == "video":
        value["url"] = text.clean(str(given.get("url") or ""))[:500]
    return value


def _texts_of(given: Mapping[str, Any], fields: Mapping[str, Field]) -> dict[str, Any]:
    clean = {name: paragraphs if field.lines else text.clean for name, field in fields.items()}
    return {name + tail: clean[name](str(given.get(name + tail) or "")) for name in fields for tail in _LANGUAGES}


def _listed(told: Any) -> list[Any]:
    return told if isinstance(told, list) else []


def _ref(told: Any) -> str:
    return told if isinstance(told, str) and re.fullmatch(r"(?:picture|file):[0-9]{1,18}", told) else ""


def _wrong(kind: str, value: Mapping[str, Any], known: frozenset[str]) -> Iterator[tuple[str, str, int]]:
    yield from _wrong_texts(value, TEXTS[kind])
    if kind == "picture" and not value["image"]:
        yield "image", "missing", 0
    if any(ref not in known for ref in _refs(value) if ref):
        yield "image", "picture_gone", 0
    if kind == "gallery" and not 1 <= len(value["images"]) <= MOST_IN_GALLERY:
        yield "images", "number_of_pictures", MOST_IN_GALLERY
    if kind == "steps" and not 1 <= len(value["steps"]) <= MOST_STEPS:
        yield "steps", "number_of_steps", MOST_STEPS
    for step in value.get("steps", ()):
        yield from _wrong_texts(step, STEP)
    if kind == "video" and not video_site(value["url"]):
        yield "url", "link", 0


def _wrong_texts(value: Mapping[str, Any], fields: Mapping[str, Field]) -> Iterator[tuple[str, str, int]]:
    for name, field in fields.items():
        if field.needed and not value[name]:
            yield name, "missing", 0
        for tail in _LANGUAGES:
            if len(value[name + tail]) > field.longest:
                yield name + tail, "too_long", field.longest
