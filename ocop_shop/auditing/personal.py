"""The audit log and a person: it knows the key of an account, and cannot be changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ocop_shop.core import personal
from ocop_shop.core.personal import Person, Row


def _of(person: Person) -> Any:
    rows = apps.get_model("ocop_audit", "Entry").objects
    return rows.filter(actor=person.user.pk) if person.user else rows.none()


def _of_person(person: Person) -> Iterator[Row]:
    return personal.rows_of(_of(person).order_by("pk"), "at", "act", "subject")


HOLDER = personal.Holder(
    "audit",
    gettext_lazy("Log of what was done"),
    stays=lambda: _(
        "What an account did stays, under the number of the account, with the ground that was given: the log is "
        "sealed, so that nobody can change it. After an erasure nothing says whose number it was."
    ),
    tables=("ocop_audit.Entry",),
    of_person=_of_person,
    erase_person=lambda person: personal.count(kept=_of(person).count()),
)
