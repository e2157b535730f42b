"""What a buyer writes who thanks a producer."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ocop_shop.core.open_forms import OpenForm
from ocop_shop.core.upload_fields import PictureField

from . import actions


class ThanksForm(OpenForm):
    """Some words, a photo for who has one, the name that stands below, and whether others may see it."""

    ids = "thank"

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

    def clean_words(self) -> str:
        return self.in_lines("words", _("Write your thanks."))

    def clean_name(self) -> str:
        return self.one_line("name", _("Please say a name, it need not be yours."))
