"""What staff write about a doubted badge."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ocop_shop.core import text

from . import doubts
from .models import Finding


class AnswerForm(forms.Form):
    """What was found, on what it rests, and what the reporter reads."""

    evidence = forms.CharField(
        label=gettext_lazy("Evidence"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("What was looked at: decision, photo, call. For the staff only."),
    )
    finding = forms.ChoiceField(
        label=gettext_lazy("Finding"),
        choices=Finding.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Say what was found: choose one of the findings.")},
    )
    answer = forms.CharField(
        label=gettext_lazy("Answer"),
        max_length=doubts.TEXT_LIMIT,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("The reporter reads it on the page of the case. Name nobody."),
        error_messages={"required": gettext_lazy("Write an answer: the reporter reads it on the page of the case.")},
    )

    def clean_answer(self) -> str:
        """The words without what shows nothing; nothing left is no answer."""
        told = text.clean_lines(self.cleaned_data["answer"])
        if not told:
            raise forms.ValidationError(_("Write an answer: the reporter reads it on the page of the case."))
        return told

    @classmethod
    def of(cls, case: Any) -> AnswerForm:
        """A form that shows what is on record of a case."""
        return cls(initial={"evidence": case.evidence, "finding": case.finding or None, "answer": case.answer})
