"""Many acts at once, each on a connection of its own: one chain without gaps."""

from functools import partial
from threading import Barrier

import pytest
from django.db import transaction

from ocop_shop.auditing import actions as audit
from ocop_shop.auditing import sealing
from ocop_shop.auditing.models import Entry, Seal, Waiting
from ocop_shop.auditing.verification import verify
from ocop_shop.core import clock
from tests import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]

THREADS = 20
ACTS = 5


def together(act, threads=THREADS):
    """`act(number)` in many threads at the same moment."""
    at_once.together(*[partial(act, number) for number in range(threads)])


def test_acts_at_the_same_time_make_one_chain_without_gaps():
    before, _hash = sealing.head()

    def acts(number):
        for turn in range(ACTS):
            with transaction.atomic():
                audit.record("thing.done", f"thing:{number}", after={"turn": turn})
                audit.record("thing.seen", f"thing:{number}", after={"turn": turn})

    together(acts)
    total = before + THREADS * ACTS * 2
    assert list(Seal.objects.order_by("position").values_list("position", flat=True)) == list(range(1, total + 1))
    verdict = verify()
    assert (verdict.broken, verdict.unsealed, Waiting.objects.count()) == ((), 0, 0)
    assert Entry.objects.filter(subject="thing:7").count() == ACTS * 2


def test_an_entry_that_is_committed_late_is_sealed_late_and_leaves_no_gap():
    """Its key is smaller than that of an entry which was sealed before it."""
    began, finished = Barrier(2), Barrier(2)

    def acts(number):
        if number == 0:
            with transaction.atomic():
                audit.record("slow", "thing:1")
                began.wait(timeout=30)
                finished.wait(timeout=30)
        else:
            began.wait(timeout=30)
            audit.record("quick", "thing:1")
            finished.wait(timeout=30)

    together(acts, threads=2)
    order = Seal.objects.filter(entry__subject="thing:1").order_by("position")
    assert list(order.values_list("entry__act", flat=True)) == ["quick", "slow"]
    assert verify().broken == ()


def test_sealers_at_once_seal_everything_once():
    acts = [Entry(at=clock.now(), act="thing.done", subject=f"thing:{number}") for number in range(1500)]
    with transaction.atomic():
        Entry.objects.bulk_create(acts)
        Waiting.objects.bulk_create(Waiting(entry=entry) for entry in acts)
    together(lambda _number: sealing.seal(), threads=4)
    verdict = verify()
    assert (verdict.broken, verdict.unsealed, Waiting.objects.count()) == ((), 0, 0)
