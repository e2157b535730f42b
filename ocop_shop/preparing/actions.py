"""A producer writes down what it has for the next assessment. Atomic, audited, safe to repeat.

Who may is asked by the caller; whose product it is, and what may be answered, is asked here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.files.base import ContentFile
from django.db import transaction

from ocop_shop.auditing import actions as audit
from ocop_shop.certification.criteria import Sheet
from ocop_shop.core import clock
from ocop_shop.core.afterwards import after_commit

from . import reading
from .abstract_models import LONGEST_NOTE
from .exceptions import NoCriteria, NotOwn, SavedMeanwhile


@dataclass(frozen=True)
class Entry:
    """What is to stand at a criterion or paper: the answer, whether it is at hand, a note.

    `paper` takes the place of the file that is there; `drop` takes the file off.
    """

    code: str
    chosen: int | None = None
    is_done: bool = False
    note: str = ""
    paper: ContentFile[bytes] | None = None
    paper_title: str = ""
    drop: bool = False


@transaction.atomic
def save(producer: Any, product: Any, entries: Iterable[Entry], *, version: int, actor: Any) -> Any:
    """Write `entries` into the preparation of `product` under the rules in force; returns it. Others stay as they are.

    `version` is that of the form. Raises `SavedMeanwhile` where somebody has saved since, `NotOwn` and `NoCriteria`;
    nothing is written then. What stands there already changes nothing and leaves no record.
    """
    kept_product = _locked(producer, product)
    standing = reading.preparation_of(producer, kept_product)
    if standing is None:
        raise NoCriteria
    listed = list(entries)
    _check(standing.sheet, {paper.code for paper in standing.papers}, listed)
    rows = apps.get_model("ocop_preparing", "Preparation").objects
    kept, _made = rows.get_or_create(producer=producer, product=kept_product, decision=standing.rules.decision)
    changed = [entry for entry in listed if _differs(standing.items.get(entry.code), entry)]
    if not changed:
        return kept
    if version != kept.version:
        raise SavedMeanwhile
    for entry in changed:
        _write(kept, standing.items.get(entry.code), entry, actor)
    kept.version += 1
    kept.changed_at = clock.now()
    kept.save(update_fields=["version", "changed_at"])
    # The codes alone: what was written is the producer's own business.
    codes = sorted(entry.code for entry in changed)
    audit.record("preparation.saved", f"preparation:{kept.pk}", actor=actor, after={"items": codes})
    return kept


def _locked(producer: Any, product: Any) -> Any:
    """The product, which serves as the lock: two who save for it go one after the other."""
    products = apps.get_model("catalogue", "Product").objects
    products.select_for_update(no_key=True).filter(pk=product.pk).first()
    found = reading.product_of(producer, product.pk)
    if found is None:
        raise NotOwn
    return found


def _check(sheet: Sheet, papers: set[str], entries: list[Entry]) -> None:
    known = {one.code: one for one in sheet.criteria}
    for entry in entries:
        criterion = known.get(entry.code)
        if criterion is None and entry.code not in papers:
            raise NoCriteria
        if entry.chosen is not None and (criterion is None or (entry.chosen and not criterion.option(entry.chosen))):
            raise NoCriteria
        if len(entry.note) > LONGEST_NOTE:
            raise NoCriteria


def _differs(item: Any | None, entry: Entry) -> bool:
    if entry.paper is not None or (entry.drop and item is not None and item.file):
        return True
    now = (item.chosen, item.is_done, item.note) if item else (None, False, "")
    return now != (entry.chosen, entry.is_done, entry.note)


def _write(kept: Any, item: Any | None, entry: Entry, actor: Any) -> None:
    row = item or kept.items.model(preparation=kept, code=entry.code)
    row.chosen, row.is_done, row.note, row.changed_by = entry.chosen, entry.is_done, entry.note, actor
    if row.file and (entry.drop or entry.paper is not None):
        after_commit(row.file.storage.delete, row.file.name)
        row.file, row.file_title = "", ""
    if entry.paper is not None:
        row.file.save(entry.paper.name, entry.paper, save=False)
        row.file_title = entry.paper_title[:120]
    row.save()
