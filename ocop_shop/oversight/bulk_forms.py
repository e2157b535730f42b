"""Forms for lists of certificates: the list itself, and the facts of the decision that acts on all of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ocop_shop.certification import rules
from ocop_shop.certification.actions import DecisionFacts
from ocop_shop.certification.choices import IssuerLevel
from ocop_shop.certification.life import EventKind
from ocop_shop.conf import settings
from ocop_shop.importing.limits import Limits
from ocop_shop.importing.messages import file_sentence
from ocop_shop.importing.plan import Plan, read_plan
from ocop_shop.regions.lookup import gazetteer

from .bulk_judging import Order
from .bulk_rows import MOST_ROWS, Listed, of_lines, of_plan

DAYS = ["%d/%m/%Y", "%Y-%m-%d"]
# Days of the programme and of terms to come; what lies beyond is a slip of the finger.
FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2100, 12, 31)
_NOT_A_DAY = _("Write a day between 1990 and 2100.")
KINDS = [(EventKind.REVOKED.value, _("Revoke")), (EventKind.LAPSED.value, _("Lapse: end extensions"))]


def day_field(label: Any, **options: Any) -> forms.DateField:
    """A field for a day, typed as dd/mm/yyyy."""
    return forms.DateField(
        label=label,
        input_formats=DAYS,
        widget=forms.DateInput(format=DAYS[0], attrs={"placeholder": "dd/mm/yyyy", "autocomplete": "off"}),
        error_messages={"invalid": _("Write the day as dd/mm/yyyy.")},
        validators=[MinValueValidator(FIRST_DAY, _NOT_A_DAY), MaxValueValidator(LAST_DAY, _NOT_A_DAY)],
        **options,
    )


class ListForm(forms.Form):
    """A list to check: a file or pasted lines. When it is valid, `listed` holds its rows and `plan` what was read."""

    kind = forms.ChoiceField(label=_("What to do"), choices=KINDS, widget=forms.RadioSelect, initial=KINDS[0][0])
    file = forms.FileField(
        label=_("List as a file"),
        required=False,
        help_text=_(".xlsx or .csv, as it was enclosed with the decision. Its title gives number and day."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
    )
    lines = forms.CharField(
        label=_("Or lines"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
        help_text=_("One a line: a check code, or product; producer; number of the decision; reason."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan: Plan | None = None
        self.listed = Listed()

    def clean(self) -> dict[str, Any]:
        """Read the list; what cannot be read is said beside its field."""
        given = super().clean() or {}
        sent, pasted = given.get("file"), given.get("lines") or ""
        if bool(sent) == bool(pasted.strip()):
            raise forms.ValidationError(_("Send a file or paste lines: one of the two."))
        if "kind" in given:
            self._read(given["kind"], sent, pasted)
        return given

    def _read(self, kind: str, sent: Any, pasted: str) -> None:
        if not sent:
            self.listed = of_lines(pasted)
        elif (plan := self._plan(sent)) is not None:
            self.plan = plan
            self.listed = of_plan(plan, lapsing=kind == EventKind.LAPSED)
            if not self.listed.rows:
                self.add_error(
                    "file", _("This list revokes nothing. Its title must say “thu hồi”, or paste its lines.")
                )
        if len(self.listed.rows) > MOST_ROWS:
            field = "file" if sent else "lines"
            self.add_error(field, _("At most %(rows)s rows at a time; split the list.") % {"rows": MOST_ROWS})

    def _plan(self, sent: Any) -> Plan | None:
        most = settings.import_max_bytes
        plan = read_plan(sent.read(most + 1), sent.name, gazetteer(), limits=Limits(bytes_sent=most))
        if plan.file_reason:
            self.add_error("file", file_sentence(plan.file_reason))
            return None
        return plan


class OrderForm(forms.Form):
    """What happens to all certificates of a list, under which decision and on which ground."""

    number = forms.CharField(label=_("Number of the decision"), max_length=60, required=False)
    issued_on = day_field(_("Day of the decision"), required=False)
    issuer = forms.CharField(label=_("Issued by"), max_length=200, required=False)
    issuer_level = forms.ChoiceField(label=_("Level"), choices=[("", "–"), *IssuerLevel.choices], required=False)
    effective_on = day_field(
        _("Takes effect on"), required=False, help_text=_("Empty: the day of the decision. That day has no star.")
    )
    ground = forms.ChoiceField(label=_("Ground"), required=False)
    reason = forms.CharField(label=_("Remark"), max_length=500, required=False)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = EventKind(kind)
        if self.kind is EventKind.REVOKED:
            ground: Any = self.fields["ground"]
            ground.choices = [("", _("for each row, as the list says")), *_grounds()]
            return
        for name in ("number", "issued_on", "issuer", "issuer_level", "ground"):
            del self.fields[name]
        self.fields["effective_on"].help_text = _("From this day on there is no star (26/2026/QĐ-TTg art. 12.3).")
        self.fields["reason"].label = _("Result of the authority, with its number")

    def clean(self) -> dict[str, Any]:
        """A revocation needs its whole decision, a lapse its day and its reason."""
        given = super().clean() or {}
        needed = {
            EventKind.REVOKED: {
                "number": _("Which decision revokes? Write its number."),
                "issued_on": _("On which day was it issued?"),
                "issuer": _("Which body issued it?"),
                "issuer_level": _("Of which level is this body? Only some may revoke (26/2026/QĐ-TTg art. 8.2)."),
            },
            EventKind.LAPSED: {
                "effective_on": _("From which day on is there no star?"),
                "reason": _("Say why: this step is written down with its reason."),
            },
        }
        for name, sentence in needed[self.kind].items():
            if not given.get(name) and name not in self.errors:
                self.add_error(name, sentence)
        return given

    @property
    def order(self) -> Order:
        """The order that a valid form gives."""
        given = self.cleaned_data
        if self.kind is EventKind.LAPSED:
            return Order(self.kind, given["effective_on"], reason=given["reason"])
        names = ("number", "issued_on", "issuer", "issuer_level")
        decision = DecisionFacts(**{name: given[name] for name in names})
        effective_on = given["effective_on"] or decision.issued_on
        return Order(self.kind, effective_on, decision, given["ground"], given["reason"])

    @classmethod
    def of(cls, kind: str, order: Order | None, decision: DecisionFacts | None = None) -> OrderForm:
        """A form that shows an order, or what a list says of its decision."""
        decision = order.decision if order and order.decision else decision
        shown = dict(vars(decision)) if decision else {}
        if order:
            same = decision is not None and order.effective_on == decision.issued_on
            shown |= {"ground": order.ground, "reason": order.reason}
            shown |= {"effective_on": None if same else order.effective_on}
        return cls(initial=shown, kind=kind)


def _grounds() -> list[tuple[str, str]]:
    vietnamese = get_language() != "en"
    return [(letter, f"{letter}) {g.vi if vietnamese else g.en}") for letter, g in rules.grounds().items()]
