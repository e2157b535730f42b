"""Rewriting a profile: all of it in one transaction, or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.files.base import File
from django.db import transaction

from ocop_shop.auditing import actions as audit
from ocop_shop.core import clock
from ocop_shop.producers import story
from ocop_shop.producers.profile_values import CONSENTS, PLAIN, current

from . import profile_rows
from .consents import note
from .membership import locked


@transaction.atomic
def rewrite(
    producer: Any,
    values: Mapping[str, Any],
    *,
    base: Mapping[str, Any],
    files: Mapping[str, File[bytes]] | None = None,
    actor: Any = None,
) -> Any:
    """Publish `values` (see `profile_values`) as the profile of `producer`; what they do not name stays as it is.

    `base` is what stood there when they were begun: a consent that was taken back since is not given anew by them.
    `files` are the pictures that the values name "file:…". Returns the producer as it stands.
    """
    kept = locked(producer)
    names = profile_rows.write_pictures(kept, values, files or {})
    _write_plain(kept, values)
    if "story" in values:
        kept.story_parts = story.with_pictures(story.cleaned(values["story"]), names)
    _write_consents(kept, values, base, actor)
    kept.save()
    profile_rows.write_lists(kept, values)
    profile_rows.write_people(kept, values, base, files or {}, actor)
    type(kept).objects.filter(pk=kept.pk).update(changed_at=clock.now())
    audit.record("producer.profile_rewritten", f"producer:{kept.pk}", actor=actor, after={"fields": sorted(values)})
    return kept


def _write_plain(kept: Any, values: Mapping[str, Any]) -> None:
    for name in (*PLAIN, "since"):
        if name in values:
            setattr(kept, name, values[name])
    if "address" in values:
        kept.address_as_printed = values["address"]
    if "province" in values or "commune" in values:
        told = {**current(kept, ("province", "commune")), **values}
        kept.province, kept.commune = profile_rows.places_of(told)


def _write_consents(kept: Any, values: Mapping[str, Any], base: Mapping[str, Any], actor: Any) -> None:
    for what in CONSENTS:
        name = f"publish_{what}"
        if name not in values:
            continue
        stands = getattr(kept, name)
        agreed = bool(values[name]) and (stands or not base.get(name))
        if agreed != stands:
            setattr(kept, name, agreed)
            note(kept, what, given=agreed, actor=actor)
