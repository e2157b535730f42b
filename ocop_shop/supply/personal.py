"""Pauses and changes of prices of a producer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ocop_shop.core import personal
from ocop_shop.core.personal import Fates, Row


def _of(model: str, producer: Any) -> Any:
    return apps.get_model("ocop_supply", model).objects.filter(producer=producer)


def _of_producer(producer: Any) -> Iterator[Row]:
    pauses = _of("Pause", producer).select_related("product__parent").order_by("pk")
    title = ("product__get_title", _("Product"))
    yield from personal.rows_of(pauses, title, "begins_on", "until", "note", "ended_at")
    yield from personal.rows_of(_of("PriceChange", producer).order_by("pk"), "at", "rows", "undone_at")


def _erase_producer(producer: Any) -> Fates:
    number = 0
    for model in ("Pause", "PriceChange"):
        rows = _of(model, producer)
        number += rows.count()
        rows.delete()
    return personal.count(erased=number)


HOLDER = personal.Holder(
    "supply",
    gettext_lazy("Prices and pauses"),
    stays=lambda: _("Kept while the producer sells here."),
    tables=("ocop_supply.Pause", "ocop_supply.PriceChange"),
    of_producer=_of_producer,
    erase_producer=_erase_producer,
)
