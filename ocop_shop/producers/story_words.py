"""A maker's story for people to read: the parts and what stands in them by names, and no code of ours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

PARTS: Final[Mapping[str, Any]] = {
    "text": gettext_lazy("Text"),
    "picture": gettext_lazy("Picture"),
    "gallery": gettext_lazy("Several pictures"),
    "steps": gettext_lazy("How it is made"),
    "quote": gettext_lazy("Quotation"),
    "video": gettext_lazy("Link to a video"),
}
"""The kinds of parts of a story, in the order in which they are offered."""
_FIELDS: Final[Mapping[str, Any]] = {
    "heading": gettext_lazy("Heading"),
    "text": gettext_lazy("Text"),
    "who": gettext_lazy("Who said it"),
    "title": gettext_lazy("Title"),
    "url": gettext_lazy("Link"),
    "image": gettext_lazy("Picture"),
    "images": gettext_lazy("Pictures"),
    "steps": gettext_lazy("Steps"),
}


def told(parts: Iterable[Mapping[str, Any]], pictures: Mapping[str, str]) -> list[dict[str, Any]]:
    """Each part as its kind with what it says, in their order; `pictures` are the words for those that there are."""
    return [
        {str(PARTS.get(part["type"], part["type"])): _value(part["value"], pictures)}
        for part in parts
        if part.get("value")
    ]


def _value(value: Mapping[str, Any], pictures: Mapping[str, str]) -> dict[str, Any]:
    """What is filled in, by its name."""
    said = {_called(name): _said(name, held, pictures) for name, held in value.items()}
    return {name: held for name, held in said.items() if held}


def _said(name: str, held: Any, pictures: Mapping[str, str]) -> Any:
    if name == "steps":
        return [_value(step, pictures) for step in held]
    if name == "images":
        return [pictures[ref] for ref in held if ref in pictures]
    return pictures.get(held, "") if name == "image" else held


def _called(name: str) -> str:
    if name.endswith("_en"):
        return _("%(field)s, in English") % {"field": _called(name.removesuffix("_en"))}
    return str(_FIELDS.get(name, name))
