"""What a shopper writes who doubts a badge."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ocop_shop.core import text

from . import doubts


class DoubtForm(forms.Form):
    """Two fields: what is doubtful, and, if one likes, how to be reached."""

    words = forms.CharField(
        label=gettext_lazy("What is doubtful?"),
        max_length=doubts.TEXT_LIMIT,
        widget=forms.Textarea(attrs={"rows": 6, "class": "ocop-in"}),
        error_messages={"required": gettext_lazy("Write what is doubtful about this badge.")},
    )
    contact = forms.CharField(
        label=gettext_lazy("Telephone or e-mail, if we may ask back"),
        max_length=doubts.CONTACT_LIMIT,
        required=False,
        widget=forms.TextInput(attrs={"class": "ocop-in"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            notes = [f"{name}-note"]
            if self.is_bound and name in self.errors:
                field.widget.attrs["aria-invalid"] = "true"
                notes.insert(0, f"{name}-error")
            field.widget.attrs["aria-describedby"] = " ".join(notes)

    def clean_words(self) -> str:
        """The words without what shows nothing; nothing left is nothing written."""
        told = text.clean_lines(self.cleaned_data["words"])
        if not told:
            raise forms.ValidationError(_("Write what is doubtful about this badge."))
        return told
