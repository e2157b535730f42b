"""Making ranges of offers that follow a rule: atomic, audited, safe to repeat."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from oscar.core.loading import get_model

from ocop_shop.auditing import actions as audit
from ocop_shop.core import locking, text

_LENGTH = 128


@transaction.atomic
def follow(name: str, path: str, *, actor: Any = None) -> tuple[Any, bool]:
    """The range whose products the class at `path` chooses (`ranges.path_of`), and whether it was made now.

    There is one for each rule. Where `name` is another range's, a number stands behind it.
    """
    locking.one_at_a_time("ranges")
    ranges = get_model("offer", "Range").objects
    known = ranges.filter(proxy_class=path).first()
    if known:
        return known, False
    wanted = text.clean(name)[: _LENGTH - 6]
    taken = set(ranges.filter(name__startswith=wanted).values_list("name", flat=True))
    made = ranges.create(name=text.free(wanted, taken), proxy_class=path)
    audit.record("range.followed", f"range:{made.pk}", actor=actor, after={"rule": path.rsplit(".", 1)[-1]})
    return made, True
