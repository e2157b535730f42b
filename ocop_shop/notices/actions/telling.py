"""Telling producers something: rows in the transaction of what is told, nothing sent and nothing put into words yet."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import transaction

from ocop_shop.core import clock
from ocop_shop.notices import hours, kinds
from ocop_shop.notices.abstract_models import wishes_of
from ocop_shop.notices.registry import channels
from ocop_shop.producers import roles


@dataclass(frozen=True)
class Said:
    """What to tell: which producer, of what kind, and the key of what it speaks of, under which it is told once.

    `values`: what the words need, and nothing of a buyer. `written_to`: accounts that have a letter about it already.
    """

    producer_id: int
    kind: str
    key: str
    values: Mapping[str, Any] = field(default_factory=dict)
    written_to: frozenset[int] = frozenset()


def tell(said: Iterable[Said]) -> int:
    """Write these notices, and what is to be sent of each to whom and when; returns how many things were said.

    Told again, a notice stays as it was, and nobody is sent it twice. Four queries, whatever the number. It stands or
    falls with the transaction that it is called in.
    """
    listed = sorted(said, key=lambda one: (one.producer_id, one.kind, one.key))
    if not listed:
        return 0
    now = clock.now()
    made = [_notice(one, now) for one in listed]
    with transaction.atomic(savepoint=False):
        # To write what stands there already changes nothing and gives the key, of old rows too.
        type(made[0]).objects.bulk_create(
            made, update_conflicts=True, unique_fields=["producer", "kind", "key"], update_fields=["key"]
        )
        _plan(listed, made, now)
    return len(made)


def _notice(said: Said, now: datetime) -> Any:
    return apps.get_model("ocop_notices", "Notice")(
        producer_id=said.producer_id,
        kind=said.kind,
        key=said.key[:80],
        values=dict(said.values),
        at=now,
        level=_kind(said).level,
    )


def _plan(listed: Collection[Said], made: Collection[Any], now: datetime) -> None:
    producers = {one.producer_id for one in listed}
    members = apps.get_model("ocop_producers", "Member").objects.filter(producer__in=producers)
    people = list(members.select_related("ocop_preference").order_by("pk"))
    places = list(apps.get_model("ocop_notices", "Endpoint").objects.filter(producer__in=producers).order_by("pk"))
    rows = apps.get_model("ocop_notices", "Delivery").objects
    found = [
        delivery
        for one, notice in zip(listed, made, strict=True)
        for delivery in (*_personal(rows.model, one, notice, people), *_elsewhere(rows.model, notice, places))
        if plan(delivery, notice, now)
    ]
    rows.bulk_create(found, ignore_conflicts=True)


def _personal(model: Any, said: Said, notice: Any, people: Collection[Any]) -> Iterator[Any]:
    """To each member who has the right, by each personal channel."""
    own = [one for one in channels() if one.is_personal]
    right = _kind(said).right
    for member in people:
        if member.producer_id != said.producer_id or not roles.may(member.role, right):
            continue
        for channel in own:
            if channel.code != "email" or member.user_id not in said.written_to:
                yield model(notice=notice, member=member, channel=channel.code)


def _elsewhere(model: Any, notice: Any, places: Collection[Any]) -> Iterator[Any]:
    """To each address that the producer has set for a channel that is still there."""
    shared = {one.code for one in channels() if not one.is_personal}
    for place in places:
        if place.producer_id == notice.producer_id and place.channel in shared:
            yield model(notice=notice, endpoint=place, channel=place.channel)


def plan(delivery: Any, notice: Any, at: datetime) -> bool:
    """Note by the recipient's wishes how and when `delivery` goes out; False where it does not. It is not saved."""
    wishes = delivery.endpoint if delivery.endpoint_id else wishes_of(delivery.member)
    way = wishes.way(delivery.channel, notice.level)
    due = hours.due(at, way, wishes.digest_hour, wishes.quiet)
    if due is None:
        return False
    delivery.way, delivery.due = way, due
    return True


def _kind(said: Said) -> kinds.Kind:
    found = kinds.known(said.kind)
    if found is None:
        raise LookupError(f"No kind of notices is registered as {said.kind!r}")
    return found
