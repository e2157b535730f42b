"""Reminding producers and staff of certificates that end: each once, however often it is run and by how many at once.

A row is written before anything is sent. Whoever sends takes the row first, in a transaction of its own, so that no
other run sends it too; a row that was taken and neither sent nor given back is free again after an hour.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q
from django.utils import translation

from ocop_shop.auditing import actions as audit
from ocop_shop.core import clock

from . import reminder_words, remits
from .reminder_schedule import Due, due_on
from .rights import Right

logger = logging.getLogger(__name__)

LANGUAGE = "vi"
"""The language of reminders: that of the register and of those who are in it."""
TAKEN_FOR = timedelta(hours=1)
"""How long a reminder belongs to the run that took it."""

# So that no answering machine answers (RFC 3834).
_HEADERS = {"Auto-Submitted": "auto-generated"}

Key = tuple[int, date, int]


class Result(StrEnum):
    """What became of a message."""

    PLANNED = "planned"  # a dry run
    SENT = "sent"
    FAILED = "failed"  # the next run tries again
    NO_ADDRESS = "no_address"  # written down for the producer's desk; sent once there is an address
    TAKEN = "taken"  # another run is sending it


@dataclass
class Message:
    """One letter: to a producer about certificates of one end, or to an officer about all in their charge."""

    recipient: str
    address: str
    dues: list[Due]
    is_digest: bool = False
    result: Result = Result.PLANNED

    @property
    def letter(self) -> reminder_words.Letter:
        """What it says, in the language of reminders."""
        with translation.override(LANGUAGE):
            return (reminder_words.to_officer if self.is_digest else reminder_words.to_producer)(self.dues)


@dataclass(frozen=True)
class Report:
    """What a run did."""

    on: date
    messages: list[Message] = field(default_factory=list)

    def count(self, result: Result) -> int:
        """How many messages came out like that."""
        return sum(message.result is result for message in self.messages)


@dataclass(frozen=True)
class Notice:
    """What a producer is reminded of: the certificate, its end, the day of the latest reminder, and it in words."""

    certificate: Any
    ends_on: date
    reminded_on: date
    sentence: str


def reminders_for(producer: Any, on: date | None = None) -> list[Notice]:
    """The latest reminder of each certificate of `producer`, worded for `on` (default: today), the first to end first.

    Left out is what needs no reminder any more: filed, renewed, taken away, or ended a month ago. Six queries.
    """
    rows = apps.get_model("ocop_oversight", "Reminder").objects.filter(recipient=recipient_of(producer))
    latest = {(row.certificate_id, row.expires_on): row for row in rows.order_by("created_at", "pk")}
    return [
        Notice(due.certificate, due.ends_on, clock.day_of(latest[key].created_at), reminder_words.notice(due))
        for due in due_on(on or clock.today(), producer)
        if not due.is_settled and (key := (due.certificate.pk, due.ends_on)) in latest
    ]


def remind() -> Report:
    """Write down and send every reminder that is due today and was not sent; a failed one is tried again.

    Producers come first. A reminder of an earlier day that was missed is not sent once a newer one is due.
    """
    report = planned(clock.today())
    for message in report.messages:
        rows = _taken(message)
        if not message.address:
            message.result = Result.NO_ADDRESS
        elif not rows:
            message.result = Result.TAKEN
        else:
            message.dues = [due for due in message.dues if _key(due) in rows]
            message.result = _sent(message, list(rows.values()))
    return report


def planned(on: date) -> Report:
    """What a run on `on` would send. Nothing is written."""
    dues = list(due_on(on))
    sent = _sent_already(dues)
    messages = []
    for message in [*_to_producers(dues), *_to_officers(dues)]:
        message.dues = [due for due in message.dues if (*_key(due), message.recipient) not in sent]
        messages += [message] if message.dues else []
    return Report(on, messages)


def _to_producers(dues: Iterable[Due]) -> Iterator[Message]:
    """One message for all certificates of a producer that end on one day and are filed for at one place."""
    together: dict[tuple[object, ...], Message] = {}
    for each in dues:
        producer = each.producer
        if producer is None or each.is_settled:
            continue
        commune = reminder_words.commune_of(each)
        key = (producer.pk, each.ends_on, each.days_before, each.is_extended, commune and commune.pk)
        message = together.setdefault(key, Message(recipient_of(producer), producer.email, []))
        message.dues.append(each)
    yield from together.values()


def _to_officers(dues: Sequence[Due]) -> Iterator[Message]:
    """One digest for each person who may contact producers there and has an address."""
    if not dues:
        return
    places = set().union(*(remits.homes_of(due.certificate) for due in dues))
    people = remits.people_for(places, Right.CONTACT).exclude(email="").order_by("pk")
    for person in people:
        theirs = remits.certificates_for(person, Right.CONTACT).filter(pk__in=[due.certificate.pk for due in dues])
        keys = set(theirs.values_list("pk", flat=True))
        mine = [due for due in dues if due.certificate.pk in keys]
        if mine:
            yield Message(f"user:{person.pk}", person.email, mine, is_digest=True)


def recipient_of(producer: Any) -> str:
    """How a producer is named in reminders and in the audit log: by key, never by address."""
    return f"producer:{producer.pk}"


# --- the rows ---------------------------------------------------------------------------------------------------------


def _key(due: Due) -> Key:
    return due.certificate.pk, due.ends_on, due.days_before


def _sent_already(dues: Sequence[Due]) -> set[tuple[int, date, int, str]]:
    rows = apps.get_model("ocop_oversight", "Reminder").objects.filter(sent_at__isnull=False)
    theirs = rows.filter(certificate__in={due.certificate.pk for due in dues})
    return set(theirs.values_list("certificate", "expires_on", "days_before", "recipient"))


@transaction.atomic
def _taken(message: Message) -> dict[Key, Any]:
    """The rows of `message` that this run may send, by certificate, end and day; written where they are missing."""
    table = apps.get_model("ocop_oversight", "Reminder")
    now = clock.now()
    keys = [_key(due) for due in message.dues]
    table.objects.bulk_create(
        [
            table(certificate_id=key, expires_on=end, days_before=days, recipient=message.recipient, created_at=now)
            for key, end, days in keys
        ],
        ignore_conflicts=True,
    )
    if not message.address:
        return {}
    free = table.objects.select_for_update().filter(
        Q(taken_at__isnull=True) | Q(taken_at__lt=now - TAKEN_FOR),
        sent_at__isnull=True,
        recipient=message.recipient,
        certificate__in={key for key, _end, _days in keys},
    )
    found = {(row.certificate_id, row.expires_on, row.days_before): row for row in free.order_by("pk")}
    rows = {key: found[key] for key in keys if key in found}
    table.objects.filter(pk__in=[row.pk for row in rows.values()]).update(taken_at=now)
    return rows


def _sent(message: Message, rows: Sequence[Any]) -> Result:
    """Send it, and note what came of it."""
    table = apps.get_model("ocop_oversight", "Reminder").objects.filter(pk__in=[row.pk for row in rows])
    try:
        letter = message.letter
        EmailMessage(letter.subject, letter.body, _sender(), [message.address], headers=_HEADERS).send()
    except Exception as error:
        logger.exception("The reminder to %s was not sent", message.recipient)
        # Not the text of the error: it may hold the address.
        table.update(taken_at=None, failure=type(error).__name__)
        return Result.FAILED
    with transaction.atomic():
        table.update(taken_at=None, sent_at=clock.now(), failure="")
        for row in rows:
            values = {"recipient": row.recipient, "ends_on": row.expires_on, "days_before": row.days_before}
            audit.record("reminder.sent", f"certificate:{row.certificate_id}", after={"reminder": row.pk, **values})
    return Result.SENT


def _sender() -> str:
    return getattr(settings, "OSCAR_FROM_EMAIL", "") or str(settings.DEFAULT_FROM_EMAIL)
