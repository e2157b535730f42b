"""Forms for giving roles: to whom, which, and for which place."""

from __future__ import annotations

from typing import Any

from django import forms
from django.apps import apps
from django.contrib.auth import get_user_model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ocop_shop.regions import lookup

from .models import Role


class EntrustForm(forms.Form):
    """A role for a person, who has an account already. When it is valid, `user` and `place` hold what was found."""

    email = forms.EmailField(label=gettext_lazy("E-mail of the person"))
    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=Role.choices, widget=forms.RadioSelect)
    province: Any = forms.ModelChoiceField(None, label=gettext_lazy("Province"), required=False)
    commune = forms.CharField(
        label=gettext_lazy("Commune, by its code"),
        max_length=8,
        required=False,
        help_text=gettext_lazy("Five figures, as in the national list: 28756."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        province: Any = self.fields["province"]
        places = apps.get_model("ocop_regions", "Place").objects
        province.queryset = places.provinces().in_force().order_by("name_key")
        province.empty_label = "–"
        self.user: Any = None
        self.place: Any = None

    def clean_email(self) -> str:
        """The one active account with this address."""
        email: str = self.cleaned_data["email"]
        people = list(get_user_model()._default_manager.filter(email__iexact=email)[:2])
        if not people:
            raise forms.ValidationError(_("Nobody has an account with this e-mail. The person must register first."))
        if len(people) > 1:
            raise forms.ValidationError(_("Two accounts have this e-mail. Close one of them first."))
        if not people[0].is_active:
            raise forms.ValidationError(_("This account is closed."))
        self.user = people[0]
        return email

    def clean(self) -> dict[str, Any]:
        """The place that the role needs, and no other."""
        given = super().clean() or {}
        role = given.get("role")
        if role == Role.PROVINCE:
            self._take_province(given)
        elif role == Role.COMMUNE:
            self._take_commune(given)
        elif role and (given.get("province") or given.get("commune")):
            self.add_error("role", _("This role is for the whole country: leave province and commune empty."))
        return given

    def _take_province(self, given: dict[str, Any]) -> None:
        self.place = given.get("province")
        if self.place is None and "province" not in self.errors:
            self.add_error("province", _("Which province?"))
        if given.get("commune"):
            self.add_error("commune", _("A provincial office has no commune: leave this empty."))

    def _take_commune(self, given: dict[str, Any]) -> None:
        code = (given.get("commune") or "").strip()
        self.place = lookup.commune(code) if code else None
        if self.place is None:
            self.add_error("commune", _("No commune of today has this code.") if code else _("Which commune?"))
        province = given.get("province")
        if self.place and province and self.place.parent_id != province.pk:
            self.add_error("commune", _("This commune does not lie in that province."))
