"""What is held of who is told something: their wishes, and where a producer's notices go."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ocop_shop.conf import settings
from ocop_shop.core import personal
from ocop_shop.core.personal import Fates, Person, Row

from . import kinds


def _rows(model: str) -> Any:
    return apps.get_model("ocop_notices", model).objects


def _wishes(person: Person) -> Any:
    return _rows("Preference").filter(member__user=person.user) if person.user else _rows("Preference").none()


def _of_person(person: Person) -> Iterator[Row]:
    wishes = _wishes(person).select_related("member__producer").order_by("pk")
    when = ("quiet_from", "quiet_until", "digest_hour", "seen_until")
    yield from personal.rows_of(wishes, "member__producer__name", "language", "ways", *when)


def _of_producer(producer: Any) -> Iterator[Row]:
    told = _rows("Notice").filter(producer=producer).order_by("pk")
    for notice in told:
        said = kinds.sentence(notice) if kinds.known(notice.kind) else notice.kind
        yield {_("At"): personal.plain(notice.at), _("What"): said, _("Urgency"): str(notice.get_level_display())}
    taken = _rows("Endpoint").filter(producer=producer).order_by("pk")
    yield from personal.rows_of(taken, "channel", "address", "set_at")


def _erase_person(person: Person) -> Fates:
    wishes = _wishes(person)
    number = wishes.count()
    wishes.delete()
    if person.user:
        _rows("Delivery").filter(member__user=person.user).delete()
    return personal.count(erased=number)


def _erase_producer(producer: Any) -> Fates:
    number = 0
    for model in ("Notice", "Endpoint"):
        rows = _rows(model).filter(producer=producer)
        number += rows.count()
        rows.delete()
    return personal.count(erased=number)


HOLDER = personal.Holder(
    "notices",
    gettext_lazy("Notices"),
    stays=lambda: (
        _("Kept for %(days)d days, and wishes as long as somebody works for the producer.")
        % {"days": settings.notice_days}
    ),
    tables=("ocop_notices.Notice", "ocop_notices.Preference", "ocop_notices.Endpoint", "ocop_notices.Delivery"),
    of_person=_of_person,
    of_producer=_of_producer,
    erase_person=_erase_person,
    erase_producer=_erase_producer,
)
