"""How goods are sent, at the shop's desk. For staff who may change orders (`access`); everybody else is refused."""

from __future__ import annotations

from typing import Any, cast

from django.apps import apps
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.generic import View

from ocop_shop.delivery import actions, rates
from ocop_shop.delivery.abstract_models import Zone
from ocop_shop.delivery.rates import Band, Basis, Parcel

from .access import AtTheDesk
from .delivery_forms import Bands, BaseBands, way_form

# What the table of examples is about: grams, and đồng of goods.
_GRAMS = (500, 2_000, 5_000, 10_000, 30_000)
_GOODS = (50_000, 200_000, 500_000, 1_000_000, 3_000_000)


class WaysView(AtTheDesk, View):
    """All ways of sending, those for everybody first."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """The list, with what each costs at the least and at the most."""
        ways = apps.get_model("ocop_delivery", "Way").objects.select_related("producer").prefetch_related("bands")
        listed = sorted(ways, key=lambda way: (way.producer_id is not None, str(way.producer), way.position, way.pk))
        rows = [(way, sorted(band.charge for band in way.bands.all())) for way in listed]
        return render(request, "ocop_shop/desk/ways.html", {"rows": rows})


class WayView(AtTheDesk, View):
    """One way of sending with its bands, and a table of what it costs."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        """The form, empty for a new way."""
        way = _way(pk)
        known = [vars(band) for band in _bands(way)]
        return self._page(request, way, way_form()(instance=way), Bands(initial=known, prefix="band"))

    def post(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        """Write the way as the form says, or take it off."""
        way = _way(pk)
        if request.POST.get("do") == "remove" and way.pk:
            actions.remove_way(way, actor=request.user)
            messages.success(request, _("It is not offered any more. Orders keep what was agreed."))
            return redirect("ocop:desk-ways")
        form, bands = way_form()(request.POST, instance=way), cast("BaseBands", Bands(request.POST, prefix="band"))
        if not (form.is_valid() and bands.is_valid()):
            return self._page(request, _way(pk), form, bands, status=422)
        saved = actions.save_way(form.save(commit=False), bands.bands, actor=request.user)
        messages.success(request, _("Saved. Look at the table: is this what it shall cost?"))
        return redirect("ocop:desk-way", saved.pk)

    def _page(self, request: HttpRequest, way: Any, form: Any, bands: Any, status: int = 200) -> HttpResponse:
        context = {"way": way, "form": form, "bands": bands, **examples(way)}
        return render(request, "ocop_shop/desk/way.html", context, status=status)


def examples(way: Any) -> dict[str, Any]:
    """What the way costs, as it is stored: a row for each zone, a column for each weight or price."""
    if not way.pk:
        return {"columns": [], "table": []}
    basis, bands = Basis(way.basis), _bands(way)
    columns = _GRAMS if basis is Basis.WEIGHT else _GOODS
    parcels = [Parcel(n, 0) if basis is Basis.WEIGHT else Parcel(0, n) for n in columns]
    table = [
        (label, [rates.rate(bands, basis, zone, parcel, way.free_from) for parcel in parcels])
        for zone, label in Zone.choices
    ]
    return {"columns": columns, "is_weight": basis is Basis.WEIGHT, "table": table}


def _way(pk: int | None) -> Any:
    model = apps.get_model("ocop_delivery", "Way")
    return get_object_or_404(model, pk=pk) if pk else model()


def _bands(way: Any) -> list[Band]:
    if not way.pk:
        return []
    rows = way.bands.all()
    return [Band(row.zone, row.starts_at, row.charge, row.days_from, row.days_to) for row in rows]
