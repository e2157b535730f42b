"""Ranges for offers and vouchers that follow a collection, stars or a place. For staff who may add ranges in Oscar."""

from __future__ import annotations

from typing import Any

from django import forms
from django.apps import apps
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import View
from oscar.core.loading import get_model

from ocop_shop.buylocal import actions, ranges

from .access import AtTheDesk, may_make_ranges

STARS = [
    ("5", gettext_lazy("5 stars")),
    ("4", gettext_lazy("4 stars and more")),
    ("3", gettext_lazy("3 stars and more")),
    ("0", gettext_lazy("Any, also without a star")),
]
SHOWN = 200


class RangeForm(forms.Form):
    """What the products of a range follow: a collection, or stars and a place."""

    collection = forms.ChoiceField(label=gettext_lazy("Regional collection"), required=False)
    stars = forms.ChoiceField(label=gettext_lazy("Least stars"), choices=STARS, required=False, initial="4")
    province = forms.ChoiceField(label=gettext_lazy("Province or city"), required=False)
    region = forms.ChoiceField(label=gettext_lazy("Macro-region"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        provinces = apps.get_model("ocop_regions", "Place").objects.provinces().in_force().order_by("name_key")
        regions = apps.get_model("ocop_regions", "MacroRegion").objects.all()
        self._offer("collection", [(str(one.pk), one.title) for one in ranges.to_choose_from()], _("None"))
        self._offer("province", [(one.code, one.full_name) for one in provinces], _("All"))
        self._offer("region", [(str(one.pk), str(one)) for one in regions], _("All"))

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("province") and said.get("region"):
            self.add_error("region", _("Choose a province or a macro-region, not both."))
        narrows = any(said.get(name) for name in ("collection", "province", "region"))
        if not narrows and said.get("stars", "0") in {"", "0"}:
            self.add_error("stars", _("This would be all products. Choose stars or a place."))
        return said

    @property
    def path(self) -> str:
        """The class of the range."""
        said = self.cleaned_data
        if said["collection"]:
            return ranges.path_of(page=int(said["collection"]))
        region = int(said["region"]) if said["region"] else None
        return ranges.path_of(stars=int(said["stars"] or 0), province=said["province"], region=region)

    @property
    def name(self) -> str:
        """What the range is called, in the shop's words: buyers read it in their basket."""
        said = self.cleaned_data
        if said["collection"]:
            return self._label("collection")
        parts = [self._label("stars")] if said["stars"] not in {"", "0"} else []
        parts += [self._label(name) for name in ("province", "region") if said[name]]
        return "OCOP " + ", ".join(parts) if said["stars"] not in {"", "0"} else ", ".join(parts)

    def _offer(self, name: str, choices: list[tuple[str, str]], nothing: str) -> None:
        self.fields[name].choices = [("", nothing), *choices]  # type: ignore[attr-defined]

    def _label(self, name: str) -> str:
        return str(dict(self.fields[name].choices)[self.cleaned_data[name]])  # type: ignore[attr-defined]


class RangesView(AtTheDesk, View):
    """The ranges that follow a rule, and a new one. For staff who may add ranges (`offer.add_range`)."""

    http_method_names = ["get", "head", "post", "options"]

    def test_func(self) -> bool:
        return may_make_ranges(self.request.user)

    def get(self, request: HttpRequest) -> HttpResponse:
        """The list, and the form."""
        return self._page(request, RangeForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Make the range; the same rule again leads to the one that is there."""
        form = RangeForm(request.POST)
        if not form.is_valid():
            return self._page(request, form, status=422)
        made, is_new = actions.follow(form.name, form.path, actor=request.user)
        number = made.num_products()
        told = ngettext("%(name)s: %(number)d product today.", "%(name)s: %(number)d products today.", number)
        messages.success(request, told % {"name": made.name, "number": number})
        if not is_new:
            messages.info(request, _("This range was there already."))
        return redirect("ocop:desk-ranges")

    def _page(self, request: HttpRequest, form: RangeForm, status: int = 200) -> HttpResponse:
        rows = get_model("offer", "Range").objects.filter(proxy_class__startswith=f"{ranges.__name__}.")
        context = {"form": form, "rows": rows.order_by("name")[:SHOWN]}
        return render(request, "ocop_shop/desk/ranges.html", context, status=status)
