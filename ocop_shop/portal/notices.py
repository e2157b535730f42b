"""The notices of a producer as one of its people sees them: those of kinds that they have the right to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import QuerySet

from ocop_shop.notices import kinds
from ocop_shop.notices.abstract_models import Level

from .access import Work

_MOST_COUNTED = 99


@dataclass(frozen=True)
class Row:
    """A notice in words, in the language in force."""

    key: int
    kind: kinds.Kind
    words: str
    url: str
    at: datetime
    is_urgent: bool
    is_new: bool


def own_kinds(work: Work) -> tuple[kinds.Kind, ...]:
    """What this person is told."""
    return kinds.for_role(work.role)


def topics(work: Work) -> dict[str, str]:
    """What it can be about, with its names."""
    return {one.topic: str(one.name) for one in own_kinds(work)}


def seen_by(work: Work, topic: str = "") -> QuerySet[Any]:
    """The notices, of one topic or of all, the newest first."""
    codes = [one.code for one in own_kinds(work) if topic in {"", one.topic}]
    rows: QuerySet[Any] = apps.get_model("ocop_notices", "Notice").objects.filter(
        producer=work.producer, kind__in=codes
    )
    return rows.order_by("-at", "-pk")


def rows_of(work: Work, notices: Iterable[Any], seen: datetime | None) -> Iterator[Row]:
    """These notices in words; new is what came after `seen`. No query."""
    by_code = {one.code: one for one in own_kinds(work)}
    for notice in notices:
        notice.producer = work.producer
        yield Row(
            notice.pk,
            by_code[notice.kind],
            kinds.sentence(notice),
            kinds.link(notice),
            notice.at,
            notice.level == Level.URGENT,
            seen is not None and notice.at > seen,
        )


def member_of(work: Work) -> Any | None:
    """The membership of who works here, with wishes; None for staff who assist. One query."""
    if work.assisted:
        return None
    members = apps.get_model("ocop_producers", "Member").objects.filter(producer=work.producer, user=work.user)
    return members.select_related("ocop_preference", "user").first()


def seen_until(member: Any | None) -> datetime | None:
    """Up to when a member has seen the notices: what was told before they came is not new to them."""
    if member is None:
        return None
    wishes = getattr(member, "ocop_preference", None)
    seen: datetime = (wishes and wishes.seen_until) or member.created_at
    return seen


def bell(work: Work) -> str:
    """How many are new to this person, in few letters; empty for none. No query."""
    return f"{_MOST_COUNTED}+" if work.unseen > _MOST_COUNTED else str(work.unseen or "")
