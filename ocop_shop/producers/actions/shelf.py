"""Keeping a product off the shelf, and letting it back: what the law does not let this shop sell."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import transaction

from ocop_shop.auditing import actions as audit
from ocop_shop.core import clock, text
from ocop_shop.producers.abstract_models import OffReason
from ocop_shop.producers.exceptions import NothingSaid

MOST_NOTE = 300
_COLUMNS = ("kept_off", "kept_off_note", "kept_off_at", "kept_off_by")


@transaction.atomic
def keep_off(product: Any, reason: str, note: str = "", *, actor: Any = None) -> bool:
    """Let nobody buy `product` (of a variant: the product with all its variants) for a reason of `OffReason`.

    `note` is public. Raises `NothingSaid` for "other" without a note. False when it stood so already.
    """
    reason, note = OffReason(reason).value, text.clean(note)[:MOST_NOTE].rstrip()
    if reason == OffReason.OTHER and not says_something(note):
        raise NothingSaid
    kept = _locked(product, make=True)
    if (kept.kept_off, kept.kept_off_note) == (reason, note):
        return False
    _write(product, kept, (reason, note, clock.now(), actor), "provenance.kept_off", actor)
    return True


@transaction.atomic
def let_back(product: Any, *, actor: Any = None) -> bool:
    """Let `product` be bought again, as far as its product set allows. False when nobody kept it off."""
    kept = _locked(product, make=False)
    if kept is None or not kept.kept_off:
        return False
    _write(product, kept, ("", "", None, None), "provenance.let_back", actor)
    return True


def says_something(note: str) -> bool:
    """Whether there is a word in it."""
    return any(map(str.isalnum, note))


def _locked(product: Any, *, make: bool) -> Any:
    """The provenance of `product`, or of what it is a variant of, locked."""
    key = product.parent_id or product.pk
    rows = apps.get_model("ocop_producers", "Provenance").objects
    if make:
        rows.get_or_create(product_id=key)
    return rows.select_for_update().filter(product=key).first()


def _write(product: Any, kept: Any, values: tuple[Any, ...], act: str, actor: Any) -> None:
    before = {"kept_off": kept.kept_off, "note": kept.kept_off_note}
    for name, value in zip(_COLUMNS, values, strict=True):
        setattr(kept, name, value)
    kept.save(update_fields=_COLUMNS)
    after = {"kept_off": kept.kept_off, "note": kept.kept_off_note}
    audit.record(act, f"product:{kept.product_id}", actor=actor, before=before, after=after)
    for known in (product, product.parent if product.parent_id else None):
        if known is not None:
            known._state.fields_cache.pop("ocop_provenance", None)  # what is at hand says what is true
