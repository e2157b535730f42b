"""Forms about the people of a producer."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from ocop_shop.producers.models import Role


class RoleForm(forms.Form):
    """What somebody is to the producer."""

    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)


class InviteForm(RoleForm):
    """Whom to ask."""

    # The least that helps: more is a choice, and not what stands there when nobody chose.
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices, initial=Role.PACKER)
    email = forms.EmailField(label=_("E-mail"), max_length=254)
    field_order = ["email", "role"]
