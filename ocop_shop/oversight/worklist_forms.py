"""Forms of the work list: what it is narrowed to, and what is noted of a call."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db.models import Case, QuerySet, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ocop_shop.certification import rules
from ocop_shop.certification.terms import Phase
from ocop_shop.core import clock

from . import expiries, worklist
from .bulk_forms import day_field
from .models import Channel, Outcome

PHASES = {
    Phase.EARLY: gettext_lazy("too early to file"),
    Phase.OPEN: gettext_lazy("window open"),
    Phase.CLOSED: gettext_lazy("window closed"),
    Phase.OVER: gettext_lazy("term over"),
}


def phase_words(phase: Phase | None) -> str:
    """Where a certificate stands on its way to renewal, in words; empty where the rules set no window."""
    return str(PHASES[phase]) if phase else ""


class PlaceForm(forms.Form):
    """What the calendar is narrowed to."""

    province: Any = forms.ModelChoiceField(None, label=gettext_lazy("Province"), required=False)
    stars = forms.TypedChoiceField(
        label=gettext_lazy("Stars"),
        coerce=int,
        empty_value=None,
        required=False,
        choices=[("", gettext_lazy("all")), *((stars, f"{stars} ★") for stars in rules.STARS)],
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        province: Any = self.fields["province"]
        province.queryset = expiries.provinces(user)
        province.empty_label = _("all within my remit")

    @property
    def given(self) -> dict[str, Any]:
        """What was chosen; nothing that does not exist."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}


class WorkListForm(PlaceForm):
    """What the work list is narrowed to."""

    month = forms.ChoiceField(label=gettext_lazy("Ends in"), required=False)
    phase = forms.ChoiceField(
        label=gettext_lazy("Renewal"), required=False, choices=[("", gettext_lazy("all")), *PHASES.items()]
    )
    outcome = forms.ChoiceField(label=gettext_lazy("What came of it"), required=False)
    officer: Any = forms.ModelChoiceField(None, label=gettext_lazy("Called by"), required=False)
    due = forms.BooleanField(label=gettext_lazy("Next try is due"), required=False)

    field_order = ("month", "phase", "province", "stars", "outcome", "officer", "due")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        months: Any = self.fields["month"]
        months.choices = [("", _("any month")), *((f"{m:%Y-%m}", f"{m:%m/%Y}") for m in expiries.months())]
        outcome: Any = self.fields["outcome"]
        outcome.choices = [("", _("all")), (worklist.NOBODY_YET, _("nobody called yet")), *Outcome.choices]
        officer: Any = self.fields["officer"]
        officer.queryset = worklist.officers(self.user)
        officer.empty_label = _("anybody")

    def narrowed(self, rows: QuerySet[Any], on: date) -> QuerySet[Any]:
        """The rows of the work list that were asked for: what ends next comes first, what has ended last."""
        given = self.given
        rows = expiries.from_province(rows, given["province"].pk if "province" in given else None)
        if "stars" in given:
            rows = rows.filter(stars=given["stars"])
        if "phase" in given:
            rows = rows.filter(expiries.in_phase(given["phase"], on))
        if "month" in given and (condition := expiries.in_month(given["month"])) is not None:
            rows = rows.filter(condition)
        rows = worklist.narrowed(
            worklist.with_last_contacts(rows),
            officer=given["officer"].pk if "officer" in given else None,
            outcome=given.get("outcome", ""),
            again_by=on if given.get("due") else None,
        )
        return rows.order_by(Case(When(ends_on__gte=on, then=0), default=1), "ends_on", "pk")


class ContactForm(forms.Form):
    """What is noted of a call, a letter or a visit."""

    channel = forms.ChoiceField(
        label=gettext_lazy("How"), choices=Channel.choices, widget=forms.RadioSelect, initial=Channel.PHONE
    )
    outcome = forms.ChoiceField(
        label=gettext_lazy("What came of it"),
        choices=Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Say what came of it: choose one of the outcomes.")},
    )
    note = forms.CharField(
        label=gettext_lazy("Note"),
        required=False,
        max_length=worklist.NOTE_LIMIT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    again_on = day_field(gettext_lazy("Try again on"), required=False)

    def clean_again_on(self) -> date | None:
        """A day to come, today among them."""
        day: date | None = self.cleaned_data["again_on"]
        if day and day < clock.today():
            raise forms.ValidationError(_("The next try cannot lie in the past."))
        return day
