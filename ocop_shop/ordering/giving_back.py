"""What a cancelled order gives back: its stock, and the uses of vouchers and offers that it had taken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.db.models import F, Value
from django.db.models.functions import Coalesce, Greatest
from oscar.core.loading import get_model

from .packing import unpack


def give_back_stock(lines: Sequence[Any]) -> int:
    """Return what `lines` still hold to their stock records, in pk order; how many pieces that was.

    Repeating it returns nothing twice: a line remembers what it holds, and one of boxes what it holds of their parts.
    Lines whose product keeps no count hold nothing, and those whose stock record was deleted have nobody to return to.
    """
    model = get_model("order", "Line")
    held = model.objects.select_for_update().filter(pk__in=[line.pk for line in lines], num_allocated__gt=0)
    held = list(held.order_by("pk"))
    boxes, wanted = unpack(held)
    for line in held:
        if line.pk not in boxes and line.stockrecord_id:
            wanted[line.stockrecord_id] += line.num_allocated
    tracked = _tracked(wanted)
    returned = Counter({key: pieces for key, pieces in wanted.items() if key in tracked})
    model.objects.filter(pk__in=[line.pk for line in held]).update(num_allocated=0, allocation_cancelled=True)
    for record in sorted(tracked.values(), key=lambda record: record.pk):
        _return(record, returned[record.pk])
    return sum(returned.values())


def give_back_uses(order: Any) -> None:
    """Take the uses of vouchers and offers by `order` out of their counts; its discounts stay on record.

    Vouchers are locked before offers, as when an order is placed, so that nobody waits in a circle.
    """
    offers, vouchers = get_model("offer", "ConditionalOffer").objects, get_model("voucher", "Voucher").objects
    discounts = list(order.discounts.order_by("pk"))
    used = {discount.voucher_id for discount in discounts} | set(
        get_model("voucher", "VoucherApplication").objects.filter(order=order).values_list("voucher_id", flat=True)
    )
    list(vouchers.select_for_update().filter(pk__in=used - {None}).order_by("pk"))
    places = {offer.pk: (-offer.priority, offer.pk) for offer in offers.filter(pk__in=[d.offer_id for d in discounts])}
    for discount in sorted(discounts, key=lambda one: places.get(one.offer_id, (0, 0))):
        offers.filter(pk=discount.offer_id).update(
            num_applications=_less("num_applications", discount.frequency or 0),
            num_orders=_less("num_orders", 1),
            total_discount=_less("total_discount", discount.amount),
        )
        vouchers.filter(pk=discount.voucher_id).update(total_discount=_less("total_discount", discount.amount))
    # Oscar counts how often one buyer used an offer from here.
    order.discounts.update(frequency=0)
    applications = get_model("voucher", "VoucherApplication").objects.filter(order=order)
    for voucher in applications.values_list("voucher_id", flat=True):
        vouchers.filter(pk=voucher).update(num_orders=_less("num_orders", 1))
    applications.delete()


def _tracked(keys: Any) -> dict[int, Any]:
    records = get_model("partner", "StockRecord").objects.select_for_update(of=("self",)).filter(pk__in=set(keys))
    chosen = records.select_related("product__product_class", "product__parent__product_class").order_by("pk")
    return {record.pk: record for record in chosen if record.can_track_allocations}


def _return(record: Any, pieces: int) -> None:
    """As Oscar's `cancel_allocation`, whose signals tell who waits for the product."""
    record.pre_save_signal()
    records = type(record).objects.filter(pk=record.pk)
    records.update(num_allocated=Greatest(Coalesce(F("num_allocated"), Value(0)) - pieces, Value(0)))
    record.refresh_from_db(fields=["num_allocated"])
    record.post_save_signal()


def _less(field: str, number: int | Decimal) -> Greatest:
    zero = Decimal(0) if isinstance(number, Decimal) else 0
    return Greatest(F(field) - number, Value(zero))
