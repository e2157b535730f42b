"""A Vietnamese address in two choices and one line: province, commune, then house number, street or hamlet.

It works without a script: the button named `CHOOSE` reloads the form with the communes of the province, with all
that was typed and without complaints. Oscar keeps the province in `state` and the commune in `line4`.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.forms.utils import ErrorDict
from django.utils.translation import gettext_lazy as _
from oscar.core.loading import get_class, get_model
from phonenumber_field.formfields import PhoneNumberField

from ocop_shop.core import text
from ocop_shop.ordering import destinations

AbstractAddressForm = get_class("address.forms", "AbstractAddressForm")

CHOOSE = "choose_commune"
_VIETNAM = 84


class VietnameseAddressForm(AbstractAddressForm):  # type: ignore[misc, valid-type]
    """Name, telephone, province, commune, house and street, and a note for the courier."""

    first_name = forms.CharField(label=_("Your full name"), max_length=255)
    phone_number = PhoneNumberField(
        label=_("Telephone"),
        region=destinations.COUNTRY,
        error_messages={"invalid": _("Enter a Vietnamese telephone number, such as 0912 345 678.")},
    )
    province = forms.ChoiceField(
        label=_("Province or city"),
        error_messages={
            "required": _("Choose a province or city."),
            "invalid_choice": _("Choose one of today's provinces or cities."),
        },
    )
    commune = forms.ChoiceField(
        label=_("Commune, ward or special zone"),
        error_messages={
            "required": _("Choose a commune of the province."),
            "invalid_choice": _("This commune is not part of the chosen province today. Please choose again."),
        },
    )
    line1 = forms.CharField(label=_("House number, street, hamlet"), max_length=255)
    notes = forms.CharField(label=_("Note for the courier"), max_length=500, required=False)
    field_order: ClassVar[list[str]] = ["first_name", "phone_number", "province", "commune", "line1", "notes"]

    class Meta:
        model = get_model("order", "ShippingAddress")
        fields: ClassVar[list[str]] = ["first_name", "phone_number", "line1", "notes"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._provinces = destinations.provinces()
        self._of_old_address()
        self.chosen_province = self._chosen(self._provinces, "province", self.initial.get("state"), "name")
        self._communes = destinations.communes_of(self.chosen_province)
        self.chosen_commune = self._chosen(self._communes, "commune", self.initial.get("line4"), "full_name")
        self._offer("province", self._provinces, self.chosen_province, _("Choose a province or city"))
        self._offer("commune", self._communes, self.chosen_commune, _("Choose a commune"))

    @property
    def is_choosing(self) -> bool:
        """Whether the buyer only asked for the communes of a province."""
        return self.is_bound and CHOOSE in self.data

    def is_valid(self) -> bool:
        return not self.is_choosing and super().is_valid()

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_choosing:
            self._errors = ErrorDict()

    def clean_first_name(self) -> str:
        return self._plain("first_name")

    def clean_line1(self) -> str:
        return self._plain("line1")

    def clean_notes(self) -> str:
        return text.clean(self.cleaned_data["notes"])

    def clean_phone_number(self) -> Any:
        number = self.cleaned_data["phone_number"]
        if number.country_code != _VIETNAM:
            raise forms.ValidationError(self.fields["phone_number"].error_messages["invalid"])
        return number

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if not self.errors and not self.is_choosing and self.chosen_province and self.chosen_commune:
            address = self.instance
            address.state, address.line4 = self.chosen_province.name, self.chosen_commune.full_name
            address.last_name = address.line2 = address.line3 = address.postcode = ""
            address.country = destinations.ensure_country()
        return cleaned

    def _of_old_address(self) -> None:
        """An address of another form: both names in one field, all lines but the last in one."""
        if not self.instance.pk:
            return
        self.initial["first_name"] = self.instance.name
        lines = (self.instance.line1, self.instance.line2, self.instance.line3)
        self.initial["line1"] = ", ".join(line for line in lines if line)
        self.initial["state"], self.initial["line4"] = self.instance.state, self.instance.line4

    def _chosen(self, places: list[Any], field: str, kept: str | None, kept_as: str) -> Any | None:
        if self.is_bound:
            code = self.data.get(self.add_prefix(field), "")
            return next((place for place in places if place.code == code), None)
        code = self.initial.get(field)
        return next((p for p in places if p.code == code or (kept and getattr(p, kept_as) == kept)), None)

    def _offer(self, name: str, places: list[Any], chosen: Any | None, prompt: Any) -> None:
        label = "name" if name == "province" else "full_name"
        self.fields[name].choices = [("", prompt), *((place.code, getattr(place, label)) for place in places)]
        if chosen:
            self.initial[name] = chosen.code

    def _plain(self, name: str) -> str:
        value = text.clean(self.cleaned_data[name])
        if not value:
            raise forms.ValidationError(self.fields[name].error_messages["required"], code="required")
        return value
