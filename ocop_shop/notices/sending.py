"""Sending what is due, each thing once, however many do it at the same time.

Whoever sends takes the rows first, in a transaction of its own, so that no other run sends them too. Rows that were
taken and neither noted as sent nor given back are free again after half an hour: a run that ended between sending and
noting has told somebody something, and the next one tells it once more. That is meant: an order that nobody hears of
costs more than a letter that comes twice. Each taking counts as a try, so that it comes to an end.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from django.apps import apps
from django.db import connection, transaction
from django.db.models import F, Q, QuerySet

from ocop_shop.core import clock
from ocop_shop.core.locking import one_at_a_time
from ocop_shop.producers import roles

from . import kinds
from .abstract_models import wishes_of
from .channel import Away, Channel, Refused
from .hours import PAUSES, Way, after_quiet, again
from .messages import message_of
from .registry import channel_of

logger = logging.getLogger(__name__)

TAKEN_FOR: Final = timedelta(minutes=30)
"""How long a delivery belongs to the run that took it."""
MOST_TRIES: Final = len(PAUSES) + 1
MOST_TOGETHER: Final = 200
_JOINED = ("notice__producer", "member__user", "member__ocop_preference", "endpoint")


class Result(StrEnum):
    """What became of a message."""

    PLANNED = "planned"  # a dry run
    SENT = "sent"
    FAILED = "failed"  # tried again later
    GIVEN_UP = "given_up"  # nobody tries again
    DROPPED = "dropped"  # not for this person any more, or nothing to tell any more


@dataclass(frozen=True)
class Sent:
    """One message: to whom, by which channel, about which notices, and what became of it."""

    recipient: str
    channel: str
    notices: Sequence[int]
    is_digest: bool
    result: Result
    problem: str = ""


@dataclass(frozen=True)
class Report:
    """What a run did."""

    messages: list[Sent] = field(default_factory=list)

    def count(self, result: Result) -> int:
        """How many messages came out like that."""
        return sum(message.result is result for message in self.messages)


def notify() -> Report:
    """Send all that is due, but nothing into quiet hours that have begun since it was.

    What fails is tried again by a later run, after pauses that grow, and then given up.
    """
    report = Report()
    while group := _taken():
        if until := _quiet_until(group[0], clock.now()):
            _rows(group).update(due=until, taken_at=None, tries=F("tries") - 1)
            continue
        report.messages.append(_carried(group))
    return report


def planned() -> Report:
    """What a run would send now. Nothing is written."""
    report, digests = Report(), dict[tuple[Any, ...], list[Any]]()
    now = clock.now()
    for one in _waiting(now).select_related(*_JOINED).order_by("due", "pk"):
        if _quiet_until(one, now):
            continue
        alone = () if one.way == Way.DIGEST else (one.pk,)
        digests.setdefault((one.member_id, one.endpoint_id, one.channel, *alone), []).append(one)
    report.messages.extend(_noted(group, Result.PLANNED) for group in digests.values())
    return report


def _waiting(now: datetime) -> QuerySet[Any]:
    rows: QuerySet[Any] = apps.get_model("ocop_notices", "Delivery").objects.all()
    free = Q(taken_at=None) | Q(taken_at__lt=now - TAKEN_FOR)
    return rows.filter(free, sent_at=None, ended_at=None, due__lte=now)


@transaction.atomic
def _taken() -> list[Any]:
    """Deliveries that go out together, taken by this run; none when nothing is due."""
    one_at_a_time("ocop_notices.taking")
    now, can_skip = clock.now(), connection.features.has_select_for_update_skip_locked
    free = _waiting(now).select_for_update(of=("self",), skip_locked=can_skip).select_related(*_JOINED)
    first = free.order_by("due", "pk").first()
    if first is None:
        return []
    group = [first]
    if first.way == Way.DIGEST:
        # What failed goes with what failed as often: what is new is not given up with it, and the key stays the same.
        same = {"member": first.member_id, "endpoint": first.endpoint_id, "channel": first.channel}
        same["tries"] = first.tries
        group = list(free.filter(way=Way.DIGEST, **same).order_by("notice__at", "pk")[:MOST_TOGETHER])
    rows = type(first).objects.filter(pk__in=[one.pk for one in group])
    rows.update(taken_at=now, tries=F("tries") + 1)
    return group


def _carried(group: list[Any]) -> Sent:
    """Send one message, and note what came of it."""
    if max(one.tries for one in group) >= MOST_TRIES:  # every run that took it ended
        _end(group, "never noted as sent")
        return _noted(group, Result.GIVEN_UP, "never noted as sent")
    channel = channel_of(group[0].channel)
    meant = [one for one in group if channel and _is_meant(one, channel)]
    lost = [one for one in group if one not in meant]
    if lost:
        _end(lost, "not for them any more")
    if channel is None or not meant:
        return _noted(lost, Result.DROPPED)
    try:
        message = message_of(meant)
        if message is None:
            _end(meant, "nothing to tell any more")
            return _noted(meant, Result.DROPPED)
        channel.send(message)
    except Refused as problem:
        return _failed(meant, str(problem), is_final=True)
    except Away as problem:
        return _failed(meant, str(problem))
    except Exception as error:
        logger.exception("A message to %s by %s did not go out", meant[0].recipient, channel.code)
        # Not the text of the error: it may hold an address.
        return _failed(meant, type(error).__name__)
    _rows(meant).update(sent_at=clock.now(), taken_at=None, problem="")
    return _noted(meant, Result.SENT)


def _is_meant(delivery: Any, channel: Channel) -> bool:
    """Whether it is still for whom it was: a role may have changed since, an account may have been closed."""
    kind, member = kinds.known(delivery.notice.kind), delivery.member
    if kind is None or (member is None and delivery.endpoint is None):
        return False
    return member is None or bool(
        roles.may(member.role, kind.right) and member.user.is_active and channel.reaches(member)
    )


def _quiet_until(delivery: Any, now: datetime) -> datetime | None:
    """The end of the recipient's quiet hours where they last now: a run may be late. None where nobody sleeps."""
    if delivery.member is None and delivery.endpoint is None:
        return None
    until = after_quiet(now, _wishes(delivery).quiet)
    return until if until > now else None


def _wishes(delivery: Any) -> Any:
    return delivery.endpoint if delivery.endpoint_id else wishes_of(delivery.member)


def _failed(group: list[Any], told: str, *, is_final: bool = False) -> Sent:
    first, problem = group[0], told[:200]
    tries = max(one.tries for one in group) + 1
    due = None if is_final else again(clock.now(), tries, _wishes(first).quiet)
    if due is None:
        _end(group, problem)
        return _noted(group, Result.GIVEN_UP, problem)
    _rows(group).update(due=due, taken_at=None, problem=problem)
    return _noted(group, Result.FAILED, problem)


def _end(group: Sequence[Any], problem: str) -> None:
    _rows(group).update(ended_at=clock.now(), taken_at=None, problem=problem)


def _rows(group: Sequence[Any]) -> Any:
    return type(group[0]).objects.filter(pk__in=[one.pk for one in group])


def _noted(group: Sequence[Any], result: Result, problem: str = "") -> Sent:
    first = group[0]
    keys = [one.notice_id for one in group]
    return Sent(first.recipient, first.channel, keys, first.way == Way.DIGEST, result, problem)
