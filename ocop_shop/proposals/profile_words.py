"""The values of a profile in words, as staff compare them and producers read what has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from django.apps import apps
from django.utils.translation import gettext as _

from ocop_shop.producers.models import Kind, RightKind
from ocop_shop.producers.story import STEP, TEXTS
from ocop_shop.producers.story_words import PARTS


def shown(field: str, value: Any) -> str:
    """A value of the profile in words."""
    if field in _LISTS:
        return "\n\n".join(_LISTS[field](entry) for entry in value or ())
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if field == "kind":
        return str(dict(Kind.choices).get(value, value or ""))
    if field in {"province", "commune"} and value:
        return place_name(field, value)
    return "" if value is None else str(value)


def place_name(level: str, code: str) -> str:
    """The name of today's place with this code; the code where there is none."""
    place = apps.get_model("ocop_regions", "Place").objects.in_force().filter(level=level, code=code).first()
    return place.full_name if place else code


def told_part(part: Mapping[str, Any]) -> str:
    """A part of the story: its kind, then all that it says."""
    value = part["value"]
    lines = [f"[{PARTS.get(part['type'], part['type'])}]", *_both(value, TEXTS.get(part["type"], ()))]
    for number, step in enumerate(value.get("steps", ()), start=1):
        lines += [f"{number}. " + "\n".join(_both(step, STEP)), *_named([step.get("image", "")])]
    refs = [value.get("image", ""), *value.get("images", ())]
    return "\n".join([*lines, *_named(refs), *([value["url"]] if value.get("url") else [])])


def _both(value: Mapping[str, Any], names: Iterable[str]) -> list[str]:
    """The texts of `value` in both languages, line by line."""
    told = ((value.get(name), value.get(f"{name}_en")) for name in names)
    return [line for vi, en in told for line in (str(vi or ""), f"EN: {en}" if en else "") if line]


def _named(refs: Iterable[str]) -> list[str]:
    return [_("Picture %(name)s") % {"name": ref} for ref in refs if ref]


def _person(entry: Mapping[str, Any]) -> str:
    agreed = _("agrees to be shown") if entry["consent"] else _("not shown")
    note = [entry["consent_note"]] if entry["consent_note"] else []
    head = f"{entry['name']} ({'; '.join([agreed, *note])})"
    return "\n".join([head, *_both(entry, ("role", "quote")), *_named([entry["picture"]])])


def _award(entry: Mapping[str, Any]) -> str:
    year = str(entry["year"]) if entry["year"] else ""
    return ", ".join(word for word in (*_both(entry, ("title",)), entry["issuer"], year) if word)


def _right(entry: Mapping[str, Any]) -> str:
    kind = str(dict(RightKind.choices).get(entry["kind"], entry["kind"]))
    days = " – ".join(entry[name] or "…" for name in ("valid_from", "valid_until"))
    return ", ".join(word for word in (kind, entry["name"], entry["number"], entry["office"], days) if word)


def _point(entry: Mapping[str, Any]) -> str:
    places = [place_name(level, entry[level]) for level in ("commune", "province") if entry[level]]
    told = (entry["name"], entry["address"], *places, entry["phone"], entry["hours"])
    return ", ".join(word for word in told if word)


def _picture(entry: Mapping[str, Any]) -> str:
    return "\n".join([*_named([entry["id"]]), *_both(entry, ("alt", "caption"))])


_LISTS: Final[Mapping[str, Callable[[Mapping[str, Any]], str]]] = {
    "story": told_part,
    "people": _person,
    "awards": _award,
    "rights": _right,
    "points": _point,
    "pictures": _picture,
}
