"""What was sold, by product and by day, as accounts have it: sent, paid, less what was given back. No buyers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.apps import apps
from django.db.models import Exists, Max, OuterRef, Q, Sum
from django.db.models.functions import TruncDate
from oscar.core.loading import get_model

from ocop_shop.core import clock
from ocop_shop.delivery.own_lines import lines_of
from ocop_shop.ordering.states import CANCELLED

from .months import Month

DAYS = (7, 30, 90)
_BY_DAY = 31
ENOUGH = 20
"""Orders from which on a share of returning buyers tells nothing about one of them."""


@dataclass(frozen=True)
class Period:
    """Days from `first` to `last`, both of them counted."""

    first: date
    last: date

    @classmethod
    def of_days(cls, days: int, today: date) -> Period:
        """The last days with today."""
        return cls(today - timedelta(days=days - 1), today)

    @classmethod
    def of_month(cls, month: Month) -> Period:
        """A calendar month."""
        return cls(month.first, month.following.first - timedelta(days=1))

    def parts(self) -> Iterator[tuple[date, date]]:
        """Its days, or weeks where it is long; the last week may be short."""
        step = 1 if (self.last - self.first).days < _BY_DAY else 7
        begin = self.first
        while begin <= self.last:
            yield begin, min(begin + timedelta(days=step - 1), self.last)
            begin += timedelta(days=step)


@dataclass(frozen=True)
class Sold:
    """A product: pieces that were sold, what they came to, and what of it was given back."""

    product: int | None
    title: str
    pieces: int
    sold: int
    back: int

    @property
    def worth(self) -> int:
        """What is left."""
        return self.sold + self.back


@dataclass(frozen=True)
class Part:
    """A day or a week with what it came to."""

    first: date
    last: date
    worth: int

    @property
    def label(self) -> str:
        """As an axis names it."""
        return f"{self.first:%d/%m}"


def by_product(producer: Any, period: Period) -> list[Sold]:
    """The products of which something was sold or given back, what sold best first. One query."""
    rows = (
        _sales(producer, period)
        .order_by()
        .values("product_key")
        .annotate(
            name=Max("title"),
            number=Sum("pieces"),
            sold=Sum("amount", filter=Q(kind="sale"), default=0),
            back=Sum("amount", filter=Q(kind="refund"), default=0),
        )
    )
    found = [Sold(row["product_key"], row["name"], row["number"], row["sold"], row["back"]) for row in rows]
    return sorted(found, key=lambda one: (-one.worth, one.title))


def by_time(producer: Any, period: Period) -> list[Part]:
    """Every day of a period, or every week of a long one, with what was sold in it. One query."""
    days = _sales(producer, period).order_by().annotate(day=TruncDate("at", tzinfo=clock.VIETNAM))
    by_day = dict(days.values_list("day").annotate(Sum("amount")))
    return [
        Part(first, last, sum(worth for day, worth in by_day.items() if first <= day <= last))
        for first, last in period.parts()
    ]


def buying_again(producer: Any, period: Period) -> int | None:
    """Of the orders of a period by buyers with an account, the percentage whose buyer had bought here before.

    None where the orders are few. Two queries.
    """
    own = lines_of(producer).exclude(status=CANCELLED).exclude(order__status=CANCELLED)
    orders = get_model("order", "Order").objects.filter(Exists(own.filter(order=OuterRef("pk"))))
    orders = orders.filter(
        user__isnull=False,
        date_placed__gte=clock.start_of(period.first),
        date_placed__lt=clock.start_of(period.last + timedelta(days=1)),
    )
    number = orders.count()
    if number < ENOUGH:
        return None
    before = own.filter(order__user=OuterRef("user"), order__date_placed__lt=OuterRef("date_placed"))
    again: int = orders.filter(Exists(before)).count()
    return int(again * 100 // number)


def _sales(producer: Any, period: Period) -> Any:
    rows = apps.get_model("ocop_accounts", "Entry").objects.of_producer(producer).sales()
    ends = clock.start_of(period.last + timedelta(days=1))
    return rows.filter(at__gte=clock.start_of(period.first), at__lt=ends)
