"""What is asked before personal data are shown or erased."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from . import people


class PasswordForm(forms.Form):
    """The password of whoever is signed in, once more: a telephone that lies about must not erase anything."""

    password = forms.CharField(
        label=_("Your password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"class": "ocop-in", "autocomplete": "current-password"}),
    )

    def __init__(self, user: Any, *args: Any, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)

    def clean_password(self) -> str:
        """It has to be theirs."""
        said = str(self.cleaned_data["password"])
        if not self.user.has_usable_password():
            raise forms.ValidationError(_("This account has no password. Set one first: “Forgotten your password?”"))
        if not self.user.check_password(said):
            raise forms.ValidationError(_("This is not your password."))
        return said


class AddressForm(forms.Form):
    """The address of somebody who bought without an account."""

    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("The one you gave when you ordered or asked."),
        max_length=254,
        widget=forms.EmailInput(attrs={"class": "ocop-in", "autocomplete": "email", "aria-describedby": "email-note"}),
    )

    def clean_email(self) -> str:
        """One that no other can be taken for."""
        said = str(self.cleaned_data["email"])
        if not people.is_distinct(said):
            raise forms.ValidationError(_("Write the address with plain letters."))
        return said


class SureForm(forms.Form):
    """A box to tick, where there is no password to ask for."""

    sure = forms.BooleanField(label=_("Yes, erase it. I know that it cannot be brought back."))
