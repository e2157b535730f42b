"""Taking a consent back at once, though a draft that still carries it may be open or wait for a decision."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import transaction

from ocop_shop.producers import actions as producers
from ocop_shop.producers import entries

from .actions.writing import locked, touch
from .profile import subject_for


@transaction.atomic
def withdraw(producer: Any, what: str, *, actor: Any = None) -> bool:
    """Show `what` ("phone", "person:12") no longer, from this moment, and take it out of the open draft.

    False when it was not shown. Whoever decides on the draft meanwhile has to look at it again.
    """
    rows = apps.get_model("ocop_proposals", "Proposal").objects.open()
    found = rows.filter(subject=subject_for(producer)).first()
    kept = locked(found) if found else None
    done = producers.withdraw(producer, what, actor=actor)
    if kept is not None and kept.is_open and _taken_out(kept, what):
        touch(kept, actor, "proposal.consent_withdrawn", what=what)
    return done


def _taken_out(kept: Any, what: str) -> bool:
    """Take a consent out of values and base, so that it can be given anew by somebody who means it."""
    before = (kept.values, kept.base)
    kept.values, kept.base = (_without(values, what) for values in before)
    return (kept.values, kept.base) != before


def _without(values: dict[str, Any], what: str) -> dict[str, Any]:
    kind, _colon, key = what.partition(":")
    if kind != "person":
        name = f"publish_{kind}"
        return {**values, name: False} if values.get(name) else values
    person = entries.found(values.get("people", ()), f"row-{key}")
    if person is None or not person["consent"]:
        return values
    return {**values, "people": entries.put(values["people"], {**person, "consent": False, "picture": ""})}
