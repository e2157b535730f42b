"""What a shopper writes who asks about a product."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ocop_shop.core import text

from . import actions


class QuestionForm(forms.Form):
    """The question, and the name under which it is shown."""

    words = forms.CharField(
        label=gettext_lazy("Your question"),
        max_length=actions.LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Everybody can read it. Leave out telephone numbers and addresses."),
        error_messages={"required": gettext_lazy("Write your question.")},
    )
    name = forms.CharField(
        label=gettext_lazy("Your name, as everybody may read it"),
        max_length=actions.LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    # People do not see this field; programs that fill in forms do.
    website = forms.CharField(
        label=gettext_lazy("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, user: Any = None, **kwargs: Any) -> None:
        if user is not None and user.is_authenticated:
            kwargs.setdefault("initial", {"name": user.first_name[: actions.LONGEST_NAME]})
        kwargs.setdefault("auto_id", "ask-%s")
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            attributes = field.widget.attrs
            attributes["class"] = "ocop-in"
            notes = [f"ask-{name}-note"] if field.help_text else []
            if self.is_bound and name in self.errors:
                attributes["aria-invalid"] = "true"
                notes.insert(0, f"ask-{name}-error")
            if notes:
                attributes["aria-describedby"] = " ".join(notes)

    def clean_words(self) -> str:
        words = text.clean_lines(self.cleaned_data["words"])
        if not words:
            raise forms.ValidationError(_("Write your question."))
        return words

    def clean_name(self) -> str:
        name = text.clean(self.cleaned_data["name"])
        if not name:
            raise forms.ValidationError(_("Please say your name."))
        return name

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("Please leave this field empty."))
        return ""
