"""Ways of sending as staff set them up, and what is agreed with an order: that stays, whatever becomes of ways."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db import transaction
from django.utils.translation import gettext as _

from ocop_shop.auditing import actions as audit
from ocop_shop.ordering.exceptions import OrderError

from .quotes import Sending
from .rates import Band


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


@transaction.atomic
def agree(order: Any, sendings: Iterable[Sending]) -> int:
    """Write for every maker of `order` how its goods come; returns how many parcels that are.

    Repeating it writes nothing twice. Raises `CannotBeSent`, and then nothing is written.
    """
    parcels = apps.get_model("ocop_delivery", "AgreedParcel").objects
    listed = list(sendings)
    for sending in listed:
        if sending.taken is None:
            raise CannotBeSent(sending)
    made = [
        parcels.model(
            order=order,
            producer=sending.producer,
            maker_key=sending.key,
            producer_name=sending.producer.name if sending.producer else "",
            kind=taken.kind,
            way=taken.name[:80],
            where=taken.where,
            ships_from=sending.ships_from[:255],
            charge=int(taken.charge),
            days_from=taken.days_from,
            days_to=taken.days_to,
        )
        for sending in listed
        if (taken := sending.taken)
    ]
    parcels.bulk_create(made, ignore_conflicts=True)
    return len(made)


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
