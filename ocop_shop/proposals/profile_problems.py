"""What keeps a profile from being published, by field, in sentences that say what to do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from django.utils.translation import gettext as _

from ocop_shop.certification import boast_wording, boasts, standing
from ocop_shop.core import clock
from ocop_shop.producers import story
from ocop_shop.producers.profile_values import CONSENTS
from ocop_shop.producers.story_words import PARTS

FIRST_YEAR: Final = 1800
MOST: Final[Mapping[str, int]] = {"people": 12, "awards": 20, "rights": 20, "points": 30, "pictures": 30}
"""How many entries a list of a profile may have."""
_PHONE: Final = re.compile(r"(?:\+84|0)[0-9]{8,10}|1[89]00[0-9]{4,6}")
_BETWEEN: Final = re.compile(r"[\s.()\-]")
_MOST_BOASTS: Final = 3
_FREE_TEXTS: Final[Mapping[str, tuple[str, ...]]] = {
    "people": ("role", "role_en", "quote", "quote_en"),
    "awards": ("title", "title_en", "issuer"),
    "rights": ("name",),
    "points": ("name", "hours"),
    "pictures": ("caption", "caption_en", "alt", "alt_en"),
}


def problems(producer: Any, values: Mapping[str, Any], touched: Iterable[str]) -> dict[str, list[str]]:
    """What is wrong with `values`, in the fields called `touched`; what was wrong before holds up nothing."""
    found: dict[str, list[str]] = {}
    for field, told in (*_faults(values), *_boasts(values, highest_star(producer))):
        if told not in found.setdefault(field, []):
            found[field].append(told)
    asked = frozenset(touched)
    return {field: told for field, told in found.items() if field in asked}


def is_phone(told: str) -> bool:
    """Whether this can be called in Vietnam: a number of a line, a mobile or a hotline."""
    return bool(_PHONE.fullmatch(_BETWEEN.sub("", told)))


def highest_star(producer: Any) -> int:
    """The most stars that a product of this producer holds today; 0 for none. Two queries."""
    keys = list(producer.provenances.values_list("product_id", flat=True))
    return max((claim.stars or 0 for claim in standing.claims_on(keys).values() if claim.has_badge), default=0)


def _faults(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield from _plain(values)
    yield from _story(values)
    for field, most in MOST.items():
        if len(values[field]) > most:
            yield field, _("At most %(most)d of them. Take some off.") % {"most": most}
    for award in values["awards"]:
        if award["year"] and not FIRST_YEAR <= award["year"] <= clock.today().year:
            yield "awards", _("“%(name)s”: this year cannot be.") % {"name": award["title"]}
    for right in values["rights"]:
        if right["valid_from"] and right["valid_until"] and right["valid_until"] < right["valid_from"]:
            yield "rights", _("“%(name)s” ends before it begins.") % {"name": right["name"]}
    for point in values["points"]:
        if point["phone"] and not is_phone(point["phone"]):
            yield "points", _("“%(name)s”: this is no telephone number.") % {"name": point["name"]}
    for picture in values["pictures"]:
        if not picture["alt"]:
            yield "pictures", _("Say of every picture what it shows, for those who cannot see it.")


def _plain(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if values["since"] and not FIRST_YEAR <= values["since"] <= clock.today().year:
        yield "since", _("This year cannot be.")
    if values["phone"] and not is_phone(values["phone"]):
        yield "phone", _("This is no telephone number. Write it with all its digits, such as 0912 345 678.")
    if values["commune"] and not values["province"]:
        yield "commune", _("Choose the province first.")
    for what in CONSENTS:
        if values[f"publish_{what}"] and not values[what]:
            yield f"publish_{what}", _("There is nothing to show yet. Fill it in, or leave it hidden.")


def _story(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    known = [picture["id"] for picture in values["pictures"]]
    for fault in story.faults(values["story"], known):
        told = told_fault(fault)
        if fault.number:
            kind = PARTS[fault.kind]
            told = _("Part %(number)d (%(kind)s): %(told)s") % {"number": fault.number, "kind": kind, "told": told}
        yield "story", told


def told_fault(fault: story.Fault) -> str:
    """What is wrong with a part of the story, and what to do."""
    most = {"most": fault.most}
    return {
        "too_many_parts": _("A story has at most %(most)d parts. Take some out.") % most,
        "missing": _("Something is missing. Fill it in, or take this part out."),
        "too_long": _("A text is longer than %(most)d letters. Shorten it.") % most,
        "picture_gone": _("A picture is not there any more. Choose another one."),
        "number_of_pictures": _("Choose 1 to %(most)d pictures.") % most,
        "number_of_steps": _("Write 1 to %(most)d steps.") % most,
        "link": _("Only links to %(sites)s that begin with https:// can be shown.")
        % {"sites": ", ".join(sorted(set(story.VIDEO_SITES.values())))},
    }[fault.code]


def _boasts(values: Mapping[str, Any], granted: int) -> Iterator[tuple[str, str]]:
    """Claims of stars beyond the highest that the register grants one of the products."""
    for field, texts in _said(values):
        told = (boast for text in texts for boast in boasts.find(text, granted))
        for _number, boast in zip(range(_MOST_BOASTS), told, strict=False):
            yield field, boast_wording.reason(boast, granted)


def _said(values: Mapping[str, Any]) -> Iterator[tuple[str, Sequence[str]]]:
    yield from ((name, [values[name]]) for name in ("brand", "name_en") if values[name])
    yield "story", list(story.texts(values["story"]))
    for field, names in _FREE_TEXTS.items():
        yield field, [entry[name] for entry in values[field] for name in names if entry[name]]
