"""Forms of single entries of a profile: an award, a right, a point of sale, a picture, a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from ocop_shop.core.upload_fields import PictureField
from ocop_shop.producers.models import RightKind

from .profile_forms import IN_ENGLISH, Phone, PlaceFields, ProfileForm, Words, Year


class EntryForm(ProfileForm):
    """An entry of a list. `pictures` are those that may be chosen: name, words, and where it lies."""

    # Fields with a picture that was just sent, and what it is for.
    uploads: Mapping[str, str] = {}

    def __init__(
        self, *args: Any, pictures: Sequence[tuple[str, str, str]] = (), is_new: bool = True, **kwargs: Any
    ) -> None:
        self.pictures = pictures
        self.is_new = is_new
        super().__init__(*args, **kwargs)

    @property
    def picture_names(self) -> list[tuple[str, str]]:
        """The pictures that may be chosen, in words."""
        return [(name, words) for name, words, _url in self.pictures]

    @property
    def small_pictures(self) -> list[tuple[str, SafeString]]:
        """The pictures that may be chosen, to look at."""
        shown = '<img src="{}" alt="" width="96" height="72" loading="lazy"><span>{}</span>'
        return [(name, format_html(shown, url, words)) for name, words, url in self.pictures]

    def entry(self, before: Mapping[str, Any], refs: Mapping[str, str]) -> dict[str, Any]:
        """The entry as the form says it; `refs` are the names of the pictures that came with it, by field."""
        return {**before, **self.told()}


class AwardForm(EntryForm):
    """A prize or an honour."""

    title = Words(200, _("Award"), needed=True)
    issuer = Words(200, _("Given by"))
    year = Year(_("Year"))
    title_en = Words(200, IN_ENGLISH)


class RightForm(EntryForm):
    """A trademark, a geographical indication and the like."""

    kind = forms.ChoiceField(label=_("Kind"), choices=RightKind.choices)
    name = Words(200, _("Protected name"), needed=True)
    number = Words(60, _("Number of the document"), needed=True, autocomplete="off")
    office = Words(200, _("Office that gave it"))
    valid_from = forms.DateField(
        label=_("Valid from"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    valid_until = forms.DateField(
        label=_("Valid until"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        begun, ended = told.get("valid_from"), told.get("valid_until")
        if begun and ended and ended < begun:
            self.add_error("valid_until", _("This is before the first day."))
        return told

    def told(self) -> dict[str, Any]:
        days = {name: self.cleaned_data[name] for name in ("valid_from", "valid_until")}
        return {**super().told(), **{name: day.isoformat() if day else "" for name, day in days.items()}}


class PointForm(PlaceFields, EntryForm):
    """A place where the goods are sold."""

    name = Words(150, _("Name"), needed=True)
    address = Words(255, _("Address"), needed=True, hint=_("House, street, hamlet."))
    phone = Phone(_("Telephone"), _("Of the counter; everybody sees it."))
    hours = Words(150, _("Opening hours"))
    field_order = ("name", "address", "province", "commune", "phone", "hours")


class PictureForm(EntryForm):
    """A picture, and what it shows."""

    uploads = {"file": "pictures"}

    file = PictureField(label=_("Picture"), help_text=_("A photo from your phone is right. Wide ones look best."))
    alt = Words(
        255, _("What it shows"), needed=True, hint=_("For those who cannot see it: “Women husking coconuts in a yard”.")
    )
    caption = Words(255, _("Caption"), hint=_("Stands below the picture."))
    alt_en = Words(255, _("What it shows, in English"))
    caption_en = Words(255, _("Caption in English"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_new:
            del self.fields["file"]

    def entry(self, before: Mapping[str, Any], refs: Mapping[str, str]) -> dict[str, Any]:
        told = {name: value for name, value in self.told().items() if name != "file"}
        return {**before, **told, **({"id": refs["file"]} if refs.get("file") else {})}


class PersonForm(EntryForm):
    """Somebody who makes it, and whether they agree to be shown."""

    uploads = {"file": "people"}

    name = Words(150, _("Name"), needed=True)
    role = Words(150, _("What they do"), hint=_("Such as: founder, head of the fields, weaver for 30 years."))
    quote = Words(400, _("In their own words"))
    file = PictureField(label=_("Picture"), required=False)
    no_picture = forms.BooleanField(label=_("Without a picture"), required=False)
    consent = forms.BooleanField(
        label=_("This person agrees to be shown on the page with name, words and picture"),
        required=False,
        help_text=_("Nobody is shown without it. Without the tick the picture is deleted."),
    )
    consent_note = Words(
        255, _("How and when they agreed"), hint=_("Kept for the shop and not shown: “said so on 12 May, signed”.")
    )
    role_en = Words(150, _("What they do, in English"))
    quote_en = Words(400, _("In their own words, in English"))

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        if told.get("consent") and not told.get("consent_note"):
            self.add_error("consent_note", ValidationError(_("Say how and when this person agreed.")))
        return told

    def entry(self, before: Mapping[str, Any], refs: Mapping[str, str]) -> dict[str, Any]:
        told = {name: value for name, value in self.told().items() if name not in {"file", "no_picture"}}
        drop = self.cleaned_data["no_picture"] or not told["consent"]
        picture = "" if drop else refs.get("file") or before.get("picture", "")
        return {**before, **told, "picture": picture}
