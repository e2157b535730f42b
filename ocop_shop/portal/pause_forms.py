"""Forms about pauses and seasons."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ocop_shop.core import text

_DAYS = ["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"]


class _Day(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class PauseForm(forms.Form):
    """From when, until when, and why."""

    begins_on = forms.DateField(
        label=_("First day of the pause"),
        required=False,
        input_formats=_DAYS,
        widget=_Day,
        help_text=_("Empty: from now on."),
    )
    until = forms.DateField(
        label=_("First day of sale again"),
        required=False,
        input_formats=_DAYS,
        widget=_Day,
        help_text=_("Buyers read this day. Empty: until you sell again."),
    )
    note = forms.CharField(
        label=_("Note for yourselves"), required=False, max_length=200, help_text=_("Buyers do not see it.")
    )

    def clean_note(self) -> str:
        return text.clean(self.cleaned_data["note"])


class SeasonForm(forms.Form):
    """The months in which something is sold."""

    months = forms.TypedMultipleChoiceField(
        label=_("Months of the solar calendar"),
        required=False,
        coerce=int,
        choices=[(month, str(month)) for month in range(1, 13)],
        widget=forms.CheckboxSelectMultiple,
    )

    def clean_months(self) -> frozenset[int]:
        found: Any = self.cleaned_data["months"]
        return frozenset(found)
