"""Forms that everybody may send: a field that only programs fill in, and what tells a reader of each field aloud."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import text


class OpenForm(forms.Form):
    """A form whose fields name their notes and errors: the ids `<field>-note` and `<field>-error` of its template.

    With `ids` these and the fields' own begin with it and a hyphen, for pages with several forms.
    """

    ids = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        begin = f"{self.ids}-" if self.ids else ""
        if begin:
            kwargs["auto_id"] = f"{begin}%s"
        super().__init__(*args, **kwargs)
        # People do not see this field; programs that fill in forms do.
        self.fields["website"] = forms.CharField(
            label=gettext_lazy("Leave this field empty"),
            required=False,
            widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
        )
        for name, field in self.fields.items():
            attributes = field.widget.attrs
            if not isinstance(field, forms.BooleanField):
                attributes["class"] = "ocop-in"
            notes = [f"{begin}{name}-note"] if field.help_text else []
            if self.is_bound and name in self.errors:
                attributes["aria-invalid"] = "true"
                notes.insert(0, f"{begin}{name}-error")
            if notes:
                attributes["aria-describedby"] = " ".join(notes)

    def one_line(self, name: str, problem: str) -> str:
        """What was written in a field, in one line; `problem` where nothing is left of it."""
        return self._kept(text.clean(self.cleaned_data[name]), problem)

    def in_lines(self, name: str, problem: str) -> str:
        """The same in its lines."""
        return self._kept(text.clean_lines(self.cleaned_data[name]), problem)

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("Please leave this field empty."))
        return ""

    @staticmethod
    def _kept(written: str, problem: str) -> str:
        if not written:
            raise forms.ValidationError(problem)
        return written
