"""Questions of shoppers, and what producers said in public: whose words they are, and how they are taken back."""

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

from .models import State


def _questions() -> Any:
    return apps.get_model("ocop_asking", "Question").objects


def _replies(producer: Any) -> Any:
    return apps.get_model("ocop_asking", "ReviewReply").objects.filter(producer=producer)


def _asked(person: Person) -> Any:
    return _questions().filter(author=person.user) if person.user else _questions().none()


def _of_person(person: Person) -> Iterator[Row]:
    rows = _asked(person).select_related("product__parent").order_by("pk")
    return personal.rows_of(rows, ("product__get_title", _("Product")), "name", "words", "asked_at", "state", "answer")


def _erase_person(person: Person) -> Fates:
    rows = _asked(person)
    number = rows.count()
    rows.delete()
    return personal.count(erased=number)


def _of_producer(producer: Any) -> Iterator[Row]:
    """Answers with their questions, and replies with the reviews, as everybody can read them; without names."""
    answered = _questions().filter(answered_for=producer).select_related("product__parent").order_by("pk")
    yield from personal.rows_of(answered, ("product__get_title", _("Product")), "words", "answer", "answered_at")
    replied = _replies(producer).select_related("review__product__parent").order_by("pk")
    yield from personal.rows_of(replied, ("review__product__get_title", _("Product")), "words", "at")


def _erase_producer(producer: Any) -> Fates:
    answered = _questions().filter(answered_for=producer)
    number = answered.update(answer="", answer_state="", answered_at=None, answered_by=None, answered_for=None)
    replies = _replies(producer)
    number += replies.count()
    replies.delete()
    return personal.count(erased=number)


def named(before: datetime) -> Any:
    """Decided questions of before a moment that still say who asked."""
    rows = _questions().filter(asked_at__lt=before).exclude(state=State.WAITING)
    return rows.exclude(name="", author=None)


@transaction.atomic
def forget_askers(before: datetime, keys: Sequence[int]) -> int:
    """Take out of these questions who asked, where their time is over; returns how many. The words stay."""
    found = [row.pk for row in named(before).filter(pk__in=keys).order_by("pk").select_for_update(of=("self",))]
    if found:
        _questions().filter(pk__in=found).update(name="", author=None)
        audit.record("question.asker_forgotten", "questions", after={"questions": found, "before": before})
    return len(found)


HOLDER = personal.Holder(
    "questions",
    gettext_lazy("Questions and answers"),
    stays=lambda: (
        _("Who asked is forgotten after %(days)d days; the question stays. With an erasure the whole question goes.")
        % {"days": settings.asker_days}
    ),
    tables=("ocop_asking.Question", "ocop_asking.ReviewReply"),
    of_person=_of_person,
    of_producer=_of_producer,
    erase_person=_erase_person,
    erase_producer=_erase_producer,
)
