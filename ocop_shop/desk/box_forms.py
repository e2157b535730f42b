"""Forms of the desk about gift boxes."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.apps import apps
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from oscar.core.loading import get_model

from ocop_shop.boxes import actions, quotes
from ocop_shop.core import text

# "Mật hoa dừa (#12)", "#12"; digits alone may be a product code too.
_NUMBER = re.compile(r"(?:.*\()?#(\d{1,9})\)?")


def called(product: Any) -> str:
    """How a product is written into the form: its name, and the number that tells it from others of that name."""
    return f"{product.get_title()} (#{product.pk})"


def found(words: str) -> Any:
    """The product that is meant by a number, a product code (UPC) or a whole name.

    Raises `ValidationError` with a sentence where there is none, or more than one.
    """
    products = get_model("catalogue", "Product").objects.select_related("parent", "product_class")
    said = text.clean(words)
    number = _NUMBER.fullmatch(said)
    meant = Q(pk=int(number[1])) if number else Q(upc=said) | Q(title__iexact=said)
    if said.isascii() and said.isdigit() and len(said) < 10:
        meant |= Q(pk=int(said))
    matching = list(products.filter(meant).order_by("pk")[:6])
    if len(matching) == 1:
        return matching[0]
    if not matching:
        near = [called(one) for one in products.filter(title__icontains=said[:60]).order_by("pk")[:4]]
        told = [_("No product is called “%(words)s”.") % {"words": said}]
        told += [_("Did you mean: %(names)s?") % {"names": "; ".join(near)}] if near else []
        raise forms.ValidationError(" ".join(told))
    names = "; ".join(called(one) for one in matching)
    raise forms.ValidationError(_("Several products are called so. Write the number: %(names)s") % {"names": names})


class PartForm(forms.Form):
    """A product and how many pieces of it go into the box. A row without a product is left out."""

    product = forms.CharField(
        label=gettext_lazy("Product"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"list": "goods", "autocomplete": "off", "class": "form-control"}),
    )
    quantity = forms.IntegerField(
        label=gettext_lazy("Pieces"),
        min_value=1,
        max_value=actions.MOST_PIECES,
        required=False,
        widget=forms.NumberInput(attrs={"class": "form-control"}),
    )

    def clean_product(self) -> Any:
        said = text.clean(self.cleaned_data["product"])
        return found(said) if said else None

    @property
    def part(self) -> tuple[Any, int] | None:
        """The product with its pieces, if one was written."""
        product = self.cleaned_data.get("product")
        return (product, self.cleaned_data.get("quantity") or 1) if product else None


class BaseParts(forms.BaseFormSet[PartForm]):
    """All that is in a box."""

    @property
    def parts(self) -> list[tuple[Any, int]]:
        """The products that were written, with their pieces."""
        return [form.part for form in self.forms if form.part]


Parts = forms.formset_factory(
    PartForm,
    formset=BaseParts,
    extra=4,
    max_num=actions.MOST_PARTS,
    absolute_max=actions.MOST_PARTS + 10,
    validate_max=True,
)


class BoxForm(forms.Form):
    """Who packs the box and sends it."""

    packer: Any = forms.ModelChoiceField(
        queryset=None,
        label=gettext_lazy("Packed and sent by"),
        empty_label=gettext_lazy("the shop itself"),
        required=False,
        widget=forms.Select(attrs={"class": "form-control", "style": "width: 100%"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["packer"]
        field.queryset = apps.get_model("ocop_producers", "Producer").objects.order_by("name", "pk")


class ChooseForm(forms.Form):
    """Which product becomes a box."""

    product = forms.CharField(
        label=gettext_lazy("Product that becomes a box"),
        max_length=300,
        widget=forms.TextInput(attrs={"class": "form-control"}),
        help_text=gettext_lazy("Its number, its product code, or its whole name."),
    )

    def clean_product(self) -> Any:
        return found(self.cleaned_data["product"])


class AnswerForm(forms.Form):
    """What is written to who asked."""

    answer = forms.CharField(
        label=gettext_lazy("Answer"),
        max_length=quotes.LONGEST,
        widget=forms.Textarea(attrs={"rows": 8, "class": "form-control"}),
    )
