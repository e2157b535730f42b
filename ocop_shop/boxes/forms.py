"""What somebody writes who wants many boxes."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ocop_shop.core import clock, text
from ocop_shop.core.open_forms import OpenForm

from . import quotes
from .quotes import Wish

_NEITHER = gettext_lazy("Please leave a telephone number or an e-mail address, so that we can answer.")


class QuoteForm(OpenForm):
    """How many, until when, for how much, and how to reach who asks."""

    quantity = forms.IntegerField(
        label=gettext_lazy("How many boxes?"), min_value=quotes.LEAST, max_value=quotes.MOST, initial=quotes.LEAST
    )
    wanted_on = forms.DateField(
        label=gettext_lazy("Wanted on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    budget = forms.IntegerField(
        label=gettext_lazy("Budget for all of it (đồng)"), required=False, min_value=1, max_value=quotes.MOST_BUDGET
    )
    name = forms.CharField(
        label=gettext_lazy("Your name, or that of your company"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = forms.CharField(
        label=gettext_lazy("Telephone"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail"), required=False, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    words = forms.CharField(
        label=gettext_lazy("Anything else?"),
        required=False,
        max_length=quotes.LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("For instance another content, a card with your words, several addresses."),
    )

    def clean_name(self) -> str:
        return self.one_line("name", _("Please say your name."))

    def clean_phone(self) -> str:
        return text.clean(self.cleaned_data["phone"])

    def clean_wanted_on(self) -> date | None:
        day: date | None = self.cleaned_data["wanted_on"]
        if day and day < clock.today():
            raise forms.ValidationError(_("This day is over."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "phone" in cleaned and "email" in cleaned and not (cleaned["phone"] or cleaned["email"]):
            self.add_error("phone", _NEITHER)
        return cleaned

    @property
    def wish(self) -> Wish:
        """What was asked for."""
        return Wish(**{name: value for name, value in self.cleaned_data.items() if name != "website"})
