"""One entry for every act, and none for an act that was rolled back; after commit a seal and a line."""

import json
import re
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils.translation import gettext_lazy

from ocop_shop.auditing import actions as audit
from ocop_shop.auditing import chain, sealing
from ocop_shop.auditing.models import Entry, Seal, Waiting
from ocop_shop.certification.models import IssuerLevel
from ocop_shop.producers import actions as producers
from ocop_shop.producers.actions import ProducerFacts

ROOT = Path(__file__).resolve().parents[2]
transactional = pytest.mark.django_db(transaction=True)


def entries(subject="thing:1"):
    return list(Entry.objects.filter(subject=subject).order_by("pk").values_list("act", flat=True))


def unsealed():
    return list(Entry.objects.filter(seal__isnull=True).values_list("act", flat=True))


def test_an_act_leaves_one_entry_and_one_line_that_say_who_what_and_why(frozen, lines, user_factory, committed):
    frozen("2026-11-22 08:00:00")
    actor = user_factory("canbo@example.com")
    with committed():
        audit.record(
            "certificate.revoked",
            "certificate:12",
            actor=actor,
            before={"stars": 4},
            after={"effective_on": date(2026, 11, 22)},
            reason="vi phạm",
        )
    expected = {
        "at": "2026-11-22T01:00:00+00:00",
        "act": "certificate.revoked",
        "subject": "certificate:12",
        "actor": actor.pk,
        "before": {"stars": 4},
        "after": {"effective_on": "2026-11-22"},
        "reason": "vi phạm",
    }
    assert lines() == [expected]
    assert "canbo" not in json.dumps(lines())
    kept = Entry.objects.values(*expected).get(subject="certificate:12")
    assert kept == {**expected, "at": datetime(2026, 11, 22, 1, 0, tzinfo=UTC)}


def test_the_system_acts_without_a_person(db, lines, committed):
    with committed():
        audit.record("places.loaded", "places")
    assert lines()[0]["actor"] is None
    assert Entry.objects.get(subject="places").actor is None


@transactional
def test_an_act_that_is_rolled_back_leaves_nothing(lines):
    before = (Entry.objects.count(), Seal.objects.count())

    def refused():
        audit.record("certificate.granted", "certificate:1")
        raise RuntimeError

    with pytest.raises(RuntimeError), transaction.atomic():
        refused()
    assert lines() == []
    assert (Entry.objects.count(), Seal.objects.count(), Waiting.objects.count()) == (*before, 0)


@transactional
def test_an_act_outside_a_transaction_is_sealed_at_once(lines):
    audit.record("thing.done", "thing:1")
    assert (entries(), unsealed(), Waiting.objects.count()) == (["thing.done"], [], 0)
    assert [line["act"] for line in lines()] == ["thing.done"]


@transactional
def test_a_savepoint_that_is_rolled_back_takes_its_entries_and_leaves_the_others_sealed(lines):
    with transaction.atomic():
        for act, refused in [("first", True), ("second", False), ("third", True), ("fourth", False)]:
            with transaction.atomic():
                audit.record(act, "thing:1")
                transaction.set_rollback(refused)
    assert (entries(), unsealed()) == (["second", "fourth"], [])
    assert [line["act"] for line in lines()] == ["second", "fourth"]


@transactional
def test_an_act_after_one_that_was_rolled_back_is_sealed():
    with transaction.atomic():
        audit.record("refused", "thing:1")
        transaction.set_rollback(True)
    with transaction.atomic():
        audit.record("done", "thing:1")
    assert (entries(), unsealed()) == (["done"], [])


@transactional
def test_sealing_runs_once_for_a_transaction_however_much_it_recorded():
    with CaptureQueriesContext(connection) as asked, transaction.atomic():
        for number in range(300):
            audit.record("thing.done", f"thing:{number}")
    queries = [query["sql"] for query in asked.captured_queries]
    assert len([sql for sql in queries if sql.startswith("SELECT") and "ocop_audit_waiting" in sql]) == 1
    assert unsealed() == []


def test_what_was_left_behind_is_sealed_with_the_next_act_in_its_order(db, committed):
    audit.record("left behind", "thing:1")  # the process ends before the hook runs
    assert unsealed() == ["left behind"]
    with committed():
        audit.record("next", "thing:1")
    assert unsealed() == []
    assert list(Seal.objects.order_by("-position").values_list("entry__act", flat=True)[:2]) == ["next", "left behind"]


def test_more_than_one_batch_is_sealed_without_gaps(db):
    start, _hash = sealing.head()
    Entry.objects.bulk_create(
        Entry(at=datetime(2026, 11, 22, tzinfo=UTC), act="thing.done", subject="thing:1") for _number in range(1201)
    )
    Waiting.objects.bulk_create(Waiting(entry=entry) for entry in Entry.objects.filter(subject="thing:1"))
    assert sealing.seal() == 1201
    assert list(Seal.objects.filter(position__gt=start).values_list("position", flat=True)) == [
        *range(start + 1, start + 1202)
    ]
    assert (sealing.seal(), Waiting.objects.count()) == (0, 0)


@transactional
def test_an_act_stands_though_it_could_not_be_sealed(caplog):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE ocop_audit_seal RENAME TO elsewhere")
        with transaction.atomic():
            audit.record("first", "thing:1")
        cursor.execute("ALTER TABLE elsewhere RENAME TO ocop_audit_seal")
    assert (entries(), unsealed()) == (["first"], ["first"])
    assert "Error calling" in caplog.text
    audit.record("second", "thing:1")
    assert unsealed() == []


def test_the_new_end_of_the_chain_is_told_to_a_logger_of_its_own(db, caplog, committed):
    with caplog.at_level("INFO", "ocop_shop.audit"), committed():
        audit.record("thing.done", "thing:1")
        audit.record("thing.done", "thing:2")
    told = [json.loads(entry.message) for entry in caplog.records if entry.name == "ocop_shop.audit.head"]
    position, head = sealing.head()
    assert told == [{"position": position, "hash": head}]


def test_a_seal_is_made_of_what_the_database_gives_back(db, frozen, committed):
    frozen(datetime(2026, 11, 22, 1, 2, 3, 456789, tzinfo=UTC))
    before = {
        "z": [1, {"ê": None, "a": True}],
        "fraction": 0.1,
        "whole": -(10**30),
        "score": Decimal("82.50"),
        "at": datetime(2026, 11, 22, 8, tzinfo=UTC),
        "level": IssuerLevel.PROVINCE,
        "label": gettext_lazy("Places"),
        "odd": "a\x00b\ud800c\u2028\U0001f34c",
        5: {"b", "a"},
    }
    with committed():
        audit.record("thing.done", "thing:1", before=before, reason="dòng 1\r\ndòng 2\x00")
    entry = Entry.objects.select_related("seal").get(subject="thing:1")
    assert entry.before == {
        "z": [1, {"ê": None, "a": True}],
        "fraction": "0.1",
        "whole": -(10**30),
        "score": "82.50",
        "at": "2026-11-22T08:00:00+00:00",
        "level": "province",
        "label": str(gettext_lazy("Places")),
        "odd": "a\ufffdb\ufffdc\u2028\U0001f34c",
        "5": ["a", "b"],
    }
    assert entry.reason == "dòng 1\r\ndòng 2\ufffd"
    facts = chain.Facts(*(getattr(entry, name) for name in sealing.FACTS))
    assert chain.hash_of(entry.seal.position, entry.seal.previous, facts) == entry.seal.hash


def test_a_row_of_a_table_is_kept_by_its_key_and_not_by_its_name(db, user_factory):
    user = user_factory("canbo@example.com")
    audit.record("thing.done", "thing:1", after={"owner": user})
    assert Entry.objects.get(subject="thing:1").after == {"owner": user.pk}


def test_a_producers_name_is_not_in_the_log(db):
    producer = producers.register(ProducerFacts(kind="household", name="Hộ kinh doanh Nguyễn Văn An"))
    entry = Entry.objects.get(subject=f"producer:{producer.pk}")
    assert (entry.act, entry.before, entry.after, entry.reason) == (
        "producer.registered",
        {},
        {"kind": "household"},
        "",
    )


def test_the_history_of_a_subject_begins_with_the_newest(db):
    for act in ("granted", "extended"):
        audit.record(act, "certificate:12")
    audit.record("granted", "certificate:1")
    assert [entry.act for entry in audit.history("certificate:12")] == ["extended", "granted"]


def test_every_kind_of_subject_is_documented():
    """The page on the log names what is recorded; acts of one family share a row."""
    page = (ROOT / "docs" / "reference" / "audit-log.md").read_text(encoding="utf-8")
    modules = (path.read_text(encoding="utf-8") for path in (ROOT / "ocop_shop").rglob("*.py"))
    families = {family for text in modules for family in re.findall(r'audit\.record\(\s*f?"([a-z_]+)\.', text)}
    assert {family for family in families if f"`{family}." not in page} == set()
    assert {"certificate", "producer", "order", "places"} <= families
