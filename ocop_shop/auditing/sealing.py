"""Sealing: what was recorded gets its place in the chain, after the act is committed and outside its transaction.

Only one sealer may work at a time, or two links would get one position. Whoever held that lock during an act would make
every other act wait for the whole of it; here it is held for some milliseconds (docs/adr, decision 8).
"""

from __future__ import annotations

import json
import logging
import threading
from typing import Any

from django.apps import apps
from django.db import transaction

from ocop_shop.core.locking import one_at_a_time

from . import chain

BATCH = 500
FACTS = ("pk", "at", "act", "subject", "actor", "before", "after", "reason")

logger = logging.getLogger("ocop_shop.audit")
head_logger = logging.getLogger("ocop_shop.audit.head")
_of_this_thread = threading.local()


class _Round:
    """What is recorded until the next sealing: its first hook seals everything, the others find it done."""

    done = False


def seal_after_commit(line: str) -> None:
    """Once this transaction is committed, write `line` to the logger and seal; sealing runs once per transaction.

    Each entry has a hook of its own, which goes when the savepoint that the entry stands in is rolled back. Hooks left
    over from a transaction that was rolled back do no harm: a round without hooks is simply taken over by the next one.
    """
    current = getattr(_of_this_thread, "round", None)
    if current is None or current.done:
        current = _of_this_thread.round = _Round()

    # A function of its own and no partial: Django asks a robust hook that failed for its `__qualname__`.
    def committed() -> None:
        logger.info(line)
        if not current.done:
            current.done = True
            seal()

    transaction.on_commit(committed, robust=True)


def seal() -> int:
    """Seal every committed entry that waits, in the order of their keys; returns how many were sealed.

    What an earlier sealing left behind, because the process ended, is sealed too. Must not run inside a transaction.
    The new end of the chain is written to the logger `ocop_shop.audit.head`.
    """
    sealed = 0
    while links := _seal_batch():
        sealed += len(links)
        head_logger.info(json.dumps({"position": links[-1].position, "hash": links[-1].hash}))
        if len(links) < BATCH:
            break
    return sealed


def _seal_batch() -> list[chain.Link]:
    entries = apps.get_model("ocop_audit", "Entry").objects
    seals = apps.get_model("ocop_audit", "Seal").objects
    queue = apps.get_model("ocop_audit", "Waiting").objects
    with transaction.atomic(durable=True):
        one_at_a_time("audit")
        # Asked by itself: joined with the entries, SQLite would read all of them to find the few that wait.
        keys = list(queue.order_by("pk").values_list("pk", flat=True)[:BATCH])
        unsealed = entries.filter(pk__in=keys, seal__isnull=True).order_by("pk")
        facts = (chain.Facts(*row) for row in unsealed.values_list(*FACTS))
        links = list(chain.linked(facts, *head()))
        seals.bulk_create(
            seals.model(entry_id=link.facts.id, position=link.position, previous=link.previous, hash=link.hash)
            for link in links
        )
        queue.filter(pk__in=keys).delete()
    return links


def head() -> tuple[int, str]:
    """Position and hash of the last link; 0 and zeros while there is none."""
    seals: Any = apps.get_model("ocop_audit", "Seal").objects
    return seals.order_by("-position").values_list("position", "hash").first() or (0, chain.GENESIS)
