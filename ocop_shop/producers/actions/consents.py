"""Agreeing that something of a profile may be shown, and taking that back. Taking it back waits for nobody."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from ocop_shop.auditing import actions as audit
from ocop_shop.core import clock
from ocop_shop.core.afterwards import after_commit
from ocop_shop.producers.profile_values import CONSENTS

from .membership import locked


@transaction.atomic
def withdraw(producer: Any, what: str, *, actor: Any = None) -> bool:
    """Show `what` ("phone", "person:12") no longer, from this moment; False when it was not shown.

    The picture of a person is deleted: who does not agree is not kept where the web server can hand it out.
    """
    kept = locked(producer)
    kind, _colon, key = what.partition(":")
    if kind == "person":
        return _withdraw_person(kept, int(key), actor)
    if kind not in CONSENTS or not getattr(kept, f"publish_{kind}"):
        return False
    setattr(kept, f"publish_{kind}", False)
    kept.save(update_fields=[f"publish_{kind}"])
    note(kept, kind, given=False, actor=actor)
    return True


def note(producer: Any, what: str, *, given: bool, actor: Any) -> None:
    """Add to the history who agreed to what, or took it back, and when. Belongs into the transaction of the change."""
    producer.consents.create(what=what, given=given, at=clock.now(), by=actor)
    act = "producer.consent_given" if given else "producer.consent_withdrawn"
    audit.record(act, f"producer:{producer.pk}", actor=actor, after={"what": what})


def drop_file(row: Any, name: str) -> None:
    """Delete the file in the field `name` of `row` once this is committed, unless another row shows it too."""
    file = getattr(row, name)
    if not file or type(row).objects.filter(**{name: file.name}).exclude(pk=row.pk).exists():
        return
    after_commit(file.storage.delete, file.name)


def _withdraw_person(producer: Any, key: int, actor: Any) -> bool:
    person = producer.people.filter(pk=key, consent=True).first()
    if person is None:
        return False
    drop_file(person, "picture")
    person.consent, person.consent_at, person.picture = False, None, ""
    person.save(update_fields=["consent", "consent_at", "picture"])
    type(producer).objects.filter(pk=producer.pk).update(changed_at=clock.now())
    note(producer, f"person:{key}", given=False, actor=actor)
    return True
