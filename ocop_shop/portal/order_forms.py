"""Forms about a producer's part of an order."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ocop_shop.fulfilment.actions import LONGEST
from ocop_shop.fulfilment.own_parts import OwnPart

CARRIERS = (
    "Viettel Post",
    "Vietnam Post (EMS)",
    "Giao Hàng Nhanh",
    "Giao Hàng Tiết Kiệm",
    "J&T Express",
    "Shopee Express",
    "Ninja Van",
    "Ahamove",
)
"""Names that are offered while typing; any other may be written."""


class SendForm(forms.Form):
    """A parcel that leaves: with whom it goes, and how many pieces of each line are in it."""

    carrier = forms.CharField(
        label=_("Carrier"),
        max_length=60,
        required=False,
        help_text=_("Leave it empty when you bring it yourself."),
        widget=forms.TextInput(attrs={"list": "carriers", "autocomplete": "off"}),
    )
    tracking = forms.CharField(
        label=_("Tracking number"),
        max_length=60,
        required=False,
        help_text=_("The buyer gets it by mail."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
    number = forms.IntegerField(min_value=1, max_value=30_000, widget=forms.HiddenInput)

    def __init__(self, part: OwnPart, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.part = part
        for line in part.to_send:
            self.fields[f"pieces-{line.key}"] = forms.IntegerField(
                label=line.title,
                min_value=0,
                max_value=line.left,
                initial=line.left,
                required=False,
                error_messages={
                    "max_value": _("No more than %(limit_value)s are left to send."),
                    "min_value": _("A parcel cannot hold less than nothing."),
                    "invalid": _("Please write a number."),
                },
                widget=forms.NumberInput(attrs={"inputmode": "numeric", "class": "desk-pieces"}),
            )

    def rows(self) -> list[tuple[Any, Any]]:
        """Each line that is left to send with its field."""
        return [(line, self[f"pieces-{line.key}"]) for line in self.part.to_send]

    @property
    def pieces(self) -> dict[int, int]:
        """How many pieces of which line leave."""
        said = {line.key: self.cleaned_data.get(f"pieces-{line.key}") for line in self.part.to_send}
        return {key: number for key, number in said.items() if number}

    def clean(self) -> dict[str, Any]:
        """Something has to leave."""
        said: dict[str, Any] = super().clean() or {}
        if not self.errors and not self.pieces:
            raise forms.ValidationError(_("Write how many pieces are in the parcel."))
        return said


class CancelForm(forms.Form):
    """Lines that cannot be sent, and why."""

    lines = forms.TypedMultipleChoiceField(
        label=_("What cannot be sent?"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    reason = forms.CharField(label=_("Why?"), max_length=LONGEST, help_text=_("The shop reads it and tells the buyer."))

    def __init__(self, part: OwnPart, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(line.key, f"{line.quantity} × {line.title}") for line in part.to_cancel]
        self.fields["lines"].choices = choices  # type: ignore[attr-defined]
        if len(choices) == 1:
            self.fields["lines"].initial = [choices[0][0]]
