"""Whom refunds concern, as far as it is clear; what is not, staff say (`deciding`)."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.apps import apps
from django.db.models import Sum
from oscar.core.loading import get_model

from ocop_shop.accounts import box_facts, facts, reckoning
from ocop_shop.accounts.choices import Bearer
from ocop_shop.accounts.exceptions import SharedBefore
from ocop_shop.accounts.reckoning import Parcel
from ocop_shop.accounts.refund_shares import OpenLine, Split, split
from ocop_shop.auditing import actions as audit
from ocop_shop.ordering.states import CANCELLED


def share_what_is_clear(kept: Any) -> int:
    """Write whom the refunds of a locked order concern, in the order in which they were done; how many were shared.

    It stops at the first one that staff have to decide on: what is left for the next follows from it.
    """
    shared = 0
    for refund in undecided(kept):
        found = apart(kept, refund)
        if found.rest:
            break
        write(refund, found, None)
        shared += 1
    return shared


def open_lines(order: Any) -> list[OpenLine]:
    """The lines of `order` that were not cancelled, with what of their price is not given back. Three queries."""
    boxes = set(box_facts.owed_parts(line__order=order).values_list("line", flat=True))
    shares = apps.get_model("ocop_accounts", "RefundShare").objects.filter(bearer=Bearer.LINE)
    back: dict[int, int] = defaultdict(int)
    for key, amount in shares.filter(refund__attempt__order=order).values_list("line_key", "amount"):
        back[key or 0] += amount
    return [
        OpenLine(
            line.pk,
            -line.pk if line.pk in boxes else _maker(line),
            max(facts.whole(line.line_price_incl_tax) - back[line.pk], 0),
        )
        for line in _living(order)
    ]


def undecided(order: Any) -> Any:
    """The refunds of an order of which nobody has said yet whom they concern, in the order in which they were done."""
    return facts.undecided().filter(attempt__order=order).order_by("done_at", "pk")


def apart(order: Any, refund: Any) -> Split:
    """What follows for an undecided refund from the order as it stands."""
    return split(facts.whole(refund.amount), _unsold(order), open_lines(order))


def _unsold(order: Any) -> int:
    """What was paid and is owed to nobody, less what was given back of it."""
    living = list(_living(order))
    received = order.payment_attempts.aggregate(sum=Sum("received"))["sum"]
    back = apps.get_model("ocop_accounts", "RefundShare").objects.filter(refund__attempt__order=order)
    back = back.filter(bearer=Bearer.UNSOLD).aggregate(sum=Sum("amount"))["sum"]
    goods = sum(facts.whole(line.line_price_incl_tax) for line in living)
    return facts.whole(received) - goods - _sending(order, {_maker(line) or 0 for line in living}) - int(back or 0)


def _sending(order: Any, makers: set[int]) -> int:
    """What was paid for sending the goods of these makers; all of it where no parcels were agreed."""
    shipping = facts.whole(order.shipping_incl_tax)
    parcels = [Parcel(maker, charge) for maker, charge in order.agreed_parcels.values_list("maker_key", "charge")]
    parts = reckoning.sending_parts(parcels, shipping)
    return shipping - sum(part for maker, part in parts.items() if maker not in makers)


def _living(order: Any) -> Any:
    lines = get_model("order", "Line").objects.filter(order=order).exclude(status=CANCELLED)
    return lines.select_related("ocop_maker").order_by("pk")


def _maker(line: Any) -> int | None:
    noted = getattr(line, "ocop_maker", None)
    return noted.producer_id if noted else None


def write(refund: Any, found: Split, actor: Any) -> None:
    """Keep whom a refund concerns, once. The order is locked."""
    rows = apps.get_model("ocop_accounts", "RefundShare").objects
    if rows.filter(refund=refund).exists():
        raise SharedBefore
    parts: list[tuple[str, int | None, int]] = [(Bearer.LINE, line, amount) for line, amount in found.by_line]
    parts += [(Bearer.UNSOLD, None, found.unsold), (Bearer.SHOP, None, found.shop)]
    rows.bulk_create(
        [
            rows.model(refund=refund, bearer=bearer, line_key=line, amount=amount, decided_by=actor)
            for bearer, line, amount in parts
            if amount
        ]
    )
    after = {"unsold": found.unsold, "shop": found.shop, "lines": {str(key): amount for key, amount in found.by_line}}
    audit.record("refund.shared", f"refund:{refund.pk}", actor=actor, after=after)
