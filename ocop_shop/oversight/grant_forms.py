"""Forms for a grant: the product is found first, then the facts of the decision are written down."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ocop_shop.certification import actions, rules, scoring
from ocop_shop.certification.actions.recording import lawful
from ocop_shop.certification.choices import Evidence, RecognitionKind
from ocop_shop.certification.exceptions import RegisterError
from ocop_shop.core import text
from ocop_shop.discovery import freshness

from .bulk_forms import day_field
from .step_forms import DecisionForm

_MOST_WORDS = 8


class ProductForm(forms.Form):
    """Words by which a product is found, with marks or without."""

    q = forms.CharField(
        label=gettext_lazy("Name of the product or of its producer"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search"}),
    )

    def found(self, products: QuerySet[Any]) -> QuerySet[Any]:
        """Those of `products` that are called so, by name; none without a word."""
        words = text.words(self.cleaned_data["q"]) if self.is_valid() else []
        if not words:
            return products.none()
        freshness.ensure_true()
        condition = Q()
        for word in words[:_MOST_WORDS]:
            producer = Q(ocop_provenance__producer__name_key__contains=word)
            condition &= Q(slug__contains=word) | Q(ocop_listing__title_key__contains=word) | producer
        return products.filter(condition).order_by("title", "pk")


class GrantForm(DecisionForm):
    """A decision's recognition of one product. `rule_set` is asked for where the day leaves a choice."""

    stars = forms.TypedChoiceField(label=gettext_lazy("Stars"), coerce=int, widget=forms.RadioSelect)
    expires_on = day_field(
        gettext_lazy("Last day"), required=False, help_text=gettext_lazy("Empty: 36 months after the decision.")
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"), required=False, choices=[("", gettext_lazy("not known")), *RecognitionKind.choices]
    )
    rule_set = forms.ChoiceField(label=gettext_lazy("Assessed under"), required=False)
    evidence = forms.ChoiceField(label=gettext_lazy("Evidence"), choices=Evidence.choices, initial=Evidence.SIGNED)
    score = forms.DecimalField(
        label=gettext_lazy("Score"), required=False, min_value=0, max_value=100, max_digits=6, decimal_places=3
    )
    product_name = forms.CharField(label=gettext_lazy("Product as the decision prints it"), max_length=255)
    producer_name = forms.CharField(
        label=gettext_lazy("Producer as the decision prints it"), max_length=255, required=False
    )
    field_order = (
        "stars",
        "number",
        "issued_on",
        "issuer",
        "issuer_level",
        "expires_on",
        "kind",
        "rule_set",
        "evidence",
        "score",
    )

    def __init__(self, *args: Any, product: Any, stars: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.product = product
        offered: Any = self.fields["stars"]
        offered.choices = [(number, f"{number} ★") for number in stars]
        producer = getattr(getattr(product, "ocop_provenance", None), "producer", None)
        self.fields["product_name"].initial = product.get_title()
        self.fields["producer_name"].initial = producer.name if producer else ""
        self._offer_rule_sets()

    def clean(self) -> dict[str, Any]:
        """A score must reach the star's band by the rules of that day; where they give no bands, none is asked."""
        given = super().clean() or {}
        if {"score", "stars", "issued_on"} <= given.keys() and given["score"] is not None:
            try:
                _check_score(given["stars"], given["score"], given["issued_on"], given.get("rule_set", ""))
            except RegisterError as error:
                self.add_error("score", str(error))
        return given

    def perform(self, actor: Any) -> Any:
        """Grant it, also anew where it was struck out; `RegisterError` says why not."""
        given = {name: value for name, value in self.cleaned_data.items() if name not in DecisionForm.base_fields}
        return actions.grant(self.product, decision=self.decision, actor=actor, restore=True, **given)

    def _offer_rule_sets(self) -> None:
        """Between 22 May and 20 July 2026 pending dossiers could be finished under the rules before."""
        offered: Any = self.fields["rule_set"]
        possible = self._rule_sets() if self.is_bound else ()
        if len(possible) < 2:
            del self.fields["rule_set"]
            return
        offered.choices = [("", possible[0].decision), *((one.decision, one.decision) for one in possible[1:])]
        offered.help_text = _("On that day pending dossiers could still be finished under the earlier rules.")

    def _rule_sets(self) -> tuple[rules.RuleSet, ...]:
        issued: Any = self.fields["issued_on"]
        try:
            day: date = issued.clean(self.data.get("issued_on"))
            return rules.rule_sets_for(day, self.data.get("kind", ""))
        except (forms.ValidationError, rules.UnlawfulStep):
            return ()


def _check_score(stars: int, score: Decimal, issued_on: date, rule_set: str) -> None:
    known = {one.decision: one for one in rules.rule_sets()}
    in_force = known.get(rule_set) or lawful(rules.rule_set_on, issued_on)
    if in_force.bands:
        lawful(scoring.check_result, None, stars, score, in_force)
