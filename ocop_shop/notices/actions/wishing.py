"""How somebody wants to be told, and what they have seen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any

from django.apps import apps
from django.db import transaction

from ocop_shop.auditing import actions as audit
from ocop_shop.core import clock
from ocop_shop.notices.hours import Way

from .telling import plan

Ways = Mapping[str, Mapping[str, Way]]


@transaction.atomic
def wish(member: Any, ways: Ways, *, language: str, quiet_from: time, quiet_until: time, digest_hour: int) -> Any:
    """Keep how a member wants to be told; returns the wishes. What waits already follows them, or is dropped.

    `ways`: for the code of a channel the way by level. It is nobody else's business and not in the audit log.
    """
    kept = _preference(member)
    kept.ways = {channel: dict(by_level) for channel, by_level in ways.items()}
    kept.language, kept.quiet_from, kept.quiet_until, kept.digest_hour = language, quiet_from, quiet_until, digest_hour
    kept.save(update_fields=["ways", "language", "quiet_from", "quiet_until", "digest_hour"])
    member.ocop_preference = kept
    _plan_anew(_deliveries().filter(member=member), member=member)
    return kept


@transaction.atomic
def wish_there(
    endpoint: Any,
    *,
    urgent: Way,
    normal: Way,
    language: str,
    quiet_from: time,
    quiet_until: time,
    digest_hour: int,
    actor: Any,
) -> Any:
    """Keep what goes to an address of a producer, and when; returns it. As `wish`. Again changes nothing."""
    kept = type(endpoint).objects.select_for_update().filter(pk=endpoint.pk).first()
    said = {
        "urgent": urgent,
        "normal": normal,
        "language": language,
        "quiet_from": quiet_from,
        "quiet_until": quiet_until,
        "digest_hour": digest_hour,
    }
    before = {name: getattr(kept, name, None) for name in said}
    if kept is None or before == said:
        return kept or endpoint
    for name, value in said.items():
        setattr(kept, name, value)
    kept.save(update_fields=list(said))
    _plan_anew(_deliveries().filter(endpoint=kept), endpoint=kept)
    audit.record(
        "notices.address_wishes", f"producer:{kept.producer_id}", actor=actor, before=_text(before), after=_text(said)
    )
    return kept


@transaction.atomic
def see(member: Any, until: datetime) -> bool:
    """Note that a member has seen the notices up to a moment; False where that was noted. It never goes back."""
    kept = _preference(member)
    until = min(until, clock.now())
    if kept.seen_until is not None and kept.seen_until >= until:
        return False
    kept.seen_until = until
    kept.save(update_fields=["seen_until"])
    return True


def _preference(member: Any) -> Any:
    rows = apps.get_model("ocop_notices", "Preference").objects
    rows.get_or_create(member=member)
    return rows.select_for_update(of=("self",)).get(member=member)


def _deliveries() -> Any:
    """What waits and nobody is sending."""
    rows = apps.get_model("ocop_notices", "Delivery").objects
    return rows.filter(sent_at=None, ended_at=None, taken_at=None)


def _plan_anew(rows: Any, **to: Any) -> None:
    now = clock.now()
    listed = list(rows.select_for_update(of=("self",)).select_related("notice").order_by("pk"))
    stay: list[Any] = []
    go: list[Any] = []
    for one in listed:
        for name, value in to.items():
            setattr(one, name, value)
        (stay if plan(one, one.notice, now) else go).append(one)
    rows.model.objects.bulk_update(stay, ["way", "due"])
    rows.model.objects.filter(pk__in=[one.pk for one in go]).delete()


def _text(said: Mapping[str, Any]) -> dict[str, Any]:
    return {name: str(value) if isinstance(value, time) else value for name, value in said.items()}
