"""What producers wrote and uploaded while they prepared a dossier."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ocop_shop.core import personal
from ocop_shop.core.afterwards import after_commit
from ocop_shop.core.personal import Fates, Row


def _items(producer: Any) -> Any:
    rows = apps.get_model("ocop_preparing", "PreparedItem").objects
    return rows.filter(preparation__producer=producer).select_related("preparation__product__parent").order_by("pk")


def _of_producer(producer: Any) -> Iterator[Row]:
    title = ("preparation__product__get_title", _("Product"))
    yield from personal.rows_of(_items(producer), title, "code", "chosen", "is_done", "note", "file", "file_title")


def _erase_producer(producer: Any) -> Fates:
    files = [item.file for item in _items(producer) if item.file]
    for file in files:
        after_commit(file.storage.delete, file.name)
    rows = apps.get_model("ocop_preparing", "Preparation").objects.filter(producer=producer)
    number = rows.count()
    rows.delete()
    return personal.count(erased=number)


HOLDER = personal.Holder(
    "preparing",
    gettext_lazy("Dossiers that are prepared"),
    stays=lambda: _("Kept while the producer sells here."),
    tables=("ocop_preparing.Preparation", "ocop_preparing.PreparedItem"),
    of_producer=_of_producer,
    erase_producer=_erase_producer,
)
