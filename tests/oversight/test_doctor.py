"""The doctor: silent over a sound register, and one finding for each thing that somebody breaks past the actions."""

from __future__ import annotations

import io
import json
import re
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from decimal import Decimal
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from hypothesis import given
from oscar.core.loading import get_model

from ocop_shop.auditing import actions as audit
from ocop_shop.auditing import sealing
from ocop_shop.auditing.models import Entry
from ocop_shop.certification import actions
from ocop_shop.certification.actions import DecisionFacts, Facts, Scoring
from ocop_shop.certification.exceptions import RegisterError
from ocop_shop.certification.models import Certificate, CertificateEvent, Decision, Evaluation, Standing
from ocop_shop.core import clock
from ocop_shop.discovery import freshness, vocabulary
from ocop_shop.discovery.models import Listing, ListingDay
from ocop_shop.ordering import guard as stock_guard
from ocop_shop.oversight.doctor.examination import CHECKS, examine
from ocop_shop.oversight.doctor.guards import GUARDS
from ocop_shop.oversight.doctor.snapshot import one_moment
from ocop_shop.producers.models import Producer, Provenance
from ocop_shop.regions.models import Place
from ocop_shop.test.clock import frozen as stopped
from ocop_shop.test.factories import make_certificate, make_place, make_producer, make_product
from tests.certification.test_histories import act, acts
from tests.databases import ROOT
from tests.trying import histories

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)
ISSUED = date(2026, 6, 1)
# Before the audit log of any test database began: an event of that moment needs no entry.
LONG_AGO = datetime(2026, 6, 1, 8, tzinfo=clock.VIETNAM)

events_only_added = import_module("ocop_shop.certification.migrations.0005_events_are_only_added")
one_standing = import_module("ocop_shop.certification.migrations.0002_one_standing_per_day")
append_only = import_module("ocop_shop.auditing.migrations.0002_append_only")


@pytest.fixture(autouse=True)
def _today(frozen):
    frozen("2026-11-22 10:00")


@pytest.fixture
def goods():
    """A product with a maker and a place, of which nothing is certified yet."""
    return make_product(producer=make_producer(province="86"), province="86")


@pytest.fixture
def certificate(goods):
    return make_certificate(goods, stars=4, issued_on=ISSUED)


def found(names=None, **asked):
    """What the doctor finds: check and subject. Words are learned after a commit, which a test never reaches."""
    names = names or {*CHECKS} - {"search_words"}
    return sorted((finding.check, finding.subject) for finding in examine(clock.today(), names, **asked))


def subject(certificate):
    return f"certificate:{certificate.pk}"


def product(certificate):
    return f"product:{certificate.product_id}"


def decided(number, on, level="province"):
    return DecisionFacts(number, on, "UBND tỉnh Vĩnh Long", level)


@contextmanager
def unguarded(guard):
    """Without the guard that this migration put up; afterwards it is there again."""
    take_down(guard)
    yield
    run(guard.add)


def take_down(guard):
    connection.check_constraints()  # PostgreSQL alters no table while a check waits for the commit
    run(guard.remove)


def run(change):
    with connection.cursor() as cursor:
        change(None, SimpleNamespace(connection=connection, execute=cursor.execute))


@contextmanager
def unchecked(*constraints):
    """Without these constraints on the table of events."""
    table = CertificateEvent._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = ON")
        else:
            connection.check_constraints()
            for name in constraints:
                cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        yield
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = OFF")


def smuggle(certificate, kind, effective_on, **values):
    """An event that no action would have written, from before the audit log began."""
    event = certificate.events.create(kind=kind, effective_on=effective_on, recorded_at=LONG_AGO, **values)
    if certificate.product_id:
        actions.rewrite_standing([certificate.product_id])
    return event


def smuggled_certificate(goods, first, last, stars=4, level="province", **values):
    decision = Decision.objects.create(
        number=f"{first:%d%m%y}/QĐ", issued_on=first, issuer="UBND tỉnh Vĩnh Long", issuer_level=level
    )
    facts = {"valid_from": first, "expires_on": last, "stars": stars, "evidence": "A"} | values
    made = Certificate.objects.create(
        product=goods,
        decision=decision,
        rule_set="26/2026/QĐ-TTg",
        product_name="Thử",
        recorded_at=LONG_AGO,
        **facts,
    )
    smuggle(made, "granted", first, until=last, stars=stars, evidence=facts["evidence"])
    return made


# --- a sound register -------------------------------------------------------------------------------------------------


def test_a_sound_register_has_nothing_wrong(goods):
    """Renewed before the end, upgraded, extended, suspended, revoked, corrected, struck out, perhaps five stars."""
    maker = goods.ocop_provenance.producer
    first = make_certificate(goods, stars=3, issued_on=date(2024, 1, 10), issuer_level="district", kind="first")
    actions.file_renewal(first, effective_on=date(2026, 8, 1))
    renewed = make_certificate(goods, stars=3, issued_on=date(2026, 10, 1), kind="again")
    actions.suspend(renewed, effective_on=date(2026, 10, 5))
    actions.reinstate(renewed, effective_on=date(2026, 10, 9))
    actions.correct(renewed, Facts(stars=4), reason="đọc nhầm")
    make_certificate(goods, stars=5, issued_on=date(2026, 11, 2), kind="upgrade")
    extended = make_certificate(make_product(producer=maker), stars=4, issued_on=date(2023, 10, 1))
    actions.extend(extended, until=date(2027, 3, 1))
    revoked = make_certificate(make_product(producer=maker), stars=4, issued_on=ISSUED)
    actions.conclude(revoked, ground="b", effective_on=date(2026, 9, 1))
    decision = decided("7/QĐ-UBND", date(2026, 9, 9))
    actions.revoke(revoked, ground="b", effective_on=date(2026, 9, 9), decision=decision)
    wrong = make_certificate(make_product(producer=maker), stars=4, issued_on=ISSUED)
    actions.strike(wrong.events.get(), reason="ghi nhầm")
    scored = Scoring("province", date(2026, 10, 20), "potential_5", total=Decimal("91.5"), stars=5)
    actions.record_evaluation(make_product(producer=maker), scored)
    assert found() == []


@pytest.mark.usefixtures("demo_shop")
def test_the_demo_shop_has_nothing_wrong():
    """Its days are counted back from the day of loading, which is the real one."""
    with stopped(datetime.now(clock.VIETNAM)):
        assert found() == []


@histories(25)
@given(acts)
def test_whatever_officers_do_the_doctor_finds_derivation_steps_and_log_in_order(drawn):
    goods = make_product(producer=make_producer())
    moment = max(clock.now(), Entry.objects.order_by("pk").first().at) + timedelta(days=1)
    for number, (name, *values) in enumerate(drawn):
        with stopped(moment + timedelta(days=number)):
            try:
                act(goods, name, *values)
            except RegisterError:
                continue
    held = {"unreadable", "facts_differ", "standing_differs", "unlawful_step", "unaudited", "log_differs"}
    assert found(names=held) == []


# --- one test for each check ------------------------------------------------------------------------------------------


def test_a_changed_entry_of_the_audit_log_is_found(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        audit.record("thing.done", "thing:1")
    with unguarded(append_only):
        Entry.objects.filter(subject="thing:1").update(reason="nothing of the kind")
    assert found() == [("audit_chain", f"audit:{sealing.head()[0]}")]


def test_a_head_that_was_noted_elsewhere_is_compared():
    position, head = sealing.head()
    assert found(noted=(position, head)) == []
    assert found(noted=(position + 5, head)) == [("audit_chain", f"audit:{position + 1}")]


def test_an_entry_that_nobody_will_ever_seal_is_found():
    entry = Entry.objects.create(at=clock.now(), act="thing.done", subject="thing:1")
    assert found() == [("audit_chain", f"entry:{entry.pk}")]


def test_an_event_without_an_entry_in_the_audit_log_is_found(certificate):
    since = Entry.objects.order_by("pk").first().at
    certificate.events.create(kind="filed", effective_on=TODAY, recorded_at=since + timedelta(seconds=1))
    assert found() == [("unaudited", subject(certificate))]


def test_an_event_from_before_the_audit_log_began_needs_no_entry(certificate):
    since = Entry.objects.order_by("pk").first().at
    certificate.events.create(kind="filed", effective_on=TODAY, recorded_at=since - timedelta(seconds=1))
    assert found() == []


def test_where_the_log_was_emptied_events_since_its_beginning_are_missed(certificate):
    with unguarded(append_only):
        for table in ("waiting", "seal", "entry"):
            with connection.cursor() as cursor:
                cursor.execute(f"DELETE FROM ocop_audit_{table}")
    certificate.events.create(kind="filed", effective_on=TODAY, recorded_at=datetime(2090, 1, 1, tzinfo=clock.VIETNAM))
    assert found() == [("unaudited", subject(certificate))]


def test_an_event_that_is_gone_is_missed_by_the_audit_log(certificate):
    event = actions.conclude(certificate, ground="b", effective_on=TODAY)
    with unguarded(events_only_added), connection.cursor() as cursor:
        cursor.execute("DELETE FROM ocop_certification_certificateevent WHERE id = %s", [event.pk])
    assert found() == [("log_differs", subject(certificate))]


@pytest.mark.parametrize("change", [{"effective_on": date(2026, 11, 1)}, {"kind": "filed"}], ids=["day", "kind"])
def test_an_event_that_was_changed_differs_from_the_audit_log(certificate, change):
    event = actions.conclude(certificate, ground="b", effective_on=TODAY)
    with unguarded(events_only_added):
        CertificateEvent.objects.filter(pk=event.pk).update(**change)
    assert found() == [("log_differs", subject(certificate))]


def test_a_star_written_into_the_grant_itself_is_found_though_everything_was_derived_from_it(certificate):
    with unguarded(events_only_added):
        CertificateEvent.objects.filter(certificate=certificate).update(stars=3)
    Certificate.objects.filter(pk=certificate.pk).update(stars=3)
    actions.rewrite_standing([certificate.product_id])
    assert found() == [("log_differs", subject(certificate))]


def test_a_certificate_that_says_something_else_than_its_events_is_found(certificate):
    Certificate.objects.filter(pk=certificate.pk).update(stars=5)
    assert found() == [("facts_differ", subject(certificate))]


def test_a_certificate_that_was_never_granted_is_found(certificate):
    bare = Certificate.objects.create(
        decision=certificate.decision,
        stars=4,
        valid_from=ISSUED,
        expires_on=TODAY,
        rule_set="26/2026/QĐ-TTg",
        evidence="A",
        product_name="Thử",
        recorded_at=LONG_AGO,
    )
    assert found() == [("facts_differ", subject(bare))]


def test_a_day_that_does_not_follow_from_the_events_is_found(certificate):
    Standing.objects.filter(certificate=certificate, state="valid").update(ends_on=date(2029, 5, 1))
    assert found() == [("standing_differs", product(certificate))]


def test_a_badge_without_any_certificate_is_found(certificate):
    bare = make_product(producer=make_producer())
    Standing.objects.create(product=bare, certificate=certificate, state="valid", stars=5, starts_on=ISSUED)
    # Its row is marked: the next reader makes it, of what the register says then.
    assert found() == [("standing_differs", f"product:{bare.pk}")]


def test_a_step_that_could_not_follow_is_found(certificate):
    smuggle(certificate, "reinstated", TODAY)
    assert found() == [("unlawful_step", subject(certificate))]


@pytest.mark.parametrize(
    ("kind", "day", "values"),
    [
        ("lapsed", TODAY, {}),
        ("suspended", ISSUED - timedelta(days=9), {}),
        ("granted", ISSUED, {"until": date(2029, 6, 1), "stars": 4, "evidence": "A"}),
    ],
    ids=["nothing to lapse", "before the start", "granted twice"],
)
def test_other_steps_that_could_not_follow_are_found(certificate, kind, day, values):
    smuggle(certificate, kind, day, **values)
    assert ("unlawful_step", subject(certificate)) in found()


def test_taking_back_an_event_of_another_certificate_is_found(certificate):
    other = make_certificate(make_product(producer=make_producer()), issued_on=ISSUED)
    smuggle(certificate, "struck", ISSUED, strikes=other.events.get(), reason="nhầm")
    assert found() == [("unlawful_step", subject(certificate))]


def test_an_unlawful_step_is_forgiven_when_it_is_struck_out(certificate):
    wrong = smuggle(certificate, "reinstated", TODAY)
    actions.strike(wrong, reason="ghi nhầm")
    assert found() == []


def test_a_signed_decision_without_a_number_is_found(certificate):
    Decision.objects.filter(pk=certificate.decision_id).update(number="", number_key="")
    assert found() == [("star_without_decision", subject(certificate))]


def test_a_star_of_which_neither_number_nor_body_is_known_is_found(goods):
    unnamed = DecisionFacts("", ISSUED)
    certificate = actions.grant(goods, stars=4, decision=unnamed, evidence="B1")
    assert found() == [("star_without_decision", subject(certificate))]


def test_a_report_of_a_named_body_is_enough_for_a_star(goods):
    actions.grant(goods, stars=4, decision=decided("", ISSUED), evidence="B1")
    assert found() == []


def test_a_body_that_could_not_decide_is_found(certificate):
    Decision.objects.filter(pk=certificate.decision_id).update(issuer_level="district")
    assert found() == [("wrong_body", subject(certificate))]


def test_a_district_that_decided_while_districts_could_is_right(goods):
    make_certificate(goods, stars=3, issued_on=date(2024, 5, 1), issuer_level="district")
    assert found() == []


def test_a_body_that_could_not_revoke_is_found(certificate):
    decision = decided("9/QĐ", TODAY)
    actions.revoke(certificate, ground="b", effective_on=TODAY, decision=decision)
    Decision.objects.filter(number="9/QĐ").update(issuer_level="district")
    assert found() == [("wrong_body", subject(certificate))]


def test_rules_that_did_not_hold_on_the_day_of_the_decision_are_found(certificate):
    Certificate.objects.filter(pk=certificate.pk).update(rule_set="148/QĐ-TTg")
    assert found() == [("wrong_body", subject(certificate))]


def test_earlier_rules_are_right_for_what_was_pending_when_they_changed(goods):
    make_certificate(goods, issued_on=date(2026, 7, 21), kind="first", rule_set="1489/QĐ-TTg")
    assert found() == []


def test_a_certificate_that_runs_too_long_is_found(goods):
    certificate = smuggled_certificate(goods, ISSUED, date(2029, 6, 2))
    assert found() == [("unlawful_term", subject(certificate))]


def test_an_extension_of_more_than_180_days_is_found(goods):
    certificate = make_certificate(goods, issued_on=date(2023, 10, 1))
    smuggle(certificate, "extended", date(2026, 10, 1), until=date(2027, 3, 31), ground="12.3")
    assert found() == [("unlawful_term", subject(certificate))]


def test_an_extension_of_180_days_is_right(goods):
    certificate = make_certificate(goods, issued_on=date(2023, 10, 1))
    smuggle(certificate, "extended", date(2026, 10, 1), until=date(2027, 3, 30), ground="12.3")
    assert found() == []


def test_a_place_that_ended_is_found_with_what_took_over(certificate):
    former = Place.objects.former().filter(level="province", name="Trà Vinh").get()
    Provenance.objects.filter(product=certificate.product_id).update(province=former)
    maker = Producer.objects.get()
    Producer.objects.filter(pk=maker.pk).update(province=former)
    assert found() == [("place_not_in_force", f"producer:{maker.pk}"), ("place_not_in_force", product(certificate))]
    assert all("Vĩnh Long" in finding.remedy for finding in examine(TODAY, {"place_not_in_force"}))


def test_a_place_that_has_not_begun_is_found(certificate):
    Place.objects.filter(pk=make_place("86").pk).update(valid_from=TODAY + timedelta(days=1))
    assert {check for check, _subject in found()} == {"place_not_in_force"}


def test_a_star_of_a_product_without_a_producer_is_found(certificate):
    Provenance.objects.filter(product=certificate.product_id).update(producer=None)
    assert found() == [("no_producer", product(certificate))]


def test_a_product_without_a_producer_and_without_a_star_is_left_alone():
    make_certificate(make_product(), issued_on=date(2020, 1, 1))
    assert found() == []


@pytest.mark.parametrize(
    "change",
    [
        {"stars": 5},
        {"potential_5": True},
        {"changes_on": date(2029, 6, 3)},
        {"changes_on": None},
        {"certified_on": date(2026, 6, 2)},
        {"claim_since": None},
    ],
    ids="".join,
)
def test_a_listing_row_that_disagrees_is_found(certificate, change):
    freshness.ensure_true()
    Listing.objects.filter(pk=certificate.product_id).update(**change)
    assert found() == [("listing_differs", product(certificate))]


def test_a_star_that_is_in_no_list_is_found(certificate):
    freshness.ensure_true()
    Listing.objects.filter(pk=certificate.product_id).delete()
    assert found() == [("listing_differs", product(certificate))]


def test_a_listing_that_nobody_has_read_today_is_compared_for_its_own_day(certificate, frozen):
    freshness.ensure_true()
    frozen("2029-06-02 00:00")
    assert ListingDay.objects.get().true_on == TODAY
    assert Listing.objects.get(pk=certificate.product_id).stars == 4
    assert found() == []


def test_a_row_that_the_next_reader_makes_anew_is_left_alone(certificate, frozen):
    freshness.ensure_true()
    frozen("2029-06-02 00:00")
    ListingDay.objects.update(true_on=date(2029, 6, 2))
    assert found() == []


def test_a_stage_that_does_not_follow_is_found(goods):
    scored = Scoring("province", date(2026, 3, 20), "potential_5", total=Decimal("91.5"), stars=5)
    evaluation = actions.record_evaluation(goods, scored)
    make_certificate(goods, stars=5, issued_on=ISSUED)
    Evaluation.objects.filter(pk=evaluation.pk).update(potential_until=date(2026, 6, 2))
    assert found() == [("stage", f"evaluation:{evaluation.pk}")]


def test_each_guard_that_is_gone_is_found():
    for name in GUARDS[connection.vendor]:
        with transaction.atomic():
            drop(name)
            assert found() == [("triggers", f"guard:{name}")]
            transaction.set_rollback(True)
    assert found() == []


def drop(name):
    connection.check_constraints()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"DROP TRIGGER {name}")
        elif name == "ocop_one_standing_per_day":
            cursor.execute(f"ALTER TABLE ocop_certification_standing DROP CONSTRAINT {name}")
        else:
            others = {"ocop_entries_are_only_added": apps.get_model("ocop_accounts", "Entry")._meta.db_table}
            events = name.removesuffix("_append_only") if "audit" in name else CertificateEvent._meta.db_table
            table = others.get(name, events)
            cursor.execute(f"DROP TRIGGER {name} ON {table}")


@pytest.mark.postgres
def test_a_guard_that_is_switched_off_is_found():
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {CertificateEvent._meta.db_table} DISABLE TRIGGER USER")
    assert found() == [("triggers", "guard:ocop_events_are_only_added")]


def test_a_stock_guard_that_is_gone_or_altered_is_found_and_put_back_by_migrate():
    half = f"{stock_guard.NAME}_update"
    table = get_model("partner", "StockRecord")._meta.db_table
    where = "" if connection.vendor == "sqlite" else f' ON "{table}"'
    for other in ("", f"BEFORE UPDATE ON {table}"):
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TRIGGER {half}{where}")
            if other and connection.vendor == "sqlite":
                cursor.execute(f"CREATE TRIGGER {half} {other} BEGIN SELECT 1; END")
            elif other:
                body = "BEGIN RETURN NEW; END"
                cursor.execute(f"CREATE OR REPLACE FUNCTION {half}() RETURNS trigger LANGUAGE plpgsql AS $${body}$$")
                cursor.execute(f"CREATE TRIGGER {half} {other} FOR EACH ROW EXECUTE FUNCTION {half}()")
        assert found() == [("stock_guard", f"guard:{stock_guard.NAME}")]
        call_command("migrate", verbosity=0)
        assert found() == []


# --- certificates that cannot both be right ---------------------------------------------------------------------------


def test_two_rows_that_share_a_day_are_found(certificate):
    take_down(one_standing)
    Standing.objects.filter(certificate=certificate, state="expired").update(starts_on=date(2029, 5, 1))
    checks = [check for check, _subject in found()]
    guards = sum("one_standing" in name for name in GUARDS[connection.vendor])
    assert checks == ["overlapping", "standing_differs", *["triggers"] * guards]


def test_two_decisions_of_one_day_are_found(goods):
    make_certificate(goods, stars=3, issued_on=ISSUED)
    second = make_certificate(goods, stars=4, issued_on=ISSUED)
    assert found() == [("overlapping", subject(second))]


def test_a_first_recognition_of_what_is_recognised_already_is_found(goods):
    make_certificate(goods, stars=4, issued_on=date(2026, 1, 5), kind="first")
    second = make_certificate(goods, stars=3, issued_on=ISSUED, kind="first")
    assert found() == [("overlapping", subject(second))]


def test_an_upgrade_to_no_more_stars_is_found(goods):
    make_certificate(goods, stars=4, issued_on=date(2026, 1, 5))
    second = make_certificate(goods, stars=4, issued_on=ISSUED, kind="upgrade")
    assert found() == [("overlapping", subject(second))]


@pytest.mark.parametrize(("kind", "stars"), [("again", 4), ("again", 3), ("", 3), ("upgrade", 5)])
def test_a_newer_certificate_normally_takes_over_before_the_end(goods, kind, stars):
    make_certificate(goods, stars=4, issued_on=date(2026, 1, 5))
    make_certificate(goods, stars=stars, issued_on=ISSUED, kind=kind)
    assert found() == []


def test_a_first_recognition_after_the_end_or_a_revocation_is_right(goods):
    make_certificate(goods, stars=4, issued_on=date(2022, 1, 5), kind="first")
    second = make_certificate(goods, stars=4, issued_on=date(2026, 1, 5), kind="first")
    actions.revoke(second, ground="b", effective_on=date(2026, 3, 1))
    make_certificate(goods, stars=4, issued_on=ISSUED, kind="first")
    assert found() == []


def test_of_two_certificates_the_wrong_one_is_struck_out_and_all_is_well(goods):
    make_certificate(goods, stars=3, issued_on=ISSUED)
    second = make_certificate(goods, stars=4, issued_on=ISSUED)
    actions.strike(second.events.get(), reason="của sản phẩm khác")
    assert found() == []


# --- broken data ------------------------------------------------------------------------------------------------------


def test_an_event_without_its_facts_is_reported_and_the_rest_is_examined(certificate):
    other = make_certificate(make_product(), issued_on=ISSUED)
    with unchecked("ocop_event_states_its_facts"):
        certificate.events.create(kind="corrected", effective_on=ISSUED, reason="?", recorded_at=LONG_AGO)
        assert found() == [("no_producer", product(other)), ("unreadable", subject(certificate))]


def test_an_event_of_a_kind_that_nobody_knows_is_reported(certificate):
    certificate.events.create(kind="blessed", effective_on=ISSUED, recorded_at=LONG_AGO)
    assert found() == [("unreadable", subject(certificate))]


def test_rules_that_nobody_knows_are_reported(goods):
    scored = Scoring("province", date(2026, 3, 20), "potential_5", total=Decimal("91.5"), stars=5)
    evaluation = actions.record_evaluation(goods, scored)
    Evaluation.objects.filter(pk=evaluation.pk).update(rule_set="0/1900/QĐ-TTg")
    assert found() == [("unreadable", f"product:{goods.pk}")]


def test_days_that_are_none_are_reported_with_their_product(certificate):
    """Only SQLite keeps anything in a column of days."""
    if connection.vendor != "sqlite":
        return
    make_certificate(make_product(producer=make_producer()), issued_on=ISSUED)
    with connection.cursor() as cursor:
        statement = (
            "UPDATE ocop_certification_standing SET ends_on = '2029-05-45' WHERE state = 'valid' AND product_id = %s"
        )
        cursor.execute(statement, [certificate.product_id])
    assert set(found()) == {("unreadable", product(certificate))}


# --- how it is done ---------------------------------------------------------------------------------------------------


def test_only_what_is_asked_is_examined(certificate):
    Certificate.objects.filter(pk=certificate.pk).update(stars=5)
    Provenance.objects.update(producer=None)
    assert found(names={"no_producer"}) == [("no_producer", product(certificate))]


def test_nothing_is_written(certificate):
    with CaptureQueriesContext(connection) as asked:
        found()
    assert {query["sql"].split()[0] for query in asked} <= {"SELECT", "DECLARE"}


@pytest.mark.django_db(transaction=True)
def test_while_the_doctor_looks_nothing_can_be_written():
    with pytest.raises(DatabaseError), one_moment():
        Decision.objects.create(number="1", issued_on=TODAY)
    assert Decision.objects.count() == 0
    Decision.objects.create(number="1", issued_on=TODAY)
    assert Decision.objects.count() == 1


def test_many_certificates_need_no_more_queries_than_few():
    def queries():
        with CaptureQueriesContext(connection) as asked:
            assert found() == []
        return len(asked)

    maker = make_producer()
    made = [make_certificate(make_product(producer=maker), issued_on=ISSUED) for _number in range(3)]
    few = queries()
    made += [make_certificate(make_product(producer=maker), issued_on=ISSUED) for _number in range(30)]
    actions.suspend(made[-1], effective_on=TODAY)
    assert queries() == few


# --- the command ------------------------------------------------------------------------------------------------------


def told(*arguments):
    """The output, and the error with which it ended if there was one."""
    vocabulary.rebuild()
    out = io.StringIO()
    with translation.override("en"):
        try:
            call_command("ocop_doctor", *arguments, stdout=out)
        except CommandError as error:
            return out.getvalue(), (str(error), error.returncode)
    return out.getvalue(), None


def test_the_command_says_what_is_wrong_and_what_to_do_and_ends_with_1(certificate):
    Decision.objects.filter(pk=certificate.decision_id).update(issuer_level="district")
    text, error = told()
    name = f"{certificate.code} ({certificate.product_name})"
    sentence = "This body could not decide on this star on that day. Source: 26/2026/QĐ-TTg art. 4.1."
    assert text.splitlines() == [
        f"wrong_body certificate:{certificate.pk}: {name}: {sentence}",
        "  → Compare with the decision and correct what is on record, or strike it out.",
    ]
    assert error == ("Contradictions found: 1.", 1)


def test_the_command_ends_with_0_when_nothing_is_wrong(certificate):
    assert told() == (f"No contradiction found. Checks made: {len(CHECKS)}.\n", None)


def test_the_command_speaks_json(certificate):
    Certificate.objects.filter(pk=certificate.pk).update(stars=5)
    text, error = told("--format", "json", "--check", "facts_differ", "stage")
    answer = json.loads(text)
    assert (answer["on"], answer["checks"]) == ("2026-11-22", ["facts_differ", "stage"])
    [finding] = answer["findings"]
    assert set(finding) == {"check", "subject", "sentence", "remedy"}
    assert (finding["check"], finding["subject"]) == ("facts_differ", subject(certificate))
    assert "stars" in finding["sentence"]
    assert error


def test_every_check_is_documented_in_its_order():
    page = (ROOT / "docs" / "how-to" / "keep-the-register-true.md").read_text(encoding="utf-8")
    table = page.partition("## What it looks for")[2].partition("###")[0]
    assert tuple(re.findall(r"^\| `(\w+)`", table, re.MULTILINE)) == CHECKS


def test_the_command_compares_a_head():
    position, _hash = sealing.head()
    text, error = told("--check", "audit_chain", "--head", f"{position}:{'0' * 64}")
    assert text.startswith(f"audit_chain audit:{position}: ")
    assert error


@pytest.mark.parametrize("arguments", [("--check", "health"), ("--head", "12")])
def test_what_the_command_does_not_know_is_refused(arguments):
    with pytest.raises(CommandError):
        call_command("ocop_doctor", *arguments)
