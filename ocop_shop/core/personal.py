"""What the shop holds of a person: each capability says it here, hands it out and takes it away.

An app makes itself heard in its `AppConfig.ready`, a shop's own app as well:

    personal.register(personal.Holder("visits", _("Visits"), stays=told.stays, tables=("myshop.Visit",),
                                      of_person=told.of_person, erase_person=told.erase_person))

`ocop_shop.personal` has the verbs; it asks all holders and knows none of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.db.models import Model
from django.db.models.fields.files import FieldFile
from django.utils.functional import Promise

from . import clock, personal_labels


class Fate(StrEnum):
    """What became of rows. Kept: they still say who it was; `Holder.stays` tells why, and for how long."""

    ERASED = "erased"
    ANONYMISED = "anonymised"
    KEPT = "kept"


@dataclass(frozen=True)
class Person:
    """Whose data it is: those of an account, and what was left under `email` without one.

    `email` stands here only once somebody has shown that they read it. `orders` are the keys of the person's orders,
    found before anything is taken away, so that no holder waits for another. `account_email` is what the account has
    as its address: nobody has shown to read it, so it is only compared with what the account itself was given.
    """

    user: Any = None
    email: str = ""
    orders: frozenset[int] = frozenset()
    account_email: str = ""


Row = Mapping[str, Any]
"""What a person understands, by its name: plain values, or a file of a row (`FieldFile`)."""
Fates = Mapping[Fate, int]
Reasons = Sequence[str]


def _no_rows(_whose: Any) -> Iterable[Row]:
    return ()


def _nothing(_whose: Any) -> Fates:
    return {}


def _no_reasons(_whose: Any) -> Reasons:
    return ()


@dataclass(frozen=True)
class Holder:
    """A kind of data that the shop has. `tables` are the labels of the models it answers for.

    `stays` says in a sentence how long it is kept and why, also after an erasure. `of_…` are the rows to be handed out:
    of the person or producer alone, with nobody else's data in them. `erase_…` runs in the transaction of the erasure
    and says how many rows became what; once more finds nothing more to do, and what was kept is kept still.
    `holds_up_…` are sentences that say why nothing can be erased yet.
    """

    name: str
    title: str | Promise
    stays: Callable[[], str]
    tables: tuple[str, ...] = ()
    of_person: Callable[[Person], Iterable[Row]] = _no_rows
    of_producer: Callable[[Any], Iterable[Row]] = _no_rows
    erase_person: Callable[[Person], Fates] = _nothing
    erase_producer: Callable[[Any], Fates] = _nothing
    holds_up_person: Callable[[Person], Reasons] = _no_reasons
    holds_up_producer: Callable[[Any], Reasons] = _no_reasons

    @property
    def tells_producers(self) -> bool:
        """Whether it has anything of producers."""
        return self.of_producer is not _no_rows


_HOLDERS: dict[str, Holder] = {}


def register(*found: Holder) -> None:
    """Have `found` asked with the others; one of the same name takes the place of the first."""
    for holder in found:
        _HOLDERS[holder.name] = holder


def holders() -> tuple[Holder, ...]:
    """All holders, by their names."""
    return tuple(_HOLDERS[name] for name in sorted(_HOLDERS))


def holder(name: str) -> Holder | None:
    """The holder of this name; None for one that is gone."""
    return _HOLDERS.get(name)


def count(**fates: int) -> Fates:
    """`count(erased=3, kept=0)` as fates, without those that nothing met."""
    return {Fate(name): int(rows) for name, rows in fates.items() if rows}


def rows_of(rows: Iterable[Any], *fields: str | tuple[str, Any]) -> Iterator[dict[str, Any]]:
    """Each of `rows` as what is said of it: these fields under the names that its model gives them.

    "commune__name" goes on to another row; a pair says another name: `("title", _("Box"))`.
    """
    for row in rows:
        said: dict[str, Any] = {}
        for field in fields:
            path, label = (field, "") if isinstance(field, str) else field
            holds, name = _walk(row, path)
            called = str(label) or (_label(holds, name) if holds is not None else name)
            said[called if called not in said else f"{called} ({name})"] = _value(holds, name)
        yield said


def plain(value: Any) -> Any:
    """`value` as JSON knows it; files stay what they are."""
    if value is None or isinstance(value, (bool, int, float, str, FieldFile)):
        return str(value) if type(value) not in {bool, int, float, str} and isinstance(value, str) else value
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else str(value)
    if isinstance(value, datetime):
        return value.astimezone(clock.VIETNAM).isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): plain(held) for key, held in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(held) for held in value]
    return str(value)


def _walk(row: Any, path: str) -> tuple[Any, str]:
    *steps, name = path.split("__")
    for step in steps:
        row = getattr(row, step, None)
    return row, name


def _label(row: Any, name: str) -> str:
    if isinstance(row, Model):
        known = {field.name: field for field in row._meta.concrete_fields}
        if name in known:
            return personal_labels.label(name, str(known[name].verbose_name))
    return name


def _value(row: Any, name: str) -> Any:
    if row is None:
        return None
    shown = getattr(row, f"get_{name}_display", None)
    value = shown() if callable(shown) else getattr(row, name)
    return plain(value() if callable(value) and not isinstance(value, FieldFile) else value)
