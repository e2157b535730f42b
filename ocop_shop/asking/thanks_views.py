"""Thanking the producers of an own order, and the photos that everybody may see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import View
from oscar.core.loading import get_model

from ocop_shop.conf import settings
from ocop_shop.core import limits, private_pictures
from ocop_shop.ordering.buyers import page_of

from . import actions
from .buyers import makers_that_sent
from .exceptions import AskingError
from .thanks_forms import ThanksForm

PER_ADDRESS = limits.Limit("thanks", most=10, seconds=3600, writes=True)
IN_ALL = limits.Limit("thanks-all", most=200, seconds=3600, writes=True)
ON_PAGE = 720
"""The longest side of a photo on the page of a producer."""


@dataclass(frozen=True)
class Thankable:
    """A producer that the buyer of an order may thank, where, and what they have said (None so far)."""

    producer: Any
    url: str
    thanks: Any


def thankable(order: Any) -> list[Thankable]:
    """Whom the buyer of `order` may thank. Two queries at most, three for a guest."""
    makers = list(makers_that_sent(order))
    rows = apps.get_model("ocop_asking", "Thanks").objects.of_order(order) if makers else ()
    said = {thanks.producer_id: thanks for thanks in rows}
    return [Thankable(maker, _address(order, maker), said.get(maker.pk)) for maker in makers]


def _address(order: Any, producer: Any) -> str:
    if order.user_id:
        return reverse("ocop:thank", args=[order.number, producer.slug])
    return reverse("ocop:thank-guest", args=[order.number, order.verification_hash(), producer.slug])


class _ThankView(View):
    """What both have in common: `order_of` finds the order of whoever asks, or answers in the place of the page.

    10 an hour from one address, 200 in all; only what would be written counts against it.
    """

    http_method_names = ["get", "head", "post", "options"]
    order: Any
    producer: Any
    thanks: Any

    def order_of(self, request: HttpRequest, number: str, **gaps: str) -> Any:
        raise NotImplementedError

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        slug = kwargs.pop("slug")
        found = self.order_of(request, **kwargs)
        if isinstance(found, HttpResponse):
            return found
        self.order, self.producer = found, makers_that_sent(found).filter(slug=slug).first()
        if self.producer is None:
            raise Http404
        rows = apps.get_model("ocop_asking", "Thanks").objects.of_order(self.order)
        self.thanks = rows.filter(producer=self.producer).first()
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, **_gaps: str) -> HttpResponse:
        """The form, or what was said; with `?photo` the own photo."""
        if "photo" in request.GET:
            if self.thanks is None:
                raise Http404
            return private_pictures.inside(self.thanks.picture)
        return self._page(request, ThanksForm(initial={"name": nameless(self.order)}))

    def post(self, request: HttpRequest, **_gaps: str) -> HttpResponse:
        """Keep the thanks, or take them back; nothing is written beyond the limits."""
        if request.POST.get("do") == "take_back":
            if self.thanks is not None:
                actions.take_thanks_back(self.thanks, actor=self._actor(request))
            return redirect(request.path)
        form = ThanksForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._page(request, form, status=422)
        who = limits.visitor(request, settings.trusted_proxies)
        verdict = limits.spend_all((PER_ADDRESS, who), (IN_ALL, limits.EVERYBODY))
        if not verdict.allowed:
            return limits.too_many(request, verdict)
        said = {name: form.cleaned_data[name] for name in ("words", "name", "may_show", "picture")}
        try:
            actions.thank(self.order, self.producer, **said, actor=self._actor(request))
        except AskingError as problem:
            form.add_error(None, str(problem))
            return self._page(request, form, status=422)
        return redirect(request.path)

    @staticmethod
    def _actor(request: HttpRequest) -> Any:
        return request.user if request.user.is_authenticated else None

    def _page(self, request: HttpRequest, form: ThanksForm, status: int = 200) -> HttpResponse:
        context = {"form": form, "thanks": self.thanks, "order": self.order, "producer": self.producer}
        context["back"] = page_of(self.order)
        answer = render(request, "ocop_shop/asking/thank.html", context, status=status)
        answer["Cache-Control"] = "no-store"
        # The address of a guest's order opens it.
        answer["Referrer-Policy"] = "same-origin"
        return answer


class ThankView(LoginRequiredMixin, _ThankView):
    """Thanking a producer for an order of the account. For the signed-in buyer of the order alone."""

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        return super().dispatch(request, *args, **kwargs)

    def order_of(self, request: HttpRequest, number: str, **_gaps: str) -> Any:
        order = get_model("order", "Order").objects.filter(user=request.user, number=number).first()
        if order is None:
            raise Http404
        return order


class GuestThankView(_ThankView):
    """Thanking a producer for an order without an account. For who has the signed link and the order's e-mail address.

    As for the page of the order: the address is asked for once in a visit, on Oscar's form.
    """

    def order_of(self, request: HttpRequest, number: str, token: str = "", **_gaps: str) -> Any:
        order = get_model("order", "Order").objects.filter(user=None, number=number).exclude(guest_email="").first()
        if order is None or not order.check_verification_hash(token):
            raise Http404
        if order.guest_email != request.session.get("anon_order_email"):
            return redirect("customer:anon-order-form", order_number=number, hash=token)
        return order


class ThanksPhotoView(View):
    """A photo that a buyer let be shown, the shop has let through and a producer shows. Open to everybody, else 404."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The photo, as large as a page needs it."""
        shown = apps.get_model("ocop_asking", "Thanks").objects.shown()
        thanks = shown.filter(pk=pk).first()
        if thanks is None:
            raise Http404
        return private_pictures.inside(thanks.picture, longest=ON_PAGE, is_public=True)


def nameless(order: Any) -> str:
    """What stands in the place of a name as long as the buyer writes none: where the goods went, no more."""
    province = order.shipping_address.state if order.shipping_address else ""
    named = _("A buyer in %(province)s") % {"province": province} if province else _("A buyer")
    return named[: actions.LONGEST_NAME]
