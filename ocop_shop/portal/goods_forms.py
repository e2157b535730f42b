"""The form of a listing. It is filled from a draft and shows what is wrong with it; reading it is `listing.reading`'s.

No field refuses anything, since a draft keeps whatever was typed: the rules are those of the proposal.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ocop_shop.producers.abstract_models import NetUnit
from ocop_shop.producers.listing_fields import LONGEST, Field, Type, fields_of
from ocop_shop.producers.taxonomy import SECTORS, SETS
from ocop_shop.proposals.listing.reading import DESCRIPTION_LENGTH, FIELD, MOST_VARIANTS, TITLE_LENGTH
from ocop_shop.proposals.listing.shelves import shelves

_EMPTY_ROWS = 3


class ListingForm(forms.Form):
    """What every product is asked for, then the questions of its product set."""

    use_required_attribute = False

    title = forms.CharField(
        label=_("Name of the product"),
        max_length=TITLE_LENGTH,
        help_text=_("As on the label. The seal of a certificate is shown by itself: leave stars out."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "sentences"}),
    )
    product_set = forms.ChoiceField(label=_("What kind of product is it?"))
    price = forms.CharField(
        label=_("Price"), max_length=20, widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    )
    stock = forms.CharField(
        label=_("How many do you have to sell?"),
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    category = forms.ChoiceField(label=_("Shelf of the shop"), help_text=_("Where buyers look for it."))
    net_amount = forms.CharField(
        label=_("How much is in one piece?"),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )
    net_unit = forms.ChoiceField(label=_("Unit"))
    description = forms.CharField(
        label=_("Description"),
        required=False,
        max_length=DESCRIPTION_LENGTH,
        help_text=_("Where it comes from, how you make it, how it tastes. An empty line begins a new paragraph."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    title_en = forms.CharField(label=_("Name in English"), required=False, max_length=TITLE_LENGTH)
    description_en = forms.CharField(
        label=_("Description in English"), required=False, widget=forms.Textarea(attrs={"rows": 5})
    )
    sku = forms.CharField(
        label=_("Your own code"), required=False, max_length=64, help_text=_("If you number your products.")
    )

    def __init__(self, values: Mapping[str, Any], problems: Mapping[str, Sequence[str]] | None = None) -> None:
        super().__init__(initial={name: _written(value) for name, value in values.items()})
        self._problems = ErrorDict({name: self.error_class(told) for name, told in (problems or {}).items()})
        self.asked = fields_of(values.get("product_set"))
        for field in self.asked:
            self.fields[FIELD + field.code] = _question(field)
        choices: dict[str, list[Any]] = {
            "product_set": [("", "—"), *_sets()],
            "category": [("", "—"), *shelves()],
            "net_unit": [("", "—"), *NetUnit.choices],
        }
        for name, told in choices.items():
            choice = self.fields[name]
            if isinstance(choice, forms.ChoiceField):
                choice.choices = told

    @property
    def errors(self) -> ErrorDict:
        """What is wrong with the draft."""
        return self._problems

    @property
    def questions(self) -> list[Any]:
        """The questions of the product set."""
        return [self[FIELD + field.code] for field in self.asked]

    @property
    def units(self) -> dict[str, str]:
        """The unit of each question that has one, by its name in the form."""
        return {FIELD + field.code: field.unit for field in self.asked if field.unit}


def rows_of_variants(values: Mapping[str, Any]) -> list[dict[str, str]]:
    """The rows of sizes and kinds, and a few empty ones."""
    told = [{name: _written(value) for name, value in row.items()} for row in values.get("variants", [])]
    empty = {"label": "", "price": "", "stock": ""}
    return (told + [empty] * _EMPTY_ROWS)[: max(MOST_VARIANTS, len(told))]


def _sets() -> list[tuple[str, list[tuple[int, str]]]]:
    """The 26 product sets under their sectors, in the reader's language."""
    in_english = get_language() == "en"
    return [
        (
            sector.en if in_english else sector.vi,
            [(one.number, one.en if in_english else one.vi) for one in SETS.values() if one.sector == sector.code],
        )
        for sector in SECTORS.values()
    ]


def _question(field: Field) -> forms.CharField:
    language = get_language() or "vi"
    attrs: dict[str, Any] = {"autocomplete": "off"}
    if field.type is Type.NUMBER:
        attrs["inputmode"] = "decimal"
    widget = forms.Textarea(attrs={"rows": 3}) if field.type is Type.LONG else forms.TextInput(attrs=attrs)
    return forms.CharField(
        label=field.label(language),
        help_text=field.hint(language),
        required=field.required,
        max_length=LONGEST[field.type],
        widget=widget,
    )


def _written(value: Any) -> Any:
    """A number as people write it: 85.000. A span in the words of the reader."""
    return f"{value:,}".replace(",", ".") if isinstance(value, int) and value >= 1_000 else value
