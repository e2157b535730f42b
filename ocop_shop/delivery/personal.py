"""What delivery holds of a buyer and of a producer: parcels that left, and where goods are fetched."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ocop_shop.core import personal
from ocop_shop.core.personal import Fates, Person, Row


def _parcels(person: Person) -> Any:
    return apps.get_model("ocop_delivery", "Dispatch").objects.filter(order__in=person.orders)


def _ways(producer: Any) -> Any:
    return apps.get_model("ocop_delivery", "Way").objects.filter(producer=producer)


def _of_person(person: Person) -> Iterator[Row]:
    parcels = _parcels(person).select_related("order").order_by("pk")
    return personal.rows_of(parcels, "order__number", "number", "sent_at", "carrier", "tracking")


def _erase_person(person: Person) -> Fates:
    return personal.count(anonymised=_parcels(person).exclude(tracking="").update(tracking=""))


def _of_producer(producer: Any) -> Iterator[Row]:
    return personal.rows_of(_ways(producer).order_by("pk"), "name", "kind", "where", "is_active")


def _erase_producer(producer: Any) -> Fates:
    rows = _ways(producer)
    number = rows.count()
    rows.delete()
    return personal.count(erased=number)


HOLDER = personal.Holder(
    "delivery",
    gettext_lazy("Parcels and ways of sending"),
    stays=lambda: _("That a parcel left, and when, stays with the order. The tracking number goes with an erasure."),
    tables=(
        "ocop_delivery.AgreedParcel",
        "ocop_delivery.Dispatch",
        "ocop_delivery.LineMaker",
        "ocop_delivery.Way",
    ),
    of_person=_of_person,
    of_producer=_of_producer,
    erase_person=_erase_person,
    erase_producer=_erase_producer,
)
