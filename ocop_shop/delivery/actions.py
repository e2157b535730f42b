"""Ways of sending as staff set them up; what is agreed with an order, whose goods it has, and the parcels that left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import Max
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ocop_shop.auditing import actions as audit
from ocop_shop.core import clock, text
from ocop_shop.core.afterwards import after_commit
from ocop_shop.ordering import actions as ordering
from ocop_shop.ordering import makers, sending
from ocop_shop.ordering.exceptions import NothingChosen, OrderError

from .own_lines import lines_of
from .quotes import Sending
from .rates import Band
from .signals import parcel_sent


class CannotBeSent(OrderError):
    """Some maker does not send to the address."""

    def __init__(self, sending: Sending) -> None:
        super().__init__()
        self.sending = sending

    def __str__(self) -> str:
        named = self.sending.producer.display_name if self.sending.producer else _("Other goods")
        return _("%(producer)s does not send to this address. Please remove its goods or choose another address.") % {
            "producer": named
        }


class SentBefore(OrderError):
    """The parcel was noted already, by somebody else or by the same button."""

    def __str__(self) -> str:
        return _("A parcel left in the meantime. Please look at what is left to send.")


@transaction.atomic(savepoint=False)  # part of placing an order, which stands or falls as a whole
def note_makers(order: Any) -> int:
    """Keep whose goods every line of `order` is, as the register says it now; returns how many lines were noted.

    Call it in the transaction that places the order, as our `OrderCreator` does. Lines that are noted stay as they are.
    """
    rows = apps.get_model("ocop_delivery", "LineMaker").objects
    lines = order.lines.filter(ocop_maker=None).select_related(
        "product__ocop_provenance__producer", "product__parent__ocop_provenance__producer"
    )
    made = [rows.model(line=line, producer=makers.producer_of(line.product)) for line in lines.order_by("pk")]
    rows.bulk_create(made, ignore_conflicts=True)
    return len(made)


@transaction.atomic(savepoint=False)
def agree(order: Any, sendings: Iterable[Sending]) -> int:
    """Write for every maker of `order` how its goods come; returns how many parcels that are.

    Repeating it writes nothing twice. Raises `CannotBeSent`, and then nothing is written.
    """
    parcels = apps.get_model("ocop_delivery", "AgreedParcel").objects
    listed = list(sendings)
    for one in listed:
        if one.taken is None:
            raise CannotBeSent(one)
    made = [
        parcels.model(
            order=order,
            producer=one.producer,
            maker_key=one.key,
            producer_name=one.producer.name if one.producer else "",
            kind=taken.kind,
            way=taken.name[:80],
            where=taken.where,
            ships_from=one.ships_from[:255],
            charge=int(taken.charge),
            days_from=taken.days_from,
            days_to=taken.days_to,
            language=get_language() or "",
        )
        for one in listed
        if (taken := one.taken)
    ]
    parcels.bulk_create(made, ignore_conflicts=True)
    return len(made)


@transaction.atomic
def dispatch(
    order: Any,
    producer: Any,
    pieces: Mapping[int, int],
    *,
    carrier: str = "",
    tracking: str = "",
    number: int | None = None,
    actor: Any = None,
) -> Any:
    """Note that a parcel of `producer` left with so many pieces of its own lines, by key; returns the dispatch.

    `number` is what the sender takes for the number of this parcel: another one means that the page was old or the
    button was pressed twice, and raises `SentBefore`. Raises as `ordering.sending.send`; `NothingChosen` also for
    lines of others. The buyer is told after the commit.
    """
    kept = ordering.opened(order)
    rows = apps.get_model("ocop_delivery", "Dispatch").objects
    last = rows.filter(order=kept, maker_key=producer.pk).aggregate(last=Max("number"))["last"] or 0
    if number is not None and number != last + 1:
        raise SentBefore
    if lines_of(producer).filter(order=kept, pk__in=pieces).count() != len(pieces):
        raise NothingChosen
    carrier, tracking = text.clean(carrier)[:60], text.clean(tracking)[:60]
    event = sending.send(kept, pieces, actor=actor, reference=" ".join(filter(None, [carrier, tracking])))
    made = rows.create(
        order=kept,
        event=event,
        producer=producer,
        maker_key=producer.pk,
        number=last + 1,
        carrier=carrier,
        tracking=tracking,
        sent_at=clock.now(),
        sent_by=actor,
    )
    after = {"dispatch": made.pk, "producer": producer.pk, "event": event.pk}
    audit.record("delivery.sent", f"order:{kept.pk}", actor=actor, after=after)
    after_commit(parcel_sent.send, rows.model, dispatch=made)
    return made


@transaction.atomic
def save_way(way: Any, bands: Iterable[Band], *, actor: Any) -> Any:
    """Write a way of sending with these bands and no others; returns it. Orders keep what was agreed."""
    is_new = way.pk is None
    way.save()
    before = [str(band) for band in way.bands.all()]
    way.bands.all().delete()
    rows = [way.bands.model(way=way, **vars(band)) for band in bands]
    way.bands.bulk_create(rows)
    audit.record(
        "delivery.way_added" if is_new else "delivery.way_changed",
        f"way:{way.pk}",
        actor=actor,
        before={"bands": before},
        after={"bands": [str(band) for band in rows], "free_from": way.free_from, "is_active": way.is_active},
    )
    return way


@transaction.atomic
def remove_way(way: Any, *, actor: Any) -> bool:
    """Take a way of sending off; False when it was gone before. Orders keep what was agreed."""
    key = way.pk
    gone, _by_model = apps.get_model("ocop_delivery", "Way").objects.filter(pk=key).delete()
    if gone:
        audit.record("delivery.way_removed", f"way:{key}", actor=actor, before={"name": way.name})
    return bool(gone)
