"""The checkout in three pages: who orders, where it goes, and a last look before it is placed.

Open to everybody with something in the basket: each step shows and changes only what this browser's session and the
signed-in user own. The thank-you page is for the session that placed the order (superusers may open any, as in Oscar).
"""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View
from oscar.apps.checkout import views as oscar_views
from oscar.apps.checkout.exceptions import FailedPreCondition
from oscar.core.loading import get_class

from ocop_shop.conf import settings
from ocop_shop.core import limits, money
from ocop_shop.core.currencies import NotAnAmount
from ocop_shop.core.keys import key_in
from ocop_shop.forks.classes.shipping import CHOSEN
from ocop_shop.ordering import destinations, selling, states
from ocop_shop.ordering.exceptions import AlreadyPlaced, OrderError
from ocop_shop.payments import actions as payments
from ocop_shop.payments import registry
from ocop_shop.payments.finding import last_attempt
from ocop_shop.payments.handing import Handing, of_order
from ocop_shop.payments.provider import PaymentProblem, Provider

from . import parcels, rows

logger = logging.getLogger(__name__)

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
        for address in request.user.addresses.filter(pk=key_in(chosen)):
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


class DeliveryView(View):
    """Which way the goods of a maker take. Open to everybody; kept in this browser's session alone."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest) -> HttpResponse:
        """Keep the choices of the form, as far as they are numbers; what is not offered is not taken later."""
        _keep_ways(request)
        return redirect("checkout:preview")


MOST_CHOICES = 50
"""Makers for which a browser's choice is kept."""


def _too_many(request: HttpRequest) -> str:
    """Why this visitor may not order now: one address that orders without end would hold everybody's goods."""
    if not settings.orders_per_hour:
        return ""
    limit = limits.Limit("order", settings.orders_per_hour, seconds=3600)
    verdict = limits.spend(limit, limits.visitor(request, settings.trusted_proxies))
    if verdict.allowed:
        return ""
    wait = {"minutes": -(-verdict.wait // 60)}
    return _("Many orders came from your connection. Please try again in %(minutes)d minutes.") % wait


def _keep_ways(request: HttpRequest) -> None:
    """Keep the ways that a form names, as far as they are numbers, in this browser's session."""
    named = {name[4:]: str(value) for name, value in request.POST.items() if name.startswith("way-")}
    fit = {maker: way for maker, way in named.items() if None not in {key_in(maker), key_in(way)}}
    if fit:
        kept = request.session.get(CHOSEN, {}) | fit
        request.session[CHOSEN] = dict(list(kept.items())[-MOST_CHOICES:])


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
        total = context["order_total"]
        handing = parcels.handing_of(context.get("shipping_method"), self.request.basket)
        chosen = self.request.POST.get("pay_with", "")
        context["ways"] = ways = ways_to_pay(total.incl_tax, total.currency, handing, chosen)
        context["is_free"] = total.incl_tax <= 0
        is_stuck = any(group.sending and group.sending.is_stuck for group in context["groups"])
        context["can_pay"] = context["is_free"] or any(not way.refusal for way in ways)
        context["can_order"] = context["can_pay"] and not is_stuck
        context["for_adults"] = selling.any_for_adults(self.request.basket.all_lines())
        return context

    def handle_place_order_submission(self, request: Any) -> HttpResponse:
        _keep_ways(request)
        submission = self.build_submission()
        total = submission["order_total"]
        handing = parcels.handing_of(submission["shipping_method"], request.basket)
        provider = _chosen(request.POST.get("pay_with", ""), handing)
        if provider is None:
            problem = _("Please choose how you want to pay.")
        else:
            problem = self._not_as_shown(request.POST.get("total"), total.incl_tax)
            problem = problem or provider.refusal(total.incl_tax, total.currency)
            if selling.any_for_adults(request.basket.all_lines()) and request.POST.get("adult") != "1":
                problem = _("Your basket holds alcohol. Please confirm that you are 18 or older.")
        problem = problem or _too_many(request)
        if problem:
            messages.error(request, problem)
            return redirect("checkout:preview")
        return self.submit(provider=provider, **submission)

    def submit(self, *, basket: Any, order_kwargs: Any, **submission: Any) -> HttpResponse:
        """Place the order; when it is refused the basket stays as it is and the buyer reads why."""
        submission.pop("payment_kwargs", None)
        handing = parcels.handing_of(submission["shipping_method"], basket)
        submission.setdefault("provider", registry.offered_at(handing)[0])
        number = self.generate_order_number(basket)
        try:
            order = self.place(number, basket=basket, **submission, **order_kwargs)
        except AlreadyPlaced as again:
            return self._show(again.order)
        except (money.FractionOfDong, NotAnAmount):
            # A price that does not exist is the shop's mistake, not the buyer's: who runs it is told.
            logger.exception("An order of basket %s cannot be paid", basket.pk)
            messages.error(
                self.request, _("A price in your basket is wrong. The shop is told; please try again later.")
            )
            return redirect("basket:summary")
        except (OrderError, UnableToPlaceOrder, ValueError) as refused:
            # Oscar says by ValueError that a voucher has been used up.
            messages.error(self.request, str(refused))
            return redirect("basket:summary")
        return self._to_pay(order, self.handle_successful_order(order))

    def _to_pay(self, order: Any, otherwise: HttpResponse) -> HttpResponse:
        """The order stands; on to where it is paid. When nobody answers there, our own page says so and tries again."""
        attempt = last_attempt(order)
        if attempt is None or order.status != states.AWAITING_PAYMENT:
            return otherwise
        page = reverse("ocop:pay", args=[attempt.token])
        try:
            attempt = payments.begin(
                attempt, self.request.build_absolute_uri(reverse("ocop:paid", args=[attempt.token]))
            )
        except PaymentProblem as problem:
            messages.warning(self.request, str(problem))
        return redirect(attempt.address or page)

    def _not_as_shown(self, shown: str | None, total: Decimal) -> str:
        """Prices may change while a buyer reads; nobody orders at a price that was not on the page."""
        if shown is None or shown == str(money.round_dong(total)):
            return ""
        now = money.format_dong(total)
        return _("The total has changed to %(total)s. Please look again before you order.") % {"total": now}

    def _show(self, order: Any) -> HttpResponse:
        """The order that this basket became."""
        self.checkout_session.flush()
        self.request.session["checkout_order_id"] = order.pk
        return redirect("checkout:thank-you")


@dataclass(frozen=True)
class Way:
    """A way to pay as the last look shows it; `refusal` says why it cannot be taken."""

    code: str
    name: str
    icon: str
    description: str
    refusal: str
    is_chosen: bool


def ways_to_pay(total: Decimal, currency: str, handing: Handing, chosen: str = "") -> list[Way]:
    """The ways that are offered for an order of `total` whose goods come like this.

    What was chosen is so again, else the first that is open.
    """
    refused = {provider: provider.refusal(total, currency) for provider in registry.offered_at(handing)}
    open_ones = [provider.code for provider, refusal in refused.items() if not refusal]
    taken = chosen if chosen in open_ones else next(iter(open_ones), "")
    return [
        Way(p.code, str(p.name), p.icon, p.description(total, currency), refusal, p.code == taken)
        for p, refusal in refused.items()
    ]


def _chosen(code: str, handing: Handing) -> Provider | None:
    """The way that was chosen; where the form did not ask, the first that is offered."""
    return registry.offered_as(code, handing) if code else next(iter(registry.offered_at(handing)), None)


class ThankYouView(oscar_views.ThankYouView):
    """What was ordered, what each line was sold as, and what happens next."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """An order that waits for its money is shown where it is paid."""
        order = self.get_object()
        attempt = last_attempt(order) if order else None
        if attempt is not None and order.status == states.AWAITING_PAYMENT:
            return redirect("ocop:pay", attempt.token)
        return super().get(request, *args, **kwargs)  # type: ignore[no-any-return]

    def get_object(self, queryset: Any = None) -> Any:
        """The buyer's order; a superuser may name another one, in a form that a database can look for."""
        key, number = (self.request.GET.get(name, "") for name in ("order_id", "order_number"))
        if (key and not re.fullmatch(r"[0-9]{1,9}", key)) or "\x00" in number:
            raise Http404
        return super().get_object(queryset)

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        attempt = last_attempt(self.object)
        groups = parcels.with_parcels(rows.of_order(self.object), self.object)
        kwargs |= {"groups": groups, "attempt": attempt, "handing": of_order(self.object)}
        return super().get_context_data(*args, **kwargs)  # type: ignore[no-any-return]
