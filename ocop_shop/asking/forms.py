"""What a shopper writes who asks about a product."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ocop_shop.core.open_forms import OpenForm

from . import actions


class QuestionForm(OpenForm):
    """The question, and the name under which it is shown."""

    ids = "ask"

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

    def __init__(self, *args: Any, user: Any = None, **kwargs: Any) -> None:
        if user is not None and user.is_authenticated:
            kwargs.setdefault("initial", {"name": user.first_name[: actions.LONGEST_NAME]})
        super().__init__(*args, **kwargs)

    def clean_words(self) -> str:
        return self.in_lines("words", _("Write your question."))

    def clean_name(self) -> str:
        return self.one_line("name", _("Please say your name."))
