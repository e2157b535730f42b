"""Prices and stock of many records in one step, all or nothing, and back again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db import transaction
from oscar.core.loading import get_model

from ocop_shop.auditing import actions as audit
from ocop_shop.core import clock
from ocop_shop.supply import records
from ocop_shop.supply.exceptions import ChangedSince, ChangeRefused, NotOwn, UndoOver
from ocop_shop.supply.figures import Figures, Row, back, faults, target
from ocop_shop.supply.managers import UNDO_WITHIN
from ocop_shop.supply.standing import figures_of

_WRITTEN = ["price", "num_in_stock", "low_stock_threshold", "date_updated"]


@transaction.atomic
def change_prices(producer: Any, rows: Iterable[Row], *, actor: Any = None) -> Any | None:
    """Write price, stock and low mark of the producer's own records; the change, or None where all stood so already.

    Stock is what can be bought from now on: pieces promised to buyers up to this moment are added to it. Raises
    `NotOwn`, or `ChangeRefused` with all that is wrong, also where a figure is no longer what its editor saw; then no
    row was written.
    """
    listed = sorted(rows, key=lambda row: row.record)
    kept = _locked(producer, {row.record for row in listed})
    now = {key: figures_of(record) for key, record in kept.items()}
    wrong = tuple(faults(listed, now))
    if wrong:
        raise ChangeRefused(wrong)
    changes = {row.record: found for row in listed if (found := target(row, now[row.record])) != now[row.record]}
    if not changes:
        return None
    told = [_write(kept[key], now[key], after) for key, after in changes.items()]
    change = apps.get_model("ocop_supply", "PriceChange").objects.create(
        producer=producer, user=actor, at=clock.now(), rows=told
    )
    _note("supply.prices_changed", change, actor, now, changes)
    return change


@transaction.atomic
def undo(change: Any, *, actor: Any = None) -> bool:
    """Put back what `change` replaced; stock by the difference, so that what was sold since stays sold.

    False when it was undone before. Raises `UndoOver` after ten minutes, `ChangedSince` where a record was changed
    again, is gone, or has fewer pieces left than the change brought.
    """
    changes = apps.get_model("ocop_supply", "PriceChange").objects
    kept = changes.select_for_update(of=("self",)).select_related("producer").get(pk=change.pk)
    if kept.undone_at is not None:
        return False
    if clock.now() >= kept.at + UNDO_WITHIN:
        raise UndoOver
    found = _locked(kept.producer, set(kept.keys), gone_are_left_out=True)
    now = {key: figures_of(record) for key, record in found.items()}
    later = changes.filter(producer=kept.producer, pk__gt=kept.pk, undone_at=None)
    free = found.keys() - {key for one in later for key in one.keys}
    backwards = {row["record"]: _back(row, found[row["record"]]) for row in kept.rows if row["record"] in free}
    stuck = [row["name"] for row in kept.rows if backwards.get(row["record"]) is None]
    if stuck:
        raise ChangedSince(tuple(stuck))
    before = {key: after for key, after in backwards.items() if after is not None}
    for key in sorted(before):
        _write(found[key], now[key], before[key])
    kept.undone_at = change.undone_at = clock.now()
    kept.save(update_fields=["undone_at"])
    _note("supply.prices_undone", kept, actor, now, before)
    return True


def _locked(producer: Any, keys: set[int], *, gone_are_left_out: bool = False) -> dict[int, Any]:
    """The producer's own records with these keys, locked in pk order."""
    own = records.of_producer(producer).filter(pk__in=keys).values("pk")
    chosen = get_model("partner", "StockRecord").objects.select_for_update(of=("self",)).filter(pk__in=own)
    joined = chosen.select_related("product__product_class", "product__parent__product_class").order_by("pk")
    found = {record.pk: record for record in joined}
    if len(found) != len(keys) and not gone_are_left_out:
        raise NotOwn
    return found


def _write(record: Any, before: Figures, after: Figures) -> dict[str, Any]:
    """Write one record and say what was done. `save` tells Oscar and the lists of it; an update would not."""
    if after.price != before.price:
        record.price = None if after.price is None else Decimal(after.price)
    if after.stock is not None and after.stock != before.stock:
        record.num_in_stock = after.stock + (record.num_allocated or 0)
    record.low_stock_threshold = after.low
    record.save(update_fields=_WRITTEN)
    return {
        "record": record.pk,
        "name": records.name_of(record.product),
        "before": asdict(before),
        "after": asdict(after),
        "in_stock": record.num_in_stock,
    }


def _back(row: Mapping[str, Any], record: Any) -> Figures | None:
    """What is to stand in a record again; None where it is not as the change left it, but for what was sold."""
    before, after = Figures(**row["before"]), Figures(**row["after"])
    # Selling and sending never raise the number of pieces in the house.
    if before.stock != after.stock and (record.num_in_stock or 0) > (row["in_stock"] or 0):
        return None
    return back(before, after, figures_of(record))


def _note(act: str, change: Any, actor: Any, before: Mapping[int, Figures], after: Mapping[int, Figures]) -> None:
    audit.record(
        act,
        f"producer:{change.producer_id}",
        actor=actor,
        before={str(key): asdict(before[key]) for key in after},
        after={"change": change.pk, **{str(key): asdict(figures) for key, figures in after.items()}},
    )
