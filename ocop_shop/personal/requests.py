"""The requests themselves: how whose data they are about is written down, and what they hold of a person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ocop_shop.conf import settings
from ocop_shop.core import personal
from ocop_shop.core.personal import Fate, Fates, Person, Row

from .models import State

_SALT = "ocop_shop.personal.email"
_PRINT = 40


def rows() -> Any:
    """All requests."""
    return apps.get_model("ocop_personal", "Request").objects


def of_person(person: Person) -> str:
    """What a request and the log call this person. An address is a print that nobody can read back."""
    if person.user:
        return f"user:{person.user.pk}"
    return f"email:{salted_hmac(_SALT, person.email, algorithm='sha256').hexdigest()[:_PRINT]}"


def of_producer(producer: Any) -> str:
    """What a request and the log call this producer."""
    return f"producer:{producer.pk}"


@dataclass(frozen=True)
class Became:
    """What became of the data of one holder, in words."""

    title: str
    stays: str
    erased: int
    anonymised: int
    kept: int


def told(outcome: Mapping[str, Mapping[str, int]]) -> list[Became]:
    """An outcome in the words of the holders; one that is gone tells its name."""
    found = []
    for name, fates in outcome.items():
        holder = personal.holder(name)
        numbers = {fate: int(fates.get(fate, 0)) for fate in Fate}
        found.append(
            Became(
                str(holder.title) if holder else name,
                holder.stays() if holder else "",
                numbers[Fate.ERASED],
                numbers[Fate.ANONYMISED],
                numbers[Fate.KEPT],
            )
        )
    return sorted(found, key=lambda became: became.title)


def _own(person: Person) -> Any:
    return rows().filter(subject=of_person(person)) if person.user or person.email else rows().none()


def _of_person(person: Person) -> Iterator[Row]:
    return personal.rows_of(_own(person).order_by("pk"), "kind", "asked_at", "due_on", "state", "done_at", "reason")


def _of_producer(producer: Any) -> Iterator[Row]:
    own = rows().filter(subject=of_producer(producer)).order_by("pk")
    return personal.rows_of(own, "kind", "asked_at", "due_on", "state", "done_at", "reason")


def _kept(person: Person) -> Fates:
    return personal.count(kept=_own(person).exclude(state=State.OPEN).count())


HOLDER = personal.Holder(
    "requests",
    gettext_lazy("Requests about data"),
    stays=lambda: (
        _("That somebody asked, when, and what became of it stays for %(years)d years, as proof. It names nobody.")
        % {"years": settings.accounting_years}
    ),
    tables=("ocop_personal.Request",),
    of_person=_of_person,
    of_producer=_of_producer,
    erase_person=_kept,
)
