"""The checkout in three pages: who orders, where it goes, and a last look before it is placed.

Open to everybody with something in the basket: each step shows and changes only what this browser's session and the
signed-in user own. The thank-you page is for the session that placed the order (superusers may open any, as in Oscar).
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from oscar.apps.checkout import views as oscar_views
from oscar.apps.checkout.exceptions import FailedPreCondition
from oscar.core.loading import get_class

from ocop_shop.core import money
from ocop_shop.ordering import destinations
from ocop_shop.ordering.exceptions import AlreadyPlaced, OrderError
from ocop_shop.payments import cod

from . import rows

ShippingAddressForm = get_class("checkout.forms", "ShippingAddressForm")
UnableToPlaceOrder = get_class("order.exceptions", "UnableToPlaceOrder")

UserAddressUpdateView = oscar_views.UserAddressUpdateView
UserAddressDeleteView = oscar_views.UserAddressDeleteView


class IndexView(oscar_views.IndexView):
    """Who orders: a guest by e-mail address, or an account."""

    step = 1


class ShippingAddressView(oscar_views.ShippingAddressView):
    """Where the order goes: a new address, or one from the signed-in buyer's address book."""

    def post(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        chosen = request.POST.get("address_id", "")
        if not (chosen and request.user.is_authenticated):
            return super().post(request, *args, **kwargs)  # type: ignore[no-any-return]
        own = request.user.addresses.filter(pk=int(chosen)) if chosen.isascii() and chosen.isdigit() else ()
        for address in own:
            self.checkout_session.ship_to_user_address(address)
            return redirect(self.get_success_url())
        messages.error(request, _("This address is not in your address book."))
        return redirect("checkout:shipping-address")

    def get_available_addresses(self) -> list[Any]:
        """Those of the address book whose commune exists today."""
        known = super().get_available_addresses()
        return [address for address in known if destinations.exists(address.state, address.line4)]


class CommunesView(TemplateView):
    """The field for the commune, with the communes of `?province=`. Open to everybody, changes nothing."""

    template_name = "oscar/checkout/partials/commune_field.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = ShippingAddressForm(initial={"province": self.request.GET.get("province", "")})
        return super().get_context_data(form=form, **kwargs)


class ShippingMethodView(oscar_views.ShippingMethodView):
    """Shown only where a shop has several ways of sending."""

    success_url = reverse_lazy("checkout:preview")


class PaymentMethodView(oscar_views.PaymentMethodView):
    """How the buyer pays is part of the last look."""

    success_url = reverse_lazy("checkout:preview")


class PaymentDetailsView(oscar_views.PaymentDetailsView):
    """The last look, and placing the order."""

    step = 3

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.preview:
            return redirect("checkout:preview")
        return super().get(request, *args, **kwargs)  # type: ignore[no-any-return]

    def check_basket_is_not_empty(self, request: Any) -> None:
        """Whoever sends the same basket again, with a second click, is shown the order it became."""
        if request.method == "POST" and request.basket.is_empty and "checkout_order_id" in request.session:
            raise FailedPreCondition(url=reverse("checkout:thank-you"))
        super().check_basket_is_not_empty(request)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["guest_email"] = self.checkout_session.get_guest_email()
        context["cod_limit"] = cod.limit()
        context["cod_refusal"] = cod.refusal(context["order_total"].incl_tax)
        return context

    def handle_place_order_submission(self, request: HttpRequest) -> HttpResponse:
        submission = self.build_submission()
        total = submission["order_total"].incl_tax
        problem = self._not_as_shown(request.POST.get("total"), total) or cod.refusal(total)
        if problem:
            messages.error(request, problem)
            return redirect("checkout:preview")
        return self.submit(**submission)

    def submit(self, *, basket: Any, order_kwargs: Any, **submission: Any) -> HttpResponse:
        """Place the order; when it is refused the basket stays as it is and the buyer reads why."""
        submission.pop("payment_kwargs", None)
        number = self.generate_order_number(basket)
        try:
            order = self.place(number, basket=basket, **submission, **order_kwargs)
        except AlreadyPlaced as again:
            return self._show(again.order)
        except money.FractionOfDong:
            raise  # a price that does not exist: the shop's mistake, not the buyer's
        except (OrderError, UnableToPlaceOrder, ValueError) as refused:
            # Oscar says by ValueError that a voucher has been used up.
            messages.error(self.request, str(refused))
            return redirect("basket:summary")
        return self.handle_successful_order(order)  # type: ignore[no-any-return]

    def _not_as_shown(self, shown: str | None, total: Decimal) -> str:
        """Prices may change while a buyer reads; nobody orders at a price that was not on the page."""
        if shown is None or shown == str(money.round_dong(total)):
            return ""
        now = money.format_dong(total)
        return _("The total has changed to %(total)s. Please look again before you order.") % {"total": now}

    def _show(self, order: Any) -> HttpResponse:
        self.checkout_session.flush()
        self.request.session["checkout_order_id"] = order.pk
        return redirect("checkout:thank-you")


class ThankYouView(oscar_views.ThankYouView):
    """What was ordered, what each line was sold as, and what happens next."""

    def get_object(self, queryset: Any = None) -> Any:
        """The buyer's order; a superuser may name another one, in a form that a database can look for."""
        key, number = (self.request.GET.get(name, "") for name in ("order_id", "order_number"))
        if (key and not re.fullmatch(r"[0-9]{1,9}", key)) or "\x00" in number:
            raise Http404
        return super().get_object(queryset)

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(*args, groups=rows.of_order(self.object), **kwargs)  # type: ignore[no-any-return]
