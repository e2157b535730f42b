"""Forms of evaluation rounds: open one, record what a council gave, take back what was recorded in error."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ocop_shop.certification.actions import Scoring
from ocop_shop.certification.choices import EvaluationResult, IssuerLevel, RecognitionKind
from ocop_shop.core import clock

from . import expiries, remits
from .bulk_forms import day_field
from .rights import Right, may

FIRST_YEAR: Final = 2018
"""OCOP began with 490/QĐ-TTg of 2018."""

_POINTS: Final = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{1,3})?")


class PointsField(forms.DecimalField):
    """Points with at most three decimals, written with a comma as in Vietnam or with a point."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(max_digits=6, decimal_places=3, min_value=0, max_value=100, widget=widget, **options)

    def to_python(self, value: Any) -> Any:
        """The number, whichever sign parts its decimals; "1e1" and what else a computer takes for a number is none."""
        typed = value.strip() if isinstance(value, str) else value
        if isinstance(typed, str) and typed and not _POINTS.fullmatch(typed):
            raise forms.ValidationError(_("Write points as 84,5 or 84.5, with at most three decimals."))
        return super().to_python(typed.replace(",", ".") if isinstance(typed, str) else typed)


class RoundForm(forms.Form):
    """Which round to open. Only whoever evaluates in the whole country opens national ones."""

    level = forms.ChoiceField(label=gettext_lazy("Level"))
    province: Any = forms.ModelChoiceField(None, label=gettext_lazy("Province"), required=False)
    year = forms.IntegerField(label=gettext_lazy("Year"), min_value=FIRST_YEAR)
    number = forms.IntegerField(label=gettext_lazy("Round"), min_value=1, max_value=99, initial=1)
    held_on = day_field(gettext_lazy("Held on"), required=False)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reaches = [reach for reach in remits.reaches_of(user) if may(reach.role, Right.EVALUATE)]
        levels = [IssuerLevel.PROVINCE]
        levels += [IssuerLevel.NATIONAL] if any(reach.places is None for reach in reaches) else []
        level: Any = self.fields["level"]
        level.choices = [(name.value, name.label) for name in levels]
        province: Any = self.fields["province"]
        province.queryset = expiries.provinces(user, Right.EVALUATE)
        province.empty_label = _("none: a national round")
        if len(levels) == 1:
            province.empty_label = None
        self.fields["year"].initial = clock.today().year

    def clean_year(self) -> int:
        """A year in which there are or will soon be rounds."""
        year: int = self.cleaned_data["year"]
        if year > clock.today().year + 1:
            raise forms.ValidationError(_("This year is too far away."))
        return year

    def clean(self) -> dict[str, Any]:
        """A day in the year of the round, or early in the next one, in which a second national round may lie."""
        given = super().clean() or {}
        held_on, year = given.get("held_on"), given.get("year")
        if held_on and year and held_on.year not in {year, year + 1}:
            self.add_error("held_on", _("This day does not belong to a round of that year."))
        return given


class ScoringForm(forms.Form):
    """What a council gave one product: parts and total, and what it makes of them."""

    evaluated_on = day_field(gettext_lazy("Evaluated on"))
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"), required=False, choices=[("", gettext_lazy("not known")), *RecognitionKind.choices]
    )
    score_a = PointsField(label=gettext_lazy("Part A"), required=False)
    score_b = PointsField(label=gettext_lazy("Part B"), required=False)
    score_c = PointsField(label=gettext_lazy("Part C"), required=False)
    total = PointsField(label=gettext_lazy("Total"), required=False)
    result = forms.ChoiceField(label=gettext_lazy("Result"), choices=EvaluationResult.choices, widget=forms.RadioSelect)
    stars = forms.TypedChoiceField(
        label=gettext_lazy("Stars reached"),
        coerce=int,
        empty_value=None,
        required=False,
        choices=[("", "–"), *((stars, f"{stars} ★") for stars in range(1, 6))],
        help_text=gettext_lazy("Empty for “potential 5 stars”: that is a stage and no star."),
    )
    sent_on = day_field(gettext_lazy("Sent to the centre on"), required=False)

    def __init__(self, *args: Any, level: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.level = level

    def clean_evaluated_on(self) -> date:
        """A day that has come."""
        day: date = self.cleaned_data["evaluated_on"]
        if day > clock.today():
            raise forms.ValidationError(_("A council cannot have evaluated in the future."))
        return day

    def clean(self) -> dict[str, Any]:
        """A star where one was reached, none on the way to five; at most one of both."""
        given = super().clean() or {}
        result, stars = given.get("result"), given.get("stars")
        if result == EvaluationResult.PASSED and not stars:
            self.add_error("stars", _("Which star did it reach?"))
        if result == EvaluationResult.POTENTIAL_5 and stars:
            self.add_error("stars", _("“Potential 5 stars” is a stage, no star (26/2026/QĐ-TTg art. 7.3.e)."))
        if given.get("sent_on") and result and result != EvaluationResult.POTENTIAL_5:
            self.add_error("sent_on", _("Only “potential 5 stars” is sent to the centre."))
        return given

    @property
    def scoring(self) -> Scoring:
        """What a valid form gives."""
        return Scoring(level=self.level, **self.cleaned_data)


class ReasonForm(forms.Form):
    """Why something is taken back."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Say why: this step is written down with its reason.")},
    )
