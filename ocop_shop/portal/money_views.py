"""Money and figures of a producer: what it has sold, what it is owed and when. For its owners, and staff who assist."""

from __future__ import annotations

from datetime import timedelta
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from ocop_shop.accounts import (
    actions,
    at_the_door,
    balances,
    facts,
    figures,
    statement_files,
    statement_pdf,
    statements,
    wording,
)
from ocop_shop.accounts.exceptions import AccountError
from ocop_shop.accounts.figures import Part, Period
from ocop_shop.accounts.months import Month
from ocop_shop.accounts.statements import Paper
from ocop_shop.conf import settings
from ocop_shop.core import charts, clock
from ocop_shop.core.keys import key_in
from ocop_shop.ordering.exceptions import OrderError
from ocop_shop.payments.provider import PaymentProblem
from ocop_shop.producers.roles import Right

from .access import AtThePortal

WEEKS, SHOWN, AT_ONCE = 12, 200, 50
MONTHS = 12


class MoneyView(AtThePortal):
    """What is owed and when, this month so far, and cash at the door. For owners of the producer."""

    right = Right.MONEY

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """The page."""
        return self._page(request)

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Say what became of a parcel that is paid at the door; may be sent twice."""
        doing = {"collect": actions.collect, "refuse": actions.refuse}
        act, attempt = doing.get(request.POST.get("do", "")), key_in(request.POST.get("attempt"))
        if act is None or attempt is None:
            return self._page(request, status=422)
        try:
            act(self.work.producer, attempt, actor=request.user)
        except (AccountError, PaymentProblem, OrderError) as problem:
            messages.error(request, str(problem))
        else:
            messages.success(request, _("It is written down."))
        return redirect("ocop:portal-money", self.work.producer.slug)

    def _page(self, request: HttpRequest, status: int = 200) -> HttpResponse:
        producer, today = self.work.producer, clock.today()
        closed = statements.recent(producer)
        month = Month.of(today)
        begun = statements.open_months(producer, closed)
        weeks = figures.by_time(producer, Period(today - timedelta(days=7 * WEEKS - 1), today))
        context = {
            "closed": closed,
            "begun": [(each, sum_, each.due_on(settings.payout_days)) for each, sum_ in begun],
            "now": statements.of_month(producer, month),
            "owed": sum(row.total for row in closed if row.is_open),
            "next": next((row for row in reversed(closed) if row.is_open and row.total > 0), None),
            "balance": balances.balance(producer),
            "at_the_door": at_the_door.waiting(producer)[:AT_ONCE],
            "percent": facts.percents([producer.pk])[producer.pk],
            "producers_sell": wording.producers_sell(),
            **_chart(weeks),
        }
        return self.page(request, "money.html", context, status=status)


class StatementView(AtThePortal):
    """One month of the producer, closed or not. For its owners."""

    right = Right.MONEY

    def get(self, request: HttpRequest, month: str, **_kwargs: Any) -> HttpResponse:
        """Sums and entries."""
        paper = _paper(self.work.producer, month)
        page = Paginator(paper.entries, SHOWN).get_page(request.GET.get("page"))
        context = {
            "paper": paper,
            "state": statement_pdf.state(paper),
            "entries": page,
            "groups": _by_order(page),
        }
        return self.page(request, "statement.html", context)


class StatementFileView(AtThePortal):
    """One month of the producer as CSV, workbook or PDF. For its owners."""

    right = Right.MONEY

    def get(self, request: HttpRequest, month: str, form: str, **_kwargs: Any) -> HttpResponseBase:
        """The file."""
        return statement_files.answer(_paper(self.work.producer, month), form)


class FiguresView(AtThePortal):
    """What was sold of which product in some days or a month. For owners of the producer."""

    right = Right.MONEY

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Chart and table."""
        chosen, period = _period(request)
        producer, this = self.work.producer, Month.of(clock.today())
        months = [this]
        while len(months) < MONTHS:
            months.append(months[-1].before)
        sold = figures.by_product(producer, period)
        context = {
            "period": period,
            "chosen": chosen,
            "days": figures.DAYS,
            "months": months,
            "sold": sold,
            "pieces": sum(one.pieces for one in sold),
            "worth": sum(one.worth for one in sold),
            "again": figures.buying_again(producer, period),
            **_chart(figures.by_time(producer, period)),
        }
        return self.page(request, "figures.html", context)


def _paper(producer: Any, written: str) -> Paper:
    month = Month.read(written)
    paper = statements.of_month(producer, month) if month else None
    if paper is None:
        raise Http404
    return paper


def _by_order(entries: Any) -> list[dict[str, Any]]:
    """Entries that stand one after the other under their order and day, each with its words."""
    found = []
    for _key, members in groupby(entries, key=lambda row: (row.order_number, statements.day(row))):
        rows = [(row, wording.kind(row.kind), wording.entry(row)) for row in members]
        found.append({"first": rows[0][0], "rows": rows})
    return found


def _period(request: HttpRequest) -> tuple[str, Period]:
    """What was chosen, and its days; 30 days for anything that is none."""
    month, days = Month.read(request.GET.get("month", "")), request.GET.get("days", "")
    if month and month <= Month.of(clock.today()):
        return str(month), Period.of_month(month)
    known = {str(each): each for each in figures.DAYS}
    return (days if days in known else "30"), Period.of_days(known.get(days, 30), clock.today())


def _chart(parts: list[Part]) -> dict[str, Any]:
    return {"chart": charts.bars([(part.label, part.worth) for part in parts]), "parts": parts}
