"""The basket page and adding to it. Open to everybody; each browser sees and changes its own basket only."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from oscar.apps.basket.views import BasketAddView as OscarBasketAddView
from oscar.apps.basket.views import BasketView as OscarBasketView
from oscar.core.utils import redirect_to_referrer

from ocop_shop.forks.checkout import parcels, rows
from ocop_shop.ordering import fitting, makers, needs, selling


class BasketView(OscarBasketView):
    """The basket, maker by maker, in a fixed number of queries."""

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        makers.prepare(request.basket.all_lines())
        return super().dispatch(request, *args, **kwargs)  # type: ignore[no-any-return]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        groups = rows.of_basket_forms(list(context["formset"]))
        context["groups"] = parcels.with_sendings(groups, context.get("shipping_method"))
        context["sending_charge"] = charge = parcels.charge_of(context.get("shipping_method"), self.request.basket)
        # The address is asked for later: until then every maker's goods are reckoned as far.
        context["is_estimate"] = bool(charge and charge.before and parcels.sendings_of(context["shipping_method"]))
        context["shortages"] = needs.shortages(self.request.basket.all_lines())
        return context

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Change the basket; with `fit` every line is brought down to what is left, in one step."""
        if "fit" not in request.POST:
            return super().post(request, *args, **kwargs)  # type: ignore[no-any-return]
        fitting.fit(self.request.basket)
        return redirect("basket:summary")

    def formset_invalid(self, formset: Any) -> HttpResponse:
        """Remove what is to be removed even where another quantity is wrong; Oscar fails on forms it did not make."""
        removed = [form for form in formset if formset._should_delete_form(form)]
        if not removed:
            messages.warning(self.request, _("Please look at the quantities again."))
            return self.render_to_response(self.get_context_data(formset=formset))  # type: ignore[no-any-return]
        for form in removed:
            form.instance.delete()
        for form in formset:
            for errors in form.errors.values() if form not in removed else ():
                messages.warning(self.request, f"{form.instance.product.get_title()}: {errors[0]}")
        return redirect("basket:summary")


class BasketAddView(OscarBasketAddView):
    """Puts a product into the basket; one that is not on sale is refused with a message."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        product = self.product_model.objects.public().filter(pk=kwargs["pk"]).first()
        if product is None:
            messages.error(request, _("This product is not for sale."))
            return redirect_to_referrer(request, "basket:summary")  # type: ignore[no-any-return]
        if off := selling.off_of(product):
            messages.error(request, _refusal(product, off))
            return redirect(product.get_absolute_url())
        return super().post(request, *args, **kwargs)  # type: ignore[no-any-return]


def _refusal(product: Any, off: selling.Off) -> str:
    """Why a basket does not take it, and what to do."""
    if not off.is_marked:
        return _("This is agreed on with the producer. Please ask; the producer's page says how.")
    told = _("“%(product)s” is not sold here: %(why)s.") % {"product": product.get_title(), "why": off.why}
    return f"{told} {off.advice}"
