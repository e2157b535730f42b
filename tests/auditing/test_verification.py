"""Following the chain in the database: a forger who has taken the triggers away is found."""

import pytest
from django.db import connection

from ocop_shop.auditing import actions as audit
from ocop_shop.auditing import chain, sealing, verification
from ocop_shop.auditing.chain import Broken, Why
from ocop_shop.auditing.models import Entry, Seal, Waiting
from ocop_shop.auditing.verification import Verdict, verify

pytestmark = pytest.mark.django_db


@pytest.fixture
def first(committed):
    """The position of the first of five entries "thing:1" … "thing:5"."""
    start, _hash = sealing.head()
    with committed():
        for number in range(1, 6):
            audit.record("thing.done", f"thing:{number}", after={"stars": 4})
    return start + 1


@pytest.fixture
def noted(first):
    """The head as an auditor noted it."""
    return sealing.head()


def remade(from_position):
    """What a forger with all rights does: every seal from a position on is made anew."""
    links = list(verification.links())
    kept, changed = links[: from_position - 1], links[from_position - 1 :]
    previous = kept[-1].hash if kept else chain.GENESIS
    for link in chain.linked([link.facts for link in changed], from_position - 1, previous):
        Seal.objects.filter(position=link.position).update(previous=link.previous, hash=link.hash)


def test_a_log_that_was_left_alone_is_whole(first, noted):
    sealed = Seal.objects.count()
    assert verify() == verify(noted) == Verdict(sealed, sealed, 0, noted[0], noted[1], ())


def test_an_empty_log_is_whole(empty_tables):
    assert verify() == Verdict(0, 0, 0, 0, chain.GENESIS, ())


def test_an_entry_without_a_seal_is_counted_and_breaks_nothing(first):
    audit.record("thing.done", "thing:6")
    verdict = verify()
    assert (verdict.entries - verdict.sealed, verdict.unsealed, verdict.whole) == (1, 1, True)


@pytest.mark.parametrize(
    "change", [{"act": "thing.undone"}, {"actor": 7}, {"after": {"stars": 5}}, {"reason": "x"}, {"subject": "thing:9"}]
)
def test_an_entry_that_was_changed_is_found(first, without_guards, change):
    without_guards()
    Entry.objects.filter(subject="thing:2").update(**change)
    assert verify().broken == (Broken(first + 1, Why.CHANGED),)


def test_a_seal_that_was_made_anew_for_a_changed_entry_is_found_at_the_next_one(first, without_guards):
    without_guards()
    entry = Entry.objects.get(subject="thing:2")
    Entry.objects.filter(pk=entry.pk).update(reason="x")
    link = list(verification.links())[first]
    Seal.objects.filter(entry=entry).update(hash=chain.hash_of(link.position, link.previous, link.facts))
    assert verify().broken == (Broken(first + 2, Why.UNLINKED),)


def test_an_entry_that_was_taken_out_is_found(first, without_guards):
    without_guards()
    entry = Entry.objects.get(subject="thing:3")
    Seal.objects.filter(entry=entry).delete()
    entry.delete()
    assert verify().broken == (Broken(first + 2, Why.MISSING),)


def test_the_last_entry_gone_with_its_seal_left_is_found(first, without_guards):
    without_guards()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM ocop_audit_entry WHERE subject = 'thing:5'")
        assert verify().broken == (Broken(first + 4, Why.MISSING),)
        cursor.execute("DELETE FROM ocop_audit_seal WHERE position = %s", [first + 4])  # or the test cannot end


def test_a_log_that_was_cut_off_is_found_by_the_head_that_was_noted(first, noted, without_guards):
    without_guards()
    for subject in ("thing:5", "thing:4"):
        Seal.objects.filter(entry__subject=subject).delete()
        Entry.objects.filter(subject=subject).delete()
    assert verify().whole
    assert verify(noted).broken == (Broken(first + 3, Why.CUT_OFF),)


def test_a_chain_that_was_made_anew_is_found_by_the_head_that_was_noted(first, noted, without_guards, committed):
    without_guards()
    Entry.objects.filter(subject="thing:2").update(reason="x")
    remade(first + 1)
    with committed():
        audit.record("thing.done", "thing:6")
    assert verify().whole
    assert verify(noted).broken == (Broken(noted[0], Why.REWRITTEN),)


def test_an_old_head_holds_while_the_log_grows(noted, committed):
    with committed():
        audit.record("thing.done", "thing:6")
    assert verify(noted).whole


def test_a_row_that_waits_though_its_entry_is_sealed_stops_nobody(first, committed):
    Waiting.objects.create(entry=Entry.objects.get(subject="thing:1"))
    with committed():
        audit.record("thing.done", "thing:6")
    assert verify() == verify(sealing.head())
    assert verify().unsealed == 0


@pytest.mark.parametrize("why", Why)
def test_every_kind_of_break_has_a_sentence(why):
    assert "5" in verification.sentence(Broken(5, why))


def test_the_walk_asks_page_by_page(first, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(verification, "PAGE", 2)
    positions = Seal.objects.count()
    with django_assert_num_queries(positions // 2 + 1):
        assert [link.position for link in verification.links()] == list(range(1, positions + 1))


def test_the_demo_shops_log_is_whole(demo_shop):
    verdict = verify()
    assert (verdict.whole, verdict.unsealed) == (True, 0)
    assert verdict.sealed > 100
