"""What the programme's staff hold of people: reports of doubtful badges, calls to producers, who may act where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ocop_shop.core import personal
from ocop_shop.core.personal import Fates, Person, Row

_BETWEEN = re.compile(r"[\s,;/|()<>]+")


def _reports(person: Person) -> Any:
    """Reports whose contact is this address, or names it among others: a part of a longer address is somebody else."""
    rows = apps.get_model("ocop_oversight", "DoubtReport").objects
    if not person.email:
        return rows.none()
    near = rows.filter(contact__icontains=person.email).values_list("pk", "contact")
    return rows.filter(pk__in=[key for key, said in near if person.email in _BETWEEN.split(said.casefold())])


def _calls(producer: Any) -> Any:
    rows = apps.get_model("ocop_oversight", "Contact").objects
    return rows.filter(certificate__product__ocop_provenance__producer=producer)


def _of_person(person: Person) -> Iterator[Row]:
    return personal.rows_of(_reports(person).order_by("pk"), "number", "reported_at", "contact", "text", "answer")


def _erase_person(person: Person) -> Fates:
    return personal.count(anonymised=_reports(person).update(contact=""))


def _of_producer(producer: Any) -> Iterator[Row]:
    return personal.rows_of(_calls(producer).order_by("pk"), "at", "channel", "outcome", "note", "again_on")


def _erase_producer(producer: Any) -> Fates:
    return personal.count(anonymised=_calls(producer).exclude(note="").update(note=""))


def _holds_up(person: Person) -> list[str]:
    works = person.user and apps.get_model("ocop_oversight", "Remit").objects.filter(user=person.user).exists()
    return [_("This account works for the OCOP programme. Somebody there has to end that first.")] if works else []


HOLDER = personal.Holder(
    "oversight",
    gettext_lazy("Reports and calls about certificates"),
    stays=lambda: _(
        "A report of a doubtful badge stays with its certificate, without who reported it. Notes of calls with a "
        "producer go when it is closed."
    ),
    tables=(
        "ocop_oversight.Contact",
        "ocop_oversight.DoubtReport",
        "ocop_oversight.Remit",
    ),
    of_person=_of_person,
    of_producer=_of_producer,
    erase_person=_erase_person,
    erase_producer=_erase_producer,
    holds_up_person=_holds_up,
)
