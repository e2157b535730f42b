"""Orders and the person in them: goods and sums stay for the books, whoever bought goes out of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from oscar.core.loading import get_model

from ocop_shop.auditing import actions as audit
from ocop_shop.conf import settings
from ocop_shop.core import clock, personal
from ocop_shop.core.personal import Fates, Person, Row
from ocop_shop.ordering.returning import NOTE as RETURN
from ocop_shop.ordering.states import CANCELLED, COMPLETE
from ocop_shop.payments.personal import unsettled

ENDED = (COMPLETE, CANCELLED)
# Province and commune are for figures and for the books.
_STAYS_IN_ADDRESS = {"id", "line4", "state", "country"}
_ADDRESSES = ("shipping_address", "billing_address")


def _orders(keys: Collection[int]) -> Any:
    return get_model("order", "Order").objects.filter(pk__in=keys)


# --- told -----------------------------------------------------------------------------------------------------------


def _of_person(person: Person) -> Iterator[Row]:
    rows = _orders(person.orders).select_related("shipping_address").order_by("pk")
    sums = (("total_incl_tax", _("Total")), ("shipping_incl_tax", _("Sending")))
    yield from personal.rows_of(
        rows, "number", ("date_placed", _("Placed")), "status", "guest_email", *sums, "shipping_method", *_address()
    )
    lines = get_model("order", "Line").objects.filter(order__in=person.orders).select_related("order").order_by("pk")
    yield from personal.rows_of(lines, "order__number", "title", "quantity", "line_price_incl_tax", "status")
    chosen = get_model("order", "LineAttribute").objects.filter(line__order__in=person.orders)
    chosen = chosen.select_related("line__order").order_by("pk")
    yield from personal.rows_of(chosen, "line__order__number", "line__title", "type", "value")
    wrote = get_model("order", "OrderNote").objects.filter(order__in=person.orders, note_type=RETURN)
    yield from personal.rows_of(
        wrote.select_related("order").order_by("pk"), "order__number", "date_created", "message"
    )


def _address() -> Iterator[tuple[str, str]]:
    """Fields of where it was sent, as people here call them."""
    named = {
        "name": _("Name"),
        "phone_number": _("Telephone"),
        "line1": _("House number, street, hamlet"),
        "line2": _("Address, second line"),
        "line3": _("Address, third line"),
        "line4": _("Commune"),
        "state": _("Province"),
        "notes": _("Note"),
    }
    yield from ((f"shipping_address__{field}", name) for field, name in named.items())


# --- taken out ------------------------------------------------------------------------------------------------------


def take_out(keys: Collection[int]) -> int:
    """Take whoever bought out of these orders; returns how many still held somebody. Belongs in a transaction.

    Name, telephone, street, e-mail address, notes and what was written on goods go; goods, sums, days, commune and
    province stay.
    """
    held = list(_holding(_orders(keys)).order_by("pk").values_list("pk", flat=True))
    for field in _ADDRESSES:
        model = get_model("order", "Order")._meta.get_field(field).related_model
        model.objects.filter(pk__in=_orders(keys).values(f"{field}_id")).update(**_emptied(model))
    get_model("order", "OrderNote").objects.filter(order__in=keys).update(message="", user=None)
    get_model("order", "ShippingEvent").objects.filter(order__in=keys).update(notes="")
    get_model("order", "LineAttribute").objects.filter(line__order__in=keys).update(value="")
    get_model("order", "Line").objects.filter(order__in=keys).update(partner_line_notes="")
    get_model("basket", "Basket").objects.filter(pk__in=list(_baskets(keys))).delete()
    _orders(keys).update(guest_email="")
    return len(held)


def _baskets(keys: Collection[int]) -> Any:
    return _orders(keys).exclude(basket=None).values_list("basket_id", flat=True)


def _emptied(model: Any) -> dict[str, Any]:
    texts = (models.CharField, models.TextField)
    fields = [field for field in model._meta.concrete_fields if field.name not in _STAYS_IN_ADDRESS]
    return {field.name: None if field.null else "" for field in fields if isinstance(field, texts)}


def _holding(rows: Any) -> Any:
    """Orders that still say who bought."""
    notes = get_model("order", "OrderNote").objects.filter(order=OuterRef("pk")).exclude(message="")
    named = Q()
    for field in _ADDRESSES:
        for part in ("first_name", "last_name", "line1"):
            named |= Q(**{f"{field}__isnull": False}) & ~Q(**{f"{field}__{part}": ""})
    return rows.filter(named | ~Q(guest_email="") | Exists(notes))


def _erase_person(person: Person) -> Fates:
    """The orders belong to nobody afterwards, and no two of them say that one person placed them."""
    number = take_out(person.orders)
    get_model("voucher", "VoucherApplication").objects.filter(order__in=person.orders).update(user=None)
    if person.user:
        _orders(person.orders).update(user=None)
    return personal.count(anonymised=max(number, len(person.orders)))


def _holds_up(person: Person) -> list[str]:
    """Reasons to wait: what is under way, and what somebody wants to send back."""
    under_way = _orders(person.orders).exclude(status__in=ENDED).order_by("pk").values_list("number", flat=True)
    said = _("Order %(number)s is still under way.")
    since = clock.now() - timedelta(days=settings.buyer_data_days)
    asked = get_model("order", "OrderNote").objects.filter(
        order__in=person.orders, note_type=RETURN, date_created__gt=since
    )
    back = _("Something of order %(number)s is to be sent back; that takes %(days)d days at most.")
    numbers = dict.fromkeys(asked.order_by("pk").values_list("order__number", flat=True))
    return [
        *(said % {"number": number} for number in under_way),
        *(back % {"number": number, "days": settings.buyer_data_days} for number in numbers),
    ]


# --- forgotten in time ----------------------------------------------------------------------------------------------


def of_guests(before: datetime) -> Any:
    """Ended and settled orders of guests, placed before a moment, that still say who bought."""
    return old(before).filter(user=None)


def old(before: datetime) -> Any:
    """All such orders, with an account or without."""
    orders = get_model("order", "Order").objects
    ended = orders.filter(date_placed__lt=before, status__in=ENDED)
    return _holding(ended).exclude(pk__in=unsettled(ended.values("pk")).values("order"))


def forget_guests(before: datetime, keys: Sequence[int]) -> int:
    """Take guests out of these orders where their time is over; returns how many."""
    return _forget(of_guests(before), before, keys)


def forget_old(before: datetime, keys: Sequence[int]) -> int:
    """Take whoever bought out of these orders where their time is over; returns how many."""
    return _forget(old(before), before, keys)


@transaction.atomic
def _forget(rows: Any, before: datetime, keys: Sequence[int]) -> int:
    found = [order.pk for order in rows.filter(pk__in=keys).order_by("pk").select_for_update(of=("self",))]
    if found:
        take_out(found)
        audit.record("order.buyers_forgotten", "orders", after={"orders": found, "before": before})
    return len(found)


HOLDER = personal.Holder(
    "orders",
    gettext_lazy("Orders"),
    stays=lambda: (
        _(
            "Goods, sums, days, commune and province stay: the tax law wants the books for %(years)d years. Name, "
            "telephone, street, e-mail address and notes go with an erasure, and after that time in any case."
        )
        % {"years": settings.accounting_years}
    ),
    tables=(
        "order.Order",
        "order.Line",
        "order.LineAttribute",
        "order.OrderNote",
        "order.ShippingAddress",
        "order.BillingAddress",
        "order.ShippingEvent",
        "voucher.VoucherApplication",
    ),
    of_person=_of_person,
    erase_person=_erase_person,
    holds_up_person=_holds_up,
)
