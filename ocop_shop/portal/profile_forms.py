"""Forms of the parts of a profile that are one form each, and what all its forms have in common."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ocop_shop.core import clock, text
from ocop_shop.producers.models import Kind
from ocop_shop.producers.profile_values import CONSENTS
from ocop_shop.producers.story import paragraphs
from ocop_shop.proposals.profile_problems import FIRST_YEAR, is_phone

IN_ENGLISH = _("in English")


class Words(forms.CharField):
    """A line of text, cleaned."""

    def __init__(self, most: int, label: Any, *, needed: bool = False, hint: Any = "", **attrs: Any) -> None:
        widget = forms.TextInput(attrs=attrs)
        super().__init__(max_length=most, label=label, required=needed, help_text=hint, widget=widget)

    def to_python(self, value: Any) -> str:
        return text.clean(super().to_python(value) or "")


class Lines(forms.CharField):
    """Several paragraphs, each cleaned."""

    def __init__(self, most: int, label: Any, *, needed: bool = False, hint: Any = "", rows: int = 6) -> None:
        widget = forms.Textarea(attrs={"rows": rows})
        super().__init__(max_length=most, label=label, required=needed, help_text=hint, widget=widget)

    def to_python(self, value: Any) -> str:
        return paragraphs(super().to_python(value) or "")


class Phone(Words):
    """A telephone number as people write it."""

    def __init__(self, label: Any, hint: Any = "") -> None:
        super().__init__(32, label, hint=hint, inputmode="tel", autocomplete="tel")

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and not is_phone(value):
            raise ValidationError(_("This is no telephone number. Write it with all its digits, such as 0912 345 678."))


class Year(forms.IntegerField):
    """A year that has come."""

    def __init__(self, label: Any) -> None:
        super().__init__(
            label=label,
            required=False,
            min_value=FIRST_YEAR,
            widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 4, "autocomplete": "off"}),
        )

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and value > clock.today().year:
            raise ValidationError(_("This year cannot be."))


class ProfileForm(forms.Form):
    """A form over values of a profile; those in English stand folded away below the others."""

    template = "profile_form.html"

    def told(self) -> dict[str, Any]:
        """What the form says, as values of the profile."""
        return dict(self.cleaned_data)

    @property
    def main_fields(self) -> list[forms.BoundField]:
        """The fields that are read first."""
        return [field for field in self.visible_fields() if not field.name.endswith("_en")]

    @property
    def english_fields(self) -> list[forms.BoundField]:
        """Those in English."""
        return [field for field in self.visible_fields() if field.name.endswith("_en")]

    @property
    def english_is_open(self) -> bool:
        """Whether those in English stand open: something is written there, or wrong."""
        return has_something(self.english_fields)


def has_something(fields: Iterable[forms.BoundField]) -> bool:
    """Whether one of the fields is filled in or has an error."""
    return any(field.value() or field.errors for field in fields)


class PlaceFields(forms.Form):
    """Province, and commune within it. Without script the communes of a province follow once it was saved."""

    province = forms.ChoiceField(label=_("Province, city"), required=False)
    commune = forms.ChoiceField(
        label=_("Commune, ward"), required=False, help_text=_("After another province, save once to choose here.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = apps.get_model("ocop_regions", "Place").objects.in_force()
        provinces = list(places.provinces().order_by("name_key").values_list("code", "name"))
        self.fields["province"].choices = [("", "—"), *provinces]  # type: ignore[attr-defined]
        told = self.data.get(self.add_prefix("province")) if self.is_bound else self.initial.get("province")
        rows = places.communes().filter(parent__code=told or "", parent__level="province").order_by("name_key")
        known = [(place.code, place.full_name) for place in rows.only("code", "kind", "name")]
        self.fields["commune"].choices = [("", "—"), *known]  # type: ignore[attr-defined]
        # A commune of the province before: it is asked for anew and nothing else is lost.
        name = self.add_prefix("commune")
        if self.is_bound and self.data.get(name) not in {code for code, _label in known}:
            self.data = self.data.copy()
            self.data[name] = ""


class AboutForm(PlaceFields, ProfileForm):
    """Kind, since when, brand, place, website."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices)
    since = Year(_("Since"))
    brand = Words(100, _("Brand"))
    website = forms.URLField(
        label=_("Website"), required=False, max_length=200, assume_scheme="https",
        widget=forms.URLInput(attrs={"inputmode": "url", "placeholder": "https://"}),
    )  # fmt: skip
    name_en = Words(255, _("Name in English"))
    field_order = ("kind", "since", "brand", "province", "commune", "website", "name_en")

    def clean_website(self) -> str:
        told: str = self.cleaned_data["website"]
        if told and not told.startswith(("https://", "http://")):
            raise ValidationError(_("A website begins with https://."))
        return told


class ContactForm(ProfileForm):
    """How the producer can be reached, and which of it buyers may see."""

    template = "profile_contact.html"

    phone = Phone(_("Telephone"))
    publish_phone = forms.BooleanField(label=_("Show the telephone to buyers"), required=False)
    email = forms.EmailField(
        label=_("E-mail"), required=False, max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}),
    )  # fmt: skip
    publish_email = forms.BooleanField(label=_("Show the e-mail to buyers"), required=False)
    address = Words(500, _("Exact address"), hint=_("Commune and province are shown anyway."))
    publish_address = forms.BooleanField(label=_("Show the exact address to buyers"), required=False)
    representative = Words(150, _("Representative"), autocomplete="name")
    publish_representative = forms.BooleanField(label=_("Show the representative to buyers"), required=False)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        for what in CONSENTS:
            if told.get(f"publish_{what}") and what in told and not told[what]:
                self.add_error(what, _("There is nothing to show yet. Fill it in, or leave it hidden."))
        return told

    @property
    def pairs(self) -> list[tuple[str, forms.BoundField, forms.BoundField]]:
        """Each field with its switch."""
        return [(what, self[what], self[f"publish_{what}"]) for what in ("phone", "email", "address", "representative")]


def no_longer_shown(public: Mapping[str, Any], told: Mapping[str, Any]) -> list[str]:
    """What of the contact is public and shall not be any more."""
    return [what for what in CONSENTS if public[f"publish_{what}"] and not told.get(f"publish_{what}")]
