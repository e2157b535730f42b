"""Producers are told when a sale leaves few pieces, or none: once, until there are more again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from oscar.core.loading import get_model

from ocop_shop.conf import settings
from ocop_shop.notices import actions, kinds
from ocop_shop.notices.kinds import Kind, Values
from ocop_shop.producers import origins
from ocop_shop.producers.roles import Right

from . import records

LOW, OUT = "stock.low", "stock.out"
_JOINED = ("product__parent__ocop_provenance__producer", "product__ocop_provenance__producer")


def is_scarce(record: Any) -> bool:
    """Whether few pieces or none are left of a stock record, as it is at hand."""
    return int(record.net_stock_level) <= _mark(record)


def note_scarce(taken: Mapping[int, int], sale: str) -> int:
    """Tell of the stock records, by key, from which so many pieces were just taken; returns how many are told of.

    Call it in the transaction that took them: nobody else changes these records until it ends. Told is a fall to the
    low mark of the record (`OCOP_LOW_STOCK` where it has none) or to nothing, from above it; `sale` names what took the
    pieces. One query where nothing has become scarce.
    """
    wanted = Counter({key: pieces for key, pieces in taken.items() if pieces > 0})
    if not wanted:
        return 0
    rows = get_model("partner", "StockRecord").objects.filter(pk__in=wanted).select_related(*_JOINED).order_by("pk")
    found = [record for record in rows if is_scarce(record)]
    said = [said for record in found for said in _said(record, wanted[record.pk], sale)]
    return actions.tell(said) if said else 0


def _said(record: Any, pieces: int, sale: str) -> Iterator[actions.Said]:
    producer = origins.producer_of(record.product)
    # What another seller has of the same goods is that seller's business.
    if producer is None or producer.partner_id != record.partner_id:
        return
    left = record.net_stock_level
    before = left + pieces
    values = {"name": records.name_of(record.product)[: kinds.MOST_OF_TITLE], "left": max(left, 0)}
    if left <= 0 < before:
        yield actions.Said(producer.pk, OUT, f"record:{record.pk}:{sale}", values)
    elif left <= _mark(record) < before:
        yield actions.Said(producer.pk, LOW, f"record:{record.pk}:{sale}", values)


def _mark(record: Any) -> int:
    """The low mark of a record, `OCOP_LOW_STOCK` where it has none."""
    mark = record.low_stock_threshold
    return max(settings.low_stock, 0) if mark is None else int(mark)


def register() -> None:
    """Name the two kinds of notices."""
    kinds.register(
        Kind(
            OUT,
            gettext_lazy("What is left in stock"),
            Right.PRICES,
            "alert-triangle",
            _out_words,
            _out_path,
            is_urgent=True,
        ),
        Kind(LOW, gettext_lazy("What is left in stock"), Right.PRICES, "packages", _low_words, _low_path),
    )


def _out_words(values: Values) -> str:
    return _("%(name)s is sold out.") % values


def _low_words(values: Values) -> str:
    return _("Few left of %(name)s: %(left)s.") % values


def _out_path(slug: str, _values: Values) -> str:
    return reverse("ocop:portal-prices", args=[slug]) + "?show=out"


def _low_path(slug: str, _values: Values) -> str:
    return reverse("ocop:portal-prices", args=[slug]) + "?show=low"
