"""Forms for the steps of a certificate: what each asks for, and the action that each calls."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from ocop_shop.certification import actions, rules, terms, wording
from ocop_shop.certification.actions import DecisionFacts, Facts
from ocop_shop.certification.choices import Evidence, IssuerLevel
from ocop_shop.certification.life import EventKind
from ocop_shop.core import clock

from . import dossier
from .bulk_forms import day_field

_REASON_LENGTH = 2000


def reason_field(*, required: bool = True) -> forms.CharField:
    """Why a step is taken; it goes on record with it."""
    return forms.CharField(
        label=gettext_lazy("Reason"),
        required=required,
        max_length=_REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("For the staff and the audit log alone; the public page does not show it."),
        error_messages={"required": gettext_lazy("Say why: this step is written down with its reason.")},
    )


def ground_choices() -> list[tuple[str, str]]:
    """The grounds for revocation by their letters, in the words of art. 8.1."""
    in_english = get_language() == "en"
    known = rules.grounds(clock.today()).values()
    return [(g.letter, f"{g.letter}) {g.en if in_english else g.vi}") for g in known]


def ground_field(label: Any) -> forms.ChoiceField:
    """Which ground; without one the error names the article."""
    missing = gettext_lazy("A revocation needs a ground: one of the letters of 26/2026/QĐ-TTg art. 8.1.")
    return forms.ChoiceField(
        label=label, widget=forms.RadioSelect, choices=ground_choices, error_messages={"required": missing}
    )


class StepForm(forms.Form):
    """A step from a day on. `certificate` is the one it is taken with."""

    def __init__(self, *args: Any, certificate: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.certificate = certificate
        if "effective_on" in self.fields:
            self.fields["effective_on"].initial = max(clock.today(), certificate.valid_from)

    def perform(self, actor: Any) -> Any:
        """Take the step; `RegisterError` says why not."""
        raise NotImplementedError


class DayForm(StepForm):
    """A step that needs its day, and says why."""

    effective_on = day_field(gettext_lazy("Takes effect on"))
    reason = reason_field()

    act: Callable[..., Any]

    def perform(self, actor: Any) -> Any:
        """Take the step from that day on."""
        return type(self).act(self.certificate, **self.cleaned_data, actor=actor)


class SuspendForm(DayForm):
    """From a day on there is no star."""

    act = staticmethod(actions.suspend)


class ReinstateForm(DayForm):
    """From a day on there is a star again."""

    reason = reason_field(required=False)
    act = staticmethod(actions.reinstate)


class CeaseForm(DayForm):
    """From a day on the product is no longer made."""

    act = staticmethod(actions.cease)


class LapseForm(DayForm):
    """From a day on the extension no longer carries."""

    act = staticmethod(actions.lapse)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = _("Result of the authority, with its number")


class FileForm(DayForm):
    """The dossier for renewal was received on a day."""

    effective_on = day_field(gettext_lazy("Received on"))
    reason = reason_field(required=False)
    act = staticmethod(actions.file_renewal)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        window = terms.filing_window(self.certificate.expires_on, rules.rule_set_on(clock.today()))
        if window:
            days = {"first": wording.day(window.first), "last": wording.day(window.last)}
            self.fields["effective_on"].help_text = _("It is filed from %(first)s to %(last)s.") % days
        self.fields["reason"].help_text = _("Needed outside these days: why was it taken in all the same?")


class ExtendForm(StepForm):
    """Until when it goes on holding."""

    until = day_field(gettext_lazy("Holds until"))
    reason = reason_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = clock.today()
        latest = terms.latest_extension(self.certificate.expires_on, rules.rule_set_on(today))
        values = {"end": wording.day(self.certificate.expires_on), "latest": wording.day(latest)}
        self.fields["until"].help_text = _("After %(end)s and no later than %(latest)s.") % values
        self.fields["reason"].label = _("Why the re-evaluation is late, and where the dossier lies")

    def perform(self, actor: Any) -> Any:
        """Extend it."""
        return actions.extend(self.certificate, **self.cleaned_data, actor=actor)


class ConcludeForm(DayForm):
    """A body has found a ground."""

    ground = ground_field(gettext_lazy("Ground"))
    effective_on = day_field(gettext_lazy("Day of the conclusion"))
    reason = reason_field(required=False)
    field_order = ("ground", "effective_on", "reason")
    act = staticmethod(actions.conclude)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = _("Who concluded what, with the number of the paper")


class DecisionForm(forms.Form):
    """The facts of a decision; all of them, since a step without a decision behind it is none."""

    number = forms.CharField(
        label=gettext_lazy("Number of the decision"), max_length=60, help_text=gettext_lazy("for example 1693/QĐ-UBND")
    )
    issued_on = day_field(gettext_lazy("Day of the decision"))
    issuer = forms.CharField(
        label=gettext_lazy("Issued by"), max_length=200, help_text=gettext_lazy("for example UBND tỉnh Vĩnh Long")
    )
    issuer_level = forms.ChoiceField(
        label=gettext_lazy("Level"), choices=[("", gettext_lazy("choose")), *IssuerLevel.choices]
    )

    @property
    def decision(self) -> DecisionFacts:
        """The decision that a valid form names."""
        names = ("number", "issued_on", "issuer", "issuer_level")
        return DecisionFacts(**{name: self.cleaned_data[name] for name in names})

    def clean_issued_on(self) -> date:
        """A decision has been signed before it is recorded."""
        day: date = self.cleaned_data["issued_on"]
        if day > clock.today():
            raise forms.ValidationError(_("A decision is recorded once it has been signed: not before its day."))
        return day


class RevokeForm(DecisionForm, StepForm):
    """Who revokes by which decision, on which ground, from when on."""

    ground = ground_field(gettext_lazy("Ground (art. 8.1)"))
    effective_on = day_field(gettext_lazy("Takes effect on"), help_text=gettext_lazy("That day already has no star."))
    reason = reason_field(required=False)
    field_order = ("ground", "number", "issued_on", "issuer", "issuer_level", "effective_on", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = _("Remark")

    def perform(self, actor: Any) -> Any:
        """Revoke it."""
        given = self.cleaned_data
        return actions.revoke(
            self.certificate,
            ground=given["ground"],
            effective_on=given["effective_on"],
            decision=self.decision,
            reason=given["reason"],
            actor=actor,
        )


class CorrectForm(StepForm):
    """What the certificate really says, beginning with what is on record."""

    stars = forms.TypedChoiceField(
        label=gettext_lazy("Stars"), coerce=int, choices=[(stars, f"{stars} ★") for stars in rules.STARS]
    )
    valid_from = day_field(gettext_lazy("First day"))
    expires_on = day_field(gettext_lazy("Last day"))
    evidence = forms.ChoiceField(label=gettext_lazy("Evidence"), choices=Evidence.choices)
    reason = reason_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, value in Facts().over(self.certificate).items():
            self.fields[name].initial = value
        self.fields["reason"].label = _("What is wrong in the record, and how you know")

    def perform(self, actor: Any) -> Any:
        """Correct the record."""
        given = dict(self.cleaned_data)
        reason = given.pop("reason")
        return actions.correct(self.certificate, Facts(**given), reason=reason, actor=actor)


class StrikeForm(StepForm):
    """Which entry was recorded in error. What was taken back already is not offered, but may be sent a second time."""

    event = forms.ChoiceField(label=gettext_lazy("Entry recorded in error"), widget=forms.RadioSelect)
    reason = reason_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.entries = {
            str(entry.event.pk): entry
            for entry in dossier.history_of(dossier.events_of(self.certificate))
            if not entry.is_struck or str(entry.event.pk) == self.data.get("event")
        }
        event: Any = self.fields["event"]
        event.choices = [(key, self._words(entry)) for key, entry in self.entries.items()]
        self.fields["reason"].label = _("Why it was recorded in error")

    def perform(self, actor: Any) -> Any:
        """Strike the entry."""
        entry = self.entries[self.cleaned_data["event"]]
        return actions.strike(entry.event, reason=self.cleaned_data["reason"], actor=actor)

    def _words(self, entry: dossier.HistoryEntry) -> str:
        recorded = wording.day(clock.day_of(entry.event.recorded_at))
        values = {"day": wording.day(entry.event.effective_on), "words": entry.words, "recorded": recorded}
        return _("%(day)s: %(words)s (recorded on %(recorded)s)") % values


FORMS: Final[Mapping[EventKind, type[StepForm]]] = {
    EventKind.FILED: FileForm,
    EventKind.CEASED: CeaseForm,
    EventKind.EXTENDED: ExtendForm,
    EventKind.LAPSED: LapseForm,
    EventKind.SUSPENDED: SuspendForm,
    EventKind.REINSTATED: ReinstateForm,
    EventKind.CONCLUDED: ConcludeForm,
    EventKind.REVOKED: RevokeForm,
    EventKind.CORRECTED: CorrectForm,
    EventKind.STRUCK: StrikeForm,
}
"""The form of each step."""
