"""Requests for a quote: whoever asked left a name, and a telephone number or an e-mail address."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ocop_shop.auditing import actions as audit
from ocop_shop.conf import settings
from ocop_shop.core import personal
from ocop_shop.core.personal import Fates, Person, Row

from .abstract_models import QuoteState


def _rows() -> Any:
    return apps.get_model("ocop_boxes", "QuoteRequest").objects


def _of(person: Person) -> Any:
    return _rows().filter(email__iexact=person.email) if person.email else _rows().none()


def _of_person(person: Person) -> Iterator[Row]:
    fields = ("title", "quantity", "budget", "name", "phone", "email", "wanted_on", "words", "asked_at", "answer")
    return personal.rows_of(_of(person).order_by("pk"), *fields)


def _erase_person(person: Person) -> Fates:
    rows = _of(person)
    number = rows.count()
    rows.delete()
    return personal.count(erased=number)


def old(before: datetime) -> Any:
    """Requests that were answered or closed, asked before a moment."""
    return _rows().filter(asked_at__lt=before).exclude(state=QuoteState.NEW)


@transaction.atomic
def forget(before: datetime, keys: Sequence[int]) -> int:
    """Delete these requests where their time is over; returns how many."""
    found = [row.pk for row in old(before).filter(pk__in=keys).order_by("pk").select_for_update(of=("self",))]
    if found:
        _rows().filter(pk__in=found).delete()
        audit.record("quote.forgotten", "quotes", after={"quotes": found, "before": before})
    return len(found)


HOLDER = personal.Holder(
    "quotes",
    gettext_lazy("Requests for a quote"),
    stays=lambda: (
        _("Deleted %(days)d days after they were asked, once they are answered.") % {"days": settings.asker_days}
    ),
    tables=("ocop_boxes.QuoteRequest", "ocop_boxes.SoldPart"),
    of_person=_of_person,
    erase_person=_erase_person,
)
