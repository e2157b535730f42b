"""What producers are owed, at the shop's desk. For staff who may change orders (`access`); others are refused."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import View

from ocop_shop.accounts import actions, balances, facts, statement_files, statements, wording
from ocop_shop.accounts.exceptions import AccountError
from ocop_shop.accounts.months import Month
from ocop_shop.core import clock, downloads
from ocop_shop.core.keys import key_in
from ocop_shop.core.money import format_dong

from .access import AtTheDesk
from .payout_forms import CommissionForm, CorrectionForm, MonthForm, SharesForm

SHOWN = 50


class PayoutsView(AtTheDesk, View):
    """Who is owed what and by when; closing a month, and noting what was paid. For staff who may change orders."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """The lists."""
        return self._page(request, MonthForm(initial={"month": str(Month.of(clock.today()).before)}))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Close a month of all producers, or note that a statement was paid; both may be sent twice."""
        if request.POST.get("do") == "close":
            return self._close(request)
        if request.POST.get("do") == "paid":
            self._paid(request)
            return redirect("ocop:desk-payouts")
        return self._page(request, MonthForm(), status=422)

    def _close(self, request: HttpRequest) -> HttpResponse:
        form = MonthForm(request.POST)
        if not form.is_valid():
            return self._page(request, form, status=422)
        try:
            made = actions.close_months(form.cleaned_data["month"], actor=request.user)
        except AccountError as problem:
            messages.error(request, str(problem))
            return redirect("ocop:desk-payouts")
        said = ngettext("%(number)d statement was made.", "%(number)d statements were made.", len(made))
        messages.success(request, said % {"number": len(made)})
        return redirect("ocop:desk-payouts")

    def _paid(self, request: HttpRequest) -> None:
        rows = apps.get_model("ocop_accounts", "Statement").objects.select_related("account__producer")
        statement = get_object_or_404(rows, pk=key_in(request.POST.get("statement")))
        try:
            actions.mark_paid(statement, request.POST.get("reference", ""), actor=request.user)
        except AccountError as problem:
            messages.error(request, str(problem))
            return
        values = {"producer": statement.account.producer.name, "amount": format_dong(abs(statement.total))}
        messages.success(request, _("%(producer)s: %(amount)s are noted as paid.") % values)

    def _page(self, request: HttpRequest, form: MonthForm, status: int = 200) -> HttpResponse:
        listed = list(balances.open_statements())
        rows = apps.get_model("ocop_accounts", "Statement").objects.exclude(paid_at=None)
        context = {
            "form": form,
            "to_pay": [row for row in listed if row.total > 0],
            "to_get": [row for row in listed if row.total < 0],
            "sum": sum(row.total for row in listed if row.total > 0),
            "paid": rows.select_related("account__producer").order_by("-paid_at")[:SHOWN],
            "refunds": facts.undecided_of_makers().select_related("attempt__order").order_by("pk")[:SHOWN],
            "today": clock.today(),
        }
        return render(request, "ocop_shop/desk/payouts.html", context, status=status)


class PayoutsFileView(AtTheDesk, View):
    """What is to be paid, as a table for the bank. For staff who may change orders."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, form: str) -> HttpResponseBase:
        """The file."""
        if form not in downloads.FORMATS:
            raise Http404
        head = [_("Producer"), _("Month"), _("Amount (đồng)"), _("To be paid by")]
        rows = (
            [row.account.producer.name, row.month.shown, row.total, row.due_on] for row in balances.open_statements()
        )
        name = f"chi-tra-{clock.today():%Y%m%d}"
        return downloads.table(form, name, head, rows, whole=statement_files.WHOLE)


class AccountView(AtTheDesk, View):
    """The account of one producer: statements, this month, commission, corrections. For staff who may change orders."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """The page."""
        return self._page(request, _producer(slug), None, CorrectionForm())

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Set the commission or enter a correction; both may be sent twice."""
        producer = _producer(slug)
        is_commission = request.POST.get("do") == "commission"
        form = CommissionForm(request.POST) if is_commission else CorrectionForm(request.POST)
        if not form.is_valid():
            commission, correction = (form, CorrectionForm()) if is_commission else (None, form)
            return self._page(request, producer, commission, correction, status=422)
        said = form.cleaned_data
        try:
            if is_commission:
                actions.set_commission(producer, said["percent"], actor=request.user)
            else:
                actions.correct(producer, said["amount"], said["reason"], actor=request.user, key=said["key"].hex)
        except AccountError as problem:
            messages.error(request, str(problem))
        else:
            messages.success(request, _("It is written down."))
        return redirect("ocop:desk-payout", producer.slug)

    def _page(
        self, request: HttpRequest, producer: Any, commission: Any, correction: Any, status: int = 200
    ) -> HttpResponse:
        closed = statements.recent(producer)
        account = apps.get_model("ocop_accounts", "Account").objects.filter(producer=producer).first()
        entries = apps.get_model("ocop_accounts", "Entry").objects.of_producer(producer).order_by("-at", "-pk")[:SHOWN]
        own = account.commission if account else None
        context = {
            "producer": producer,
            "closed": closed,
            "begun": statements.open_months(producer, closed),
            "balance": balances.balance(producer),
            "rows": [(row, wording.kind(row.kind), wording.entry(row)) for row in entries],
            "commission": commission or CommissionForm(initial={"percent": own}),
            "correction": correction,
            "forms": statement_files.FORMS,
            "percent": facts.percents([producer.pk])[producer.pk],
        }
        return render(request, "ocop_shop/desk/payout.html", context, status=status)


class StatementFileView(AtTheDesk, View):
    """One month of a producer as a file. For staff who may change orders."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, slug: str, month: str, form: str) -> HttpResponseBase:
        """The file."""
        read = Month.read(month)
        paper = statements.of_month(_producer(slug), read) if read else None
        if paper is None:
            raise Http404
        return statement_files.answer(paper, form)


class RefundView(AtTheDesk, View):
    """For whose goods a refund was given back, where that is not clear by itself. For staff who may change orders."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The lines of its order."""
        refund = _refund(pk)
        return self._page(request, refund, SharesForm(_lines(refund)))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Share it out, once."""
        refund = _refund(pk)
        form = SharesForm(_lines(refund), request.POST)
        if not form.is_valid():
            return self._page(request, refund, form, status=422)
        try:
            actions.share_out(refund, form.by_line, actor=request.user)
        except AccountError as problem:
            form.add_error(None, str(problem))
            return self._page(request, refund, form, status=422)
        messages.success(request, _("It is written down."))
        return redirect("ocop:desk-payouts")

    def _page(self, request: HttpRequest, refund: Any, form: SharesForm, status: int = 200) -> HttpResponse:
        rows = [(line, form[f"line-{line.pk}"]) for line in _lines(refund)]
        context = {"refund": refund, "form": form, "rows": rows}
        return render(request, "ocop_shop/desk/payout_refund.html", context, status=status)


def _producer(slug: str) -> Any:
    return get_object_or_404(apps.get_model("ocop_producers", "Producer"), slug=slug)


def _refund(key: int) -> Any:
    return get_object_or_404(facts.undecided_of_makers().select_related("attempt__order"), pk=key)


def _lines(refund: Any) -> list[Any]:
    return list(refund.attempt.order.lines.select_related("ocop_maker__producer").order_by("pk"))
