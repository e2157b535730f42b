"""The pages on which an order is paid, and the addresses to which providers write.

Pages are for whoever has their address: its token is a secret of 256 bits, given to the buyer alone, and it shows the
number, the amount and the state of one order, and no name or address. Notifications are open to everybody and believed
only with a signature.
"""

from __future__ import annotations

import logging
from typing import Any

from django.apps import apps
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import View

from ocop_shop.conf import settings
from ocop_shop.core import limits
from ocop_shop.ordering import again, states
from ocop_shop.ordering.exceptions import OrderError

from . import actions, registry, wording
from .choices import State
from .exceptions import NothingToPay
from .finding import last_attempt
from .handing import of_order
from .provider import PaymentProblem, Untrue
from .vietqr import transfer

logger = logging.getLogger(__name__)

PER_ATTEMPT = limits.Limit("pay-return", most=30, seconds=600, writes=True)
LARGEST_MESSAGE = 256 * 1024


class PayView(View):
    """How a payment stands, and what the buyer can do: pay, choose another way, let go, or order again."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        """The page; a part of it for htmx, which looks from time to time whether the money has come."""
        attempt = _attempt(token)
        latest = last_attempt(attempt.order)
        if latest is not None and latest.pk != attempt.pk:
            return redirect("ocop:pay", latest.token)
        context, is_part = _context(attempt), bool(request.headers.get("HX-Request"))
        answer = render(request, f"ocop_shop/pay/{'state' if is_part else 'page'}.html", context)
        if is_part and not context["is_open"]:
            answer["HX-Refresh"] = "true"  # the code must not stay beside the words that it is paid
        return _private(answer)

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        """One of `start`, `other`, `cancel` and `again`; each may be sent twice."""
        attempt = _attempt(token)
        do = {"start": _start, "other": _other, "cancel": _cancel, "again": _again}.get(request.POST.get("do", ""))
        if do is None:
            return redirect("ocop:pay", token)
        try:
            return _private(do(request, attempt))
        except (PaymentProblem, OrderError) as problem:
            messages.warning(request, str(problem))
            return redirect("ocop:pay", token)


class PaidView(View):
    """Where a provider sends the buyer back to. It is no proof of anything: the provider is asked."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        """Ask, take notice, and lead to the page that says how it stands."""
        attempt = _attempt(token)
        provider = registry.known(attempt.provider)
        if attempt.state == State.OPEN and provider and limits.spend(PER_ATTEMPT, token).allowed:
            try:
                news = provider.ask(attempt)
            except PaymentProblem:
                logger.warning("Payment %s could not be asked for", attempt.pk)
                news = None
            if news is not None:
                actions.take(attempt.provider, news)
        return _private(redirect("ocop:pay", token))


class PictureView(View):
    """The QR code of a bank transfer as a picture, to be kept on a telephone. For whoever has the token."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, token: str, kind: str) -> HttpResponse:
        """The picture, as SVG for the page or as PNG for a banking app."""
        attempt = _attempt(token)
        if attempt.provider != transfer.CODE or not settings.vietqr:
            raise Http404
        drawn = transfer.transfer_of(attempt).picture(kind)
        picture = HttpResponse(drawn, content_type={"svg": "image/svg+xml", "png": "image/png"}[kind])
        picture["Content-Disposition"] = f'inline; filename="{attempt.code}.{kind}"'
        return _private(picture)


@method_decorator(csrf_exempt, name="dispatch")
class HookView(View):
    """Messages from providers. Anybody may write; only what carries the provider's signature is believed.

    200 for what was taken notice of, also for the second time; 400 for what is not to be believed.
    """

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, provider: str) -> HttpResponse:
        found = registry.known(provider)
        if found is None:
            raise Http404
        if int(request.headers.get("Content-Length") or 0) > LARGEST_MESSAGE:
            return JsonResponse({"error": "too large"}, status=413)
        try:
            outcomes = [str(actions.take(provider, news)) for news in found.news(request.body, request.headers)]
        except Untrue as untrue:
            logger.warning("A message for %s was not believed: %s", provider, untrue)
            return JsonResponse({"error": str(untrue)}, status=400)
        return JsonResponse({"outcomes": outcomes})


def _attempt(token: str) -> Any:
    attempts = apps.get_model("ocop_payments", "Attempt").objects.select_related("order")
    attempt = attempts.filter(token=token).first() if token.isascii() and token.isprintable() else None
    if attempt is None:
        raise Http404
    return attempt


def _context(attempt: Any) -> dict[str, Any]:
    provider, order = registry.known(attempt.provider), attempt.order
    is_waiting = order.status == states.AWAITING_PAYMENT
    is_open = attempt.state == State.OPEN and (is_waiting or attempt.ends_at is None)
    others = [
        other
        for other in registry.offered_at(of_order(order))
        if is_waiting
        and not attempt.received
        and not (is_open and other.code == attempt.provider)
        and not other.refusal(order.total_incl_tax, order.currency)
    ]
    return {
        "attempt": attempt,
        "order": order,
        "provider": provider,
        "is_open": is_open,
        "is_waiting": is_waiting,
        "is_cancelled": order.status == states.CANCELLED,
        "is_paid": attempt.state == State.PAID,
        "others": others,
        "how": (provider.template if provider.is_ready else "ocop_shop/pay/away.html") if provider and is_open else "",
        **(provider.context(attempt) if provider and provider.is_ready and is_open else {}),
    }


def _start(request: HttpRequest, attempt: Any) -> HttpResponse:
    back = request.build_absolute_uri(reverse("ocop:paid", args=[attempt.token]))
    return redirect(actions.begin(attempt, back).address or reverse("ocop:pay", args=[attempt.token]))


def _other(request: HttpRequest, attempt: Any) -> HttpResponse:
    """Another way to pay, or the same once more after it failed."""
    provider = registry.offered_as(request.POST.get("pay_with", ""), of_order(attempt.order))
    if provider is None:
        raise PaymentProblem(_("Please choose how you want to pay."))
    if attempt.order.status != states.AWAITING_PAYMENT:
        raise NothingToPay(attempt.order)
    if attempt.state == State.OPEN and attempt.provider != provider.code and not actions.give_up(attempt):
        return redirect("ocop:pay", attempt.token)
    following = actions.open_again(attempt.order, provider)
    return _start(request, following)


def _cancel(request: HttpRequest, attempt: Any) -> HttpResponse:
    """The buyer lets go of an order that is not paid."""
    order = attempt.order
    if order.status != states.AWAITING_PAYMENT or order.payment_attempts.filter(received__gt=0).exists():
        raise PaymentProblem(_("This order cannot be cancelled here any more. Please write to the shop."))
    for other in order.payment_attempts.filter(state=State.OPEN):
        if not actions.give_up(other):
            return redirect("ocop:pay", attempt.token)
    actions.call_off(order)
    messages.success(request, wording.called_off(order))
    return redirect("ocop:pay", attempt.token)


def _again(request: Any, attempt: Any) -> HttpResponse:
    """The goods of a cancelled order, into the basket once more."""
    if attempt.order.status != states.CANCELLED:
        return redirect("ocop:pay", attempt.token)
    for problem in again.fill(request.basket, attempt.order):
        messages.warning(request, problem)
    return redirect("basket:summary")


def _private(response: HttpResponse) -> HttpResponse:
    """Kept by nobody on the way, and its address told to nobody."""
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex"
    return response
