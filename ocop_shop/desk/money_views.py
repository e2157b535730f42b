"""Money at the shop's desk. For staff who may change orders (`access`); everybody else is refused."""

from __future__ import annotations

import csv
from collections.abc import Callable
from io import StringIO
from typing import Any

from django.apps import apps
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import View
from oscar.core.loading import get_model

from ocop_shop.core.keys import key_in
from ocop_shop.ordering.exceptions import OrderError
from ocop_shop.payments import actions, amounts
from ocop_shop.payments.choices import Collector, Outcome
from ocop_shop.payments.provider import PaymentProblem

from . import money_lists, statements
from .access import AtTheDesk
from .money_forms import AssignForm, RefundForm, StatementForm


class MoneyView(AtTheDesk, View):
    """What has to be done about money today."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """The lists of work."""
        context = {
            "to_look_at": money_lists.to_look_at(),
            "to_call": money_lists.to_call(),
            "to_collect": money_lists.to_collect(),
            "to_give_back": money_lists.to_give_back(),
            "awaited": money_lists.awaited(),
        }
        return render(request, "ocop_shop/desk/money.html", context)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Say that a message was seen, or to which order its money belongs."""
        rows = apps.get_model("ocop_payments", "Notification").objects
        notification = get_object_or_404(rows, pk=key_in(request.POST.get("message")))
        if request.POST.get("do") != "assign":
            actions.mark_seen(notification, actor=request.user)
            return redirect("ocop:desk-money")
        form = AssignForm(request.POST)
        if not form.is_valid():
            messages.error(request, " ".join(str(error) for error in form.errors["number"]))
            return redirect("ocop:desk-money")
        order = form.cleaned_data["number"]
        try:
            outcome = actions.assign(notification, order, actor=request.user)
        except PaymentProblem as problem:
            messages.error(request, str(problem))
        else:
            told = {"order": order.number, "outcome": Outcome(outcome).label}
            messages.success(request, _("Order %(order)s: %(outcome)s.") % told)
        return redirect("ocop:desk-money")


class OrderMoneyView(AtTheDesk, View):
    """The money of one order: attempts, messages, refunds, and what can be done."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, request: HttpRequest, number: str) -> HttpResponse:
        """All that is known."""
        return self._page(request, _order(number), RefundForm())

    def post(self, request: HttpRequest, number: str) -> HttpResponse:
        """One step with one attempt; each may be sent twice."""
        order = _order(number)
        attempt = get_object_or_404(order.payment_attempts, pk=key_in(request.POST.get("attempt")))
        do = _STEPS.get(request.POST.get("do", ""))
        form = RefundForm(request.POST, currency=attempt.currency)
        if request.POST.get("do") == "refund" and not form.is_valid():
            return self._page(request, order, form)
        try:
            if do is not None:
                do(request, attempt, form)
        except (PaymentProblem, OrderError) as problem:
            messages.error(request, str(problem))
        return redirect("ocop:desk-order-money", order.number)

    def _page(self, request: HttpRequest, order: Any, form: RefundForm) -> HttpResponse:
        attempts = order.payment_attempts.prefetch_related("notifications", "refunds").order_by("number")
        context = {
            "order": order,
            "attempts": [money_lists.Attempt(row, money_lists.way(row.provider)) for row in attempts],
            "form": form,
        }
        return render(request, "ocop_shop/desk/order_money.html", context, status=422 if form.errors else 200)


class StatementView(AtTheDesk, View):
    """A bank statement: what it would lead to, and then that it does."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """The empty form."""
        return render(request, "ocop_shop/desk/statement.html", {"form": StatementForm()})

    def post(self, request: HttpRequest) -> HttpResponse:
        """First the rows with their orders; with `apply` the rows that were shown are taken notice of."""
        form = StatementForm(request.POST, request.FILES)
        if not form.is_valid():
            return render(request, "ocop_shop/desk/statement.html", {"form": form}, status=422)
        statement = form.cleaned_data["statement"]
        found = statements.lines(statement)
        if "apply" in request.POST:
            return self._apply(request, found)
        context = {
            "form": form,
            "lines": found,
            "unread": statement.unread,
            "rows": _as_rows([line for line in found if not line.is_doubtful]),
        }
        return render(request, "ocop_shop/desk/statement.html", context)

    def _apply(self, request: HttpRequest, found: list[statements.Line]) -> HttpResponse:
        done = statements.apply(found, actor=request.user)
        number = sum(done.values())
        told = ", ".join(f"{Outcome(name).label}: {times}" for name, times in done.items())
        said = ngettext("%(number)d transfer was taken notice of", "%(number)d transfers were taken notice of", number)
        messages.success(request, " ".join(filter(None, [said % {"number": number} + ".", told])))
        return redirect("ocop:desk-money")


def _refund(request: HttpRequest, attempt: Any, form: RefundForm) -> None:
    said = form.cleaned_data
    refund = actions.ask_refund(
        attempt, said["amount"], actor=request.user, reason=said["reason"], number=said["number"]
    )
    _carry_out(request, refund)


def _again(request: HttpRequest, attempt: Any, _form: RefundForm) -> None:
    _carry_out(request, get_object_or_404(attempt.refunds, pk=key_in(request.POST.get("refund"))))


def _carry_out(request: HttpRequest, refund: Any) -> None:
    done = actions.carry_out(refund, actor=request.user)
    shown = amounts.shown(done.amount, refund.attempt.currency)
    messages.success(request, _("%(amount)s are given back.") % {"amount": shown})


_STEPS: dict[str, Callable[[HttpRequest, Any, RefundForm], Any]] = {
    "call": lambda request, attempt, _form: actions.call(attempt, actor=request.user),
    "collect": lambda request, attempt, _form: actions.collect(attempt, actor=request.user),
    "collect-producer": lambda request, attempt, _form: actions.collect(
        attempt, actor=request.user, by=Collector.PRODUCER
    ),
    "refuse": lambda request, attempt, _form: actions.refuse(attempt, actor=request.user),
    "refund": _refund,
    "carry-out": _again,
}


def _order(number: str) -> Any:
    if "\x00" in number:  # PostgreSQL takes none
        raise Http404
    return get_object_or_404(get_model("order", "Order"), number=number)


def _as_rows(found: list[statements.Line]) -> str:
    """What was shown, as rows that can be sent again: what is applied is what staff have seen."""
    written = StringIO()
    written.write("sep=;\n")
    writer = csv.writer(written, delimiter=";", lineterminator="\n")
    writer.writerow(["Reference", "Date", "Amount", "Description"])
    writer.writerows([x.entry.key, x.entry.day, f"{x.entry.amount:f}", x.entry.purpose] for x in found)
    return written.getvalue()
