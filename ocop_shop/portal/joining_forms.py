"""Forms of an application to join. What is written has to be right; nothing has to be written, a draft is kept."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from phonenumber_field.formfields import PhoneNumberField

from ocop_shop.core import banks, clock, text
from ocop_shop.core.upload_fields import PaperField
from ocop_shop.ordering import destinations
from ocop_shop.producers import selling, tax_codes
from ocop_shop.producers.models import Kind
from ocop_shop.proposals import joining_problems
from ocop_shop.proposals.joining_fields import LABELS, PAPERS, is_optional

_VIETNAM = 84
_NO_NUMBER = gettext_lazy("Enter a Vietnamese telephone number, such as 0912 345 678.")
_SPACED = re.compile(r"[\s.\-]+")
CHOOSE = "choose_commune"
"""The button that asks for the communes of the province."""


def _line(label: Any, longest: int, *, mode: str = "", fill: str = "off", hint: Any = "") -> forms.CharField:
    attributes = {"autocomplete": fill} | ({"inputmode": mode} if mode else {})
    widget = forms.TextInput(attrs=attributes)
    return forms.CharField(label=label, max_length=longest, required=False, widget=widget, help_text=hint)


def _phone(*, required: bool) -> PhoneNumberField:
    widget = forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel"})
    errors = {"invalid": _NO_NUMBER}
    return PhoneNumberField(label=LABELS["phone"], region="VN", required=required, error_messages=errors, widget=widget)


def _vietnamese(number: Any) -> str:
    """A number as people in Vietnam write it; empty for none. Raises `ValidationError` for one of another country."""
    if number and number.country_code != _VIETNAM:
        raise forms.ValidationError(_NO_NUMBER)
    return str(number.as_national) if number else ""


class WhoForm(forms.Form):
    """Who applies, where it is registered, how it is reached, where its money goes."""

    kind = forms.ChoiceField(label=LABELS["kind"], required=False)
    legal_name = _line(
        LABELS["legal_name"], 255, fill="organization", hint=gettext_lazy("As on the licence or the certificate.")
    )
    makes = forms.CharField(
        label=LABELS["makes"],
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("In a few words: coconut candy, fish sauce. Name the OCOP decision if you have one."),
    )
    tax_code = _line(
        LABELS["tax_code"],
        30,
        mode="numeric",
        hint=gettext_lazy(
            "10 digits, or 13 for a branch. A household or a person: the 12 digits of the identity card."
        ),
    )
    licence_number = _line(
        LABELS["licence_number"], 60, hint=gettext_lazy("Producing households, farms and groups may have none.")
    )
    licence_date = forms.DateField(
        label=LABELS["licence_date"],
        required=False,
        input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    licence_issuer = _line(LABELS["licence_issuer"], 150)
    province = forms.ChoiceField(label=LABELS["province"], required=False)
    commune = forms.ChoiceField(
        label=LABELS["commune"],
        required=False,
        error_messages={
            "invalid_choice": gettext_lazy(
                "This commune is not part of the chosen province today. Please choose again."
            )
        },
    )
    street = _line(LABELS["street"], 255, fill="street-address")
    representative = _line(LABELS["representative"], 150, fill="name")
    representative_id_end = _line(
        LABELS["representative_id_end"],
        4,
        mode="numeric",
        hint=gettext_lazy("Only these four: so that the shop can tell two people of one name apart. Never published."),
    )
    phone = _phone(required=False)
    email = forms.EmailField(
        label=LABELS["email"],
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    bank = forms.ChoiceField(label=LABELS["bank"], required=False)
    account = _line(LABELS["account"], 30, mode="numeric")
    holder = _line(LABELS["holder"], 100, hint=gettext_lazy("As the bank writes it: NGUYEN THI HOA."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = self.data if self.is_bound else self.initial
        self._offer("kind", Kind.choices, _("Choose"))
        self._offer("bank", list(banks.banks().items()), _("Choose a bank"))
        provinces = destinations.provinces()
        self._offer("province", [(p.code, p.name) for p in provinces], _("Choose a province or city"))
        self.province_chosen = next((p for p in provinces if p.code == said.get("province")), None)
        communes = destinations.communes_of(self.province_chosen)
        self._offer("commune", [(c.code, c.full_name) for c in communes], _("Choose a commune"))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        return {name: text.clean(value) if isinstance(value, str) else value for name, value in cleaned.items()}

    def clean_tax_code(self) -> str:
        code = tax_codes.normal(self.cleaned_data["tax_code"])
        if code and (problem := joining_problems.tax_code_problem(code)):
            raise forms.ValidationError(problem)
        return code

    def clean_licence_date(self) -> str:
        day = self.cleaned_data["licence_date"]
        if day and day > clock.today():
            raise forms.ValidationError(_("This day has not come yet."))
        return day.isoformat() if day else ""

    def clean_phone(self) -> str:
        return _vietnamese(self.cleaned_data["phone"])

    def clean_representative_id_end(self) -> str:
        digits: str = self.cleaned_data["representative_id_end"].strip()
        if digits and not (len(digits) == 4 and digits.isascii() and digits.isdigit()):
            raise forms.ValidationError(_("Four digits, please, and not the whole number."))
        return digits

    def clean_account(self) -> str:
        number = _SPACED.sub("", self.cleaned_data["account"])
        if number and not banks.is_account(number):
            raise forms.ValidationError(_("An account number has up to 19 digits or letters."))
        return number

    def values(self) -> dict[str, str]:
        """What was written and is right, as a proposal keeps it; what is wrong is left out."""
        self.is_valid()
        right = {name: value for name, value in self.cleaned_data.items() if name in self.fields}
        # A commune of the province that was chosen before says nothing any more.
        return {"commune": "", **right} if "province" in right else right

    @property
    def optional(self) -> frozenset[str]:
        """The fields that this shop needs of nobody, so that their labels say it."""
        sell = selling.producers_sell()
        return frozenset(name for name in self.fields if is_optional(name, producers_sell=sell))

    @property
    def is_choosing(self) -> bool:
        """Whether somebody only asked for the communes of a province."""
        return self.is_bound and CHOOSE in self.data

    def _offer(self, name: str, choices: Any, prompt: Any) -> None:
        self.fields[name].choices = [("", prompt), *choices]  # type: ignore[attr-defined]


GROUPS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (gettext_lazy("The producer"), ("kind", "legal_name", "makes")),
    (gettext_lazy("Tax and licence"), ("tax_code", "licence_number", "licence_date", "licence_issuer")),
    (gettext_lazy("Registered address"), ("province", "commune", "street")),
    (gettext_lazy("How the shop reaches you"), ("representative", "representative_id_end", "phone", "email")),
    (gettext_lazy("Where your money goes"), ("bank", "account", "holder")),
)
"""The fields of `WhoForm` as they stand on its page."""


class CallerForm(forms.Form):
    """What staff ask first of a producer who calls."""

    legal_name = _line(LABELS["legal_name"], 255)
    phone = _phone(required=True)
    field_order = ["legal_name", "phone"]

    def clean_legal_name(self) -> str:
        return text.clean(self.cleaned_data["legal_name"])

    def clean_phone(self) -> str:
        return _vietnamese(self.cleaned_data["phone"])


class PaperForm(forms.Form):
    """One paper, and what it is."""

    field = forms.ChoiceField(label=gettext_lazy("What is it?"), choices=list(PAPERS.items()))
    paper = PaperField(
        label=gettext_lazy("Photo or PDF"),
        help_text=gettext_lazy("A photo of the whole page with your telephone is enough."),
        error_messages={"required": gettext_lazy("Choose a photo or a PDF first.")},
    )

    @property
    def name(self) -> str:
        """Under which name the file was sent."""
        sent = self.files.get("paper")
        return text.clean(getattr(sent, "name", ""))[:100]
