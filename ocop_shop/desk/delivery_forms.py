"""Forms of the desk about sending."""

from __future__ import annotations

from typing import Any

from django import forms
from django.apps import apps
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ocop_shop.delivery.abstract_models import Zone
from ocop_shop.delivery.rates import Band

MOST_BANDS = 40


def way_form() -> type[forms.ModelForm[Any]]:
    """The form for a way; made late, for a shop may have forked the table."""
    fields = ["producer", "kind", "name", "name_en", "where", "basis", "free_from", "position", "is_active"]
    return forms.modelform_factory(apps.get_model("ocop_delivery", "Way"), fields=fields)


class BandForm(forms.Form):
    """What a way costs in a zone from a weight or price on. A row without a charge is left out."""

    zone = forms.ChoiceField(label=gettext_lazy("Zone"), choices=Zone.choices)
    starts_at = forms.IntegerField(label=gettext_lazy("From"), min_value=0, max_value=10**12, required=False)
    charge = forms.IntegerField(label=gettext_lazy("Charge (đồng)"), min_value=0, max_value=10**9, required=False)
    days_from = forms.IntegerField(label=gettext_lazy("Days, at least"), min_value=0, max_value=365, required=False)
    days_to = forms.IntegerField(label=gettext_lazy("Days, at most"), min_value=0, max_value=365, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = cleaned.get("days_from"), cleaned.get("days_to")
        if first is not None and last is not None and last < first:
            self.add_error("days_to", _("The most days are fewer than the least."))
        return cleaned

    @property
    def band(self) -> Band | None:
        """The band that was written, if one was."""
        said = self.cleaned_data
        if said.get("charge") is None:
            return None
        return Band(said["zone"], said.get("starts_at") or 0, said["charge"], said["days_from"], said["days_to"])


class BaseBands(forms.BaseFormSet[BandForm]):
    """All bands of a way; none of them twice."""

    def clean(self) -> None:
        if any(self.errors):
            return
        written = [(band.zone, band.starts_at) for band in self.bands]
        if len(written) != len(set(written)):
            raise forms.ValidationError(_("Two rows are for the same zone and begin at the same value."))

    @property
    def bands(self) -> list[Band]:
        """The bands that were written."""
        return [form.band for form in self.forms if form.band]


Bands = forms.formset_factory(BandForm, formset=BaseBands, extra=4, max_num=MOST_BANDS, validate_max=True)
