"""The parts of a profile as its room lists them: which values each writes, and with which form."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from ocop_shop.producers.story_words import PARTS as KINDS
from ocop_shop.proposals.profile_words import shown

from . import profile_entry_forms, profile_forms, profile_story_forms

_LONGEST = 90


@dataclass(frozen=True)
class Part:
    """A part of the profile. `entries` is the value that is a list, empty for a part that is one form."""

    name: str
    icon: str
    label: Promise
    lead: Promise
    fields: tuple[str, ...]
    form: Any = None
    entries: str = ""
    one: Promise | None = None
    forms: Mapping[str, Any] = field(default_factory=dict)
    told: Callable[[Mapping[str, Any]], str] | None = None

    def title(self, entry: Mapping[str, Any]) -> str:
        """An entry of its list in one line."""
        words = (self.told or self._plain)(entry).split("\n")
        return Truncator(" · ".join(word for word in words if word)).chars(_LONGEST)

    def _plain(self, entry: Mapping[str, Any]) -> str:
        return shown(self.entries, [entry])


def _one_part(entry: Mapping[str, Any]) -> str:
    value, kind = entry["value"], str(KINDS[entry["type"]])
    steps = " → ".join(step["title"] for step in value.get("steps", ()))
    told = value.get("heading") or value.get("title") or value.get("text") or steps
    return f"{kind}\n{told}" if told else kind


def _one_person(entry: Mapping[str, Any]) -> str:
    return f"{entry['name']}\n{entry['role']}"


def _one_picture(entry: Mapping[str, Any]) -> str:
    return f"{entry['alt']}\n{entry['caption']}" if entry["alt"] else str(_("What it shows is not said yet"))


def _one_point(entry: Mapping[str, Any]) -> str:
    return f"{entry['name']}\n{entry['address']}"


ABOUT = Part(
    "about",
    "info-circle",
    _("About you"),
    _("What stands beside your name. The full name is that of your certificate; tell the shop if it is wrong."),
    ("kind", "since", "name_en", "brand", "province", "commune", "website"),
    form=profile_forms.AboutForm,
)
STORY = Part(
    "story",
    "message-circle",
    _("Your story"),
    _("Part by part, in your own words: who you are, how it began, how it is made. Buyers read it from the top."),
    ("story",),
    entries="story",
    one=_("Part of the story"),
    forms=profile_story_forms.FORMS,
    told=_one_part,
)
PICTURES = Part(
    "pictures",
    "photo",
    _("Pictures"),
    _("The first one stands wide at the top of your page. Show the place, the work, the people who agree to it."),
    ("pictures",),
    entries="pictures",
    one=_("Picture"),
    forms={"": profile_entry_forms.PictureForm},
    told=_one_picture,
)
PEOPLE = Part(
    "people",
    "users",
    _("Your people"),
    _("Buyers like to know who made it. Only people who agree are shown; they may change their minds at any time."),
    ("people",),
    entries="people",
    one=_("One person"),
    forms={"": profile_entry_forms.PersonForm},
    told=_one_person,
)
CONTACT = Part(
    "contact",
    "phone",
    _("Contact"),
    _("The shop can always reach you by it. Buyers see only what you switch on; switching off works at once."),
    (
        *("phone", "publish_phone", "email", "publish_email", "address", "publish_address"),
        *("representative", "publish_representative"),
    ),
    form=profile_forms.ContactForm,
)
AWARDS = Part(
    "awards",
    "star",
    _("Awards"),
    _("Prizes and honours. OCOP stars do not belong here: they come from the register by themselves."),
    ("awards",),
    entries="awards",
    one=_("Award"),
    forms={"": profile_entry_forms.AwardForm},
)
RIGHTS = Part(
    "rights",
    "certificate",
    _("Names and marks"),
    _("Trademarks and geographical indications, as they stand in their documents."),
    ("rights",),
    entries="rights",
    one=_("Name or mark"),
    forms={"": profile_entry_forms.RightForm},
)
POINTS = Part(
    "points",
    "map-pin",
    _("Points of sale"),
    _("Where your goods can be bought across a counter. All of it is public."),
    ("points",),
    entries="points",
    one=_("Point of sale"),
    forms={"": profile_entry_forms.PointForm},
    told=_one_point,
)
PARTS: Mapping[str, Part] = {
    part.name: part for part in (STORY, PICTURES, PEOPLE, ABOUT, CONTACT, AWARDS, RIGHTS, POINTS)
}


def summary(part: Part, values: Mapping[str, Any]) -> str:
    """What there is of a part, in a few words."""
    if part.entries:
        number = len(values[part.entries])
        return str(_ENTRIES % {"number": number}) if number else ""
    names = [name for name in part.fields if name not in {"province", "commune"}]
    told: Sequence[str] = [
        shown(name, values[name]) for name in names if values[name] and not isinstance(values[name], bool)
    ]
    return Truncator(" · ".join(told)).chars(_LONGEST)


_ENTRIES = ngettext_lazy("%(number)d entry", "%(number)d entries", "number")
