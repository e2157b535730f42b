"""What buyers thank producers with: whose words and pictures they are, and how they are taken back or forgotten."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ocop_shop.auditing import actions as audit
from ocop_shop.conf import settings
from ocop_shop.core import personal
from ocop_shop.core.personal import Fates, Person, Row

from .actions import drop_thanks


def _thanks() -> Any:
    return apps.get_model("ocop_asking", "Thanks").objects


def _own(person: Person) -> Any:
    return _thanks().filter(order__in=person.orders)


def _of_person(person: Person) -> Iterator[Row]:
    rows = _own(person).select_related("order", "producer").order_by("pk")
    maker = ("producer__name", _("Producer"))
    yield from personal.rows_of(rows, "order__number", maker, "name", "words", "picture", "thanked_at", "state")


def _of_producer(producer: Any) -> Iterator[Row]:
    """What stands on its page, as everybody can read it; without names."""
    rows = _thanks().on_pages().filter(producer=producer).order_by("pk")
    yield from personal.rows_of(rows, "words", "thanked_at")


def _erased(rows: Any) -> Fates:
    return personal.count(erased=drop_thanks(rows.order_by("pk").select_for_update(of=("self",))))


def old(before: datetime) -> Any:
    """Thanks of before a moment that stand on no page, and those on a page that still say who wrote them."""
    return _thanks().filter(thanked_at__lt=before).filter(Q(shown_at=None) | ~Q(name=""))


@transaction.atomic
def forget(before: datetime, keys: Sequence[int]) -> int:
    """Delete what stands on no page where its time is over, and take the name out of what does; returns how many."""
    found = list(old(before).filter(pk__in=keys).order_by("pk").select_for_update(of=("self",)))
    if found:
        drop_thanks(one for one in found if not one.is_on_page)
        _thanks().filter(pk__in=[one.pk for one in found]).update(name="")
        audit.record("thanks.forgotten", "thanks", after={"thanks": [one.pk for one in found], "before": before})
    return len(found)


HOLDER = personal.Holder(
    "thanks",
    gettext_lazy("Thanks to producers"),
    stays=lambda: (
        _(
            "After %(days)d days what is on no page is deleted with its photo, and the name goes out of the rest. You "
            "can take yours back at any time, on the page of the order."
        )
        % {"days": settings.asker_days}
    ),
    tables=("ocop_asking.Thanks",),
    of_person=_of_person,
    of_producer=_of_producer,
    erase_person=lambda person: _erased(_own(person)),
    erase_producer=lambda producer: _erased(_thanks().filter(producer=producer)),
)
