"""The log of acts: `record` writes in the transaction of the act, `history` reads what was done to a subject."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import transaction

from ocop_shop.core import clock

from .sealing import seal_after_commit
from .values import storable

if TYPE_CHECKING:
    from django.db.models import QuerySet

_assisted: ContextVar[bool] = ContextVar("assisted", default=False)


@contextmanager
def assisted() -> Iterator[None]:
    """All that is recorded in here is noted as done by staff in the place of somebody who could not."""
    before = _assisted.set(True)
    try:
        yield
    finally:
        _assisted.reset(before)


def is_assisted() -> bool:
    """Whether what is recorded now is noted as done by staff in the place of somebody."""
    return _assisted.get()


def record(
    act: str,
    subject: str,
    *,
    actor: object | None = None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    reason: str = "",
) -> None:
    """Note that `actor` did `act` ("certificate.revoked") to `subject` ("certificate:12").

    The entry belongs to the transaction of the act: both are there or neither is. After commit it gets its place in the
    chain, and one line of JSON goes to the logger `ocop_shop.audit`.

    `before` and `after` hold the values that changed; `reason` is the ground given. `actor` is a user or None for the
    system; only its key is kept. Names of people, addresses and telephone numbers do not belong here: an entry cannot
    be deleted.
    """
    if _assisted.get():
        after = {**(after or {}), "assisted": True}
    said = {
        "act": storable(act),
        "subject": storable(subject),
        "actor": getattr(actor, "pk", None),
        "before": storable(before or {}),
        "after": storable(after or {}),
        "reason": storable(str(reason)),
    }
    at = clock.now()
    with transaction.atomic(savepoint=False):
        entry = apps.get_model("ocop_audit", "Entry").objects.create(at=at, **said)
        apps.get_model("ocop_audit", "Waiting").objects.create(entry=entry)
        seal_after_commit(json.dumps({"at": at.isoformat(), **said}, ensure_ascii=False))


def history(subject: str) -> QuerySet[Any]:
    """The entries about `subject` ("certificate:12"), newest first."""
    entries: QuerySet[Any] = apps.get_model("ocop_audit", "Entry").objects.filter(subject=subject).order_by("-pk")
    return entries
