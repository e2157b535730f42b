"""What payments hold of a buyer: what was said about the money of its orders."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ocop_shop.conf import settings
from ocop_shop.core import personal
from ocop_shop.core.personal import Fates, Person, Row
from ocop_shop.ordering.states import CANCELLED

from .actions import books
from .choices import RefundState, State


def unsettled(orders: Any) -> Any:
    """Attempts of these orders whose money is still to move: awaited, not understood, or to be given back."""
    rows = apps.get_model("ocop_payments", "Attempt").objects.filter(order__in=orders)
    held = Q(received__gt=F("refunded")) & (Q(state=State.SURPLUS) | Q(order__status=CANCELLED))
    waits = Q(state__in=[State.OPEN, State.MISMATCH]) | Q(refunds__state=RefundState.ASKED)
    return rows.filter(held | waits).distinct()


def _stays() -> str:
    return _(
        "Amounts, days and the references of bank and card service stay with the books. What was written with a "
        "transfer goes after %(days)d days, or with an erasure."
    ) % {"days": settings.message_days}


def _of_person(person: Person) -> Iterator[Row]:
    attempts = apps.get_model("ocop_payments", "Attempt").objects.filter(order__in=person.orders)
    yield from personal.rows_of(
        attempts.select_related("order").order_by("pk"),
        "order__number",
        "provider",
        "state",
        "amount",
        "currency",
        "received",
        "refunded",
        "reference",
        "payment",
        "opened_at",
        "settled_at",
    )
    said = apps.get_model("ocop_payments", "Notification").objects.filter(attempt__order__in=person.orders)
    yield from personal.rows_of(
        said.select_related("attempt__order").order_by("pk"), "attempt__order__number", "came_at", "amount", "text"
    )
    back = apps.get_model("ocop_payments", "Refund").objects.filter(attempt__order__in=person.orders)
    yield from personal.rows_of(
        back.select_related("attempt__order").order_by("pk"),
        "attempt__order__number",
        "asked_at",
        "amount",
        "state",
        "reason",
    )


def _erase_person(person: Person) -> Fates:
    attempts = apps.get_model("ocop_payments", "Attempt").objects.filter(order__in=person.orders)
    said = apps.get_model("ocop_payments", "Notification").objects.filter(attempt__in=attempts).exclude(text="")
    books.forget(list(said.select_related("attempt").order_by("pk")))
    back = apps.get_model("ocop_payments", "Refund").objects.filter(attempt__in=attempts).exclude(reason="")
    emptied = said.update(text="") + back.update(reason="")
    return personal.count(anonymised=emptied, kept=attempts.count())


def _holds_up(person: Person) -> list[str]:
    numbers = unsettled(person.orders).order_by("order__number").values_list("order__number", flat=True)
    return [
        _("The money for order %(number)s is not settled yet.") % {"number": number}
        for number in dict.fromkeys(numbers)
    ]


HOLDER = personal.Holder(
    "payments",
    gettext_lazy("Payments"),
    stays=_stays,
    tables=("ocop_payments.Attempt", "ocop_payments.Notification", "ocop_payments.Refund"),
    of_person=_of_person,
    erase_person=_erase_person,
    holds_up_person=_holds_up,
)
