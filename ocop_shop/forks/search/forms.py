"""The search box in every page head, without haystack's form behind it."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SearchForm(forms.Form):
    """Words to look for; always valid, since whatever is typed is only ever looked for."""

    q = forms.CharField(required=False, strip=True, label=_("Search products, makers or places"))


class BrowseCategoryForm(SearchForm):
    """Oscar asks for this name."""


class CategoryForm(SearchForm):
    """Oscar asks for this name."""
