"""What a producer sells and sold: told to it, withdrawn when it is closed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from oscar.core.loading import get_model

from ocop_shop.conf import settings
from ocop_shop.core import clock, personal
from ocop_shop.core.personal import Fates, Row
from ocop_shop.delivery.own_lines import lines_of
from ocop_shop.fulfilment import own_orders, own_parts, stages
from ocop_shop.ordering.returning import NOTE as RETURN
from ocop_shop.payments.personal import unsettled

from .orders import ENDED

_AT_ONCE = 200


def goods_of(producer: Any) -> Any:
    """Products of `producer`, with their variants."""
    own, parents = "ocop_provenance__producer", "parent__ocop_provenance__producer"
    rows = get_model("catalogue", "Product").objects
    return rows.filter(Q(**{own: producer}) | Q(**{f"{own}__isnull": True, parents: producer})).order_by("pk")


# --- goods ----------------------------------------------------------------------------------------------------------


def _goods(producer: Any) -> Iterator[Row]:
    rows = goods_of(producer).select_related("parent")
    yield from personal.rows_of(rows, ("get_title", _("Product")), "description", "is_public", "date_created")
    pictures = get_model("catalogue", "ProductImage").objects.filter(product__in=goods_of(producer))
    joined = pictures.select_related("product__parent").order_by("pk")
    yield from personal.rows_of(joined, ("product__get_title", _("Product")), ("original", _("Picture")), "caption")
    if producer.partner_id:
        records = get_model("partner", "StockRecord").objects.filter(partner=producer.partner_id)
        joined = records.select_related("product__parent").order_by("pk")
        title = ("product__get_title", _("Product"))
        yield from personal.rows_of(joined, title, ("partner_sku", _("Code")), "price", "num_in_stock")


def _withdraw(producer: Any) -> Fates:
    """Nothing is sold any more. Products stay: certificates and orders speak of them."""
    for product in goods_of(producer).filter(is_public=True).select_for_update(of=("self",)):
        product.is_public = False
        product.save(update_fields=["is_public", "date_updated"])
    if producer.partner_id:
        get_model("partner", "PartnerAddress").objects.filter(partner=producer.partner_id).delete()
        producer.partner.users.clear()
    return personal.count(kept=goods_of(producer).count())


# --- orders ---------------------------------------------------------------------------------------------------------


def _orders(producer: Any) -> Iterator[Row]:
    """Its part of each order, with the buyer as long as the rules of its desk show one."""
    rows, last = own_orders.orders_of(producer).select_related("shipping_address").order_by("pk"), 0
    while orders := list(rows.filter(pk__gt=last)[:_AT_ONCE]):
        last = orders[-1].pk
        for order, part in zip(orders, own_parts.of_list(orders, producer), strict=True):
            # One by one only where a buyer may be shown.
            yield _told(own_parts.of_order(order, producer) if _may_show(part) else part)


def _may_show(part: own_parts.OwnPart) -> bool:
    sent = [parcel.at for line in part.lines for parcel in line.sent]
    return stages.sees_the_buyer(part.stage, max(sent, default=part.placed_at), clock.now(), settings.buyer_data_days)


def _told(part: own_parts.OwnPart) -> Row:
    to = part.recipient
    return {
        _("Order"): part.number,
        _("Placed"): personal.plain(part.placed_at),
        _("State"): str(part.stage),
        _("Goods"): [f"{line.quantity} × {line.title}: {personal.plain(line.total)}" for line in part.lines],
        _("Place"): part.place,
        _("Recipient"): ", ".join(said for said in (to.name, to.phone, to.street, to.note) if said) if to else "",
    }


def _kept(producer: Any) -> Fates:
    return personal.count(kept=own_orders.orders_of(producer).count())


def _holds_up(producer: Any) -> list[str]:
    lines = get_model("order", "Line").objects.filter(ocop_maker__producer=producer)
    orders = get_model("order", "Order").objects.filter(pk__in=lines.values("order"))
    waits = orders.exclude(status__in=ENDED).count()
    said = [_("%(count)d orders are still under way.") % {"count": waits}] if waits else []
    since = clock.now() - timedelta(days=settings.buyer_data_days)
    back = get_model("order", "OrderNote").objects.filter(
        order__in=lines_of(producer).values("order"),
        note_type=RETURN,
        date_created__gt=since,
    )
    if back.exists():
        said.append(_("A buyer wants to send something back."))
    if unsettled(orders.filter(status__in=ENDED).values("pk")).exists():
        said.append(_("Money of buyers is not settled yet."))
    return said


HOLDERS = (
    personal.Holder(
        "goods",
        gettext_lazy("Goods"),
        stays=lambda: _(
            "Shown while the producer sells here. When it is closed nothing is shown; what was sold stays named."
        ),
        tables=(
            "catalogue.Product",
            "catalogue.ProductImage",
            "ocop_producers.Provenance",
            "partner.Partner",
            "partner.PartnerAddress",
            "partner.StockRecord",
        ),
        of_producer=_goods,
        erase_producer=_withdraw,
    ),
    personal.Holder(
        "sold",
        gettext_lazy("Own orders"),
        stays=lambda: (
            _("Who bought is shown to a producer for %(days)d days after sending. Goods and sums stay with the books.")
            % {"days": settings.buyer_data_days}
        ),
        of_producer=_orders,
        erase_producer=_kept,
        holds_up_producer=_holds_up,
    ),
)
