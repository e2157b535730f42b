"""What a buyer writes who thanks a producer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ocop_shop.core import text
from ocop_shop.core.upload_fields import PictureField

from . import actions


class ThanksForm(forms.Form):
    """Some words, a photo for who has one, the name that stands below, and whether others may see it."""

    words = forms.CharField(
        label=gettext_lazy("Your words"),
        max_length=actions.LONGEST_THANKS,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("The producer reads them. Leave out telephone numbers and addresses."),
        error_messages={"required": gettext_lazy("Write your thanks.")},
    )
    picture = PictureField(
        label=gettext_lazy("A photo"),
        required=False,
        help_text=gettext_lazy(
            "As of the goods on your table. Show people only if they agree. The place that a camera notes is removed."
        ),
    )
    name = forms.CharField(
        label=gettext_lazy("Name below your words"),
        max_length=actions.LONGEST_NAME,
        help_text=gettext_lazy("Your own name stands there only if you write it."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Please say a name, it need not be yours.")},
    )
    may_show = forms.BooleanField(
        label=gettext_lazy("The producer may show this on its page"),
        required=False,
        help_text=gettext_lazy("The shop looks at it first. Without this the producer alone sees it."),
    )
    # People do not see this field; programs that fill in forms do.
    website = forms.CharField(
        label=gettext_lazy("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["auto_id"] = "thank-%s"
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            attributes = field.widget.attrs
            if name != "may_show":
                attributes["class"] = "ocop-in"
            notes = [f"thank-{name}-note"] if field.help_text else []
            if self.is_bound and name in self.errors:
                attributes["aria-invalid"] = "true"
                notes.insert(0, f"thank-{name}-error")
            if notes:
                attributes["aria-describedby"] = " ".join(notes)

    def clean_words(self) -> str:
        words = text.clean_lines(self.cleaned_data["words"])
        if not words:
            raise forms.ValidationError(_("Write your thanks."))
        return words

    def clean_name(self) -> str:
        name = text.clean(self.cleaned_data["name"])
        if not name:
            raise forms.ValidationError(_("Please say a name, it need not be yours."))
        return name

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("Please leave this field empty."))
        return ""
