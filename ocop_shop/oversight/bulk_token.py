"""What was shown in a dry run, signed, on its way through the browser to `apply`. The server keeps nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from datetime import date
from typing import Any, Final

from django.core import signing
from django.utils.translation import gettext as _

from ocop_shop.certification.actions import DecisionFacts
from ocop_shop.certification.life import EventKind

from .bulk_effects import Effect
from .bulk_judging import DryRun, Order
from .bulk_rows import Row
from .exceptions import OversightError

SALT: Final = "ocop.oversight.bulk"
_ROW: Final = tuple(field.name for field in fields(Row))
MAX_AGE: Final = 60 * 60
"""Seconds for which a dry run may be applied."""


@dataclass(frozen=True)
class Shown:
    """A dry run as its officer saw it: all rows, the order (None: not complete yet), and what each row would do.

    `expected` holds the rows to be written, each with its certificate by key and the effect on the star.
    """

    kind: EventKind
    rows: tuple[Row, ...]
    order: Order | None = None
    expected: tuple[tuple[Row, int, Effect | None], ...] = ()


def pack(user: Any, kind: EventKind, rows: Sequence[Row], found: DryRun | None = None) -> str:
    """A signed text from which `unpack` reads the same again, for this user only."""
    lines = found.lines if found and not found.problem else ()
    said = {
        "user": user.pk,
        "kind": kind.value,
        "rows": [_plain(row) for row in rows],
        "order": _plain(found.order) if found else None,
        "shown": [
            [number, line.certificate.pk, _plain(line.effect)] for number, line in enumerate(lines) if line.is_written
        ],
    }
    return signing.dumps(said, salt=SALT, compress=True)


def unpack(token: str, user: Any) -> Shown:
    """What `pack` was given. Raises `OversightError` when it was changed, is another's, or is older than an hour."""
    try:
        said = signing.loads(token, salt=SALT, max_age=MAX_AGE)
    except signing.SignatureExpired as expired:
        raise OversightError(_("This check is more than an hour old. Send the list again; nothing was written.")) from (
            expired
        )
    except signing.BadSignature as bad:
        raise OversightError(_("This check did not come back whole. Send the list again; nothing was written.")) from (
            bad
        )
    if said["user"] != user.pk:
        raise OversightError(_("Somebody else checked this list. Send it again; nothing was written."))
    rows = tuple(_row(values) for values in said["rows"])
    expected = tuple((rows[number], key, _effect(values)) for number, key, values in said["shown"])
    return Shown(EventKind(said["kind"]), rows, _order(said["order"]), expected)


def _plain(facts: Any) -> list[Any] | None:
    """A dataclass as a list that JSON can hold."""
    return None if facts is None else [_value(value) for value in astuple(facts)]


def _value(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return [_value(part) for part in value] if isinstance(value, tuple) else value


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


def _row(values: list[Any]) -> Row:
    told = dict(zip(_ROW, values, strict=True))
    return Row(**told | {"before": _day(told["before"]), "decision": _decision(told["decision"])})


def _decision(values: list[Any] | None) -> DecisionFacts | None:
    return DecisionFacts(values[0], date.fromisoformat(values[1]), *values[2:]) if values else None


def _order(values: list[Any] | None) -> Order | None:
    if values is None:
        return None
    kind, effective_on, decision, ground, reason = values
    return Order(EventKind(kind), date.fromisoformat(effective_on), _decision(decision), ground, reason)


def _effect(values: list[Any] | None) -> Effect | None:
    return Effect(date.fromisoformat(values[0]), *values[1:]) if values else None
