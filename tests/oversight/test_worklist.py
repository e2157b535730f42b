"""Certificates that end: the calendar, the work list, who was called, and the clock of 15 days."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from ocop_shop.auditing import actions as audit
from ocop_shop.auditing.models import Entry
from ocop_shop.certification import actions as register
from ocop_shop.certification import rules, terms
from ocop_shop.core import clock
from ocop_shop.oversight import expiries, worklist
from ocop_shop.oversight.exceptions import OversightError
from ocop_shop.oversight.models import Contact
from ocop_shop.oversight.rights import Right
from ocop_shop.oversight.worklist_forms import WorkListForm
from ocop_shop.test.factories import make_certificate, make_place
from tests.oversight.officers import COMMUNE, ELSEWHERE, HERE, ROLES, certified, officer, visitor

pytestmark = [pytest.mark.django_db, pytest.mark.pages]

TODAY = date(2026, 11, 22)
CALENDAR, LIST = "/cms/ocop/calendar/", "/cms/ocop/calendar/list/"
CALL = {"channel": "phone", "outcome": "will_file", "note": "Gọi lại", "again_on": "30/11/2026"}
_made = iter(range(10_000))


@pytest.fixture(autouse=True)
def _today(frozen):
    frozen("2026-11-22 09:00:00")


def ending(days: int, *, province: str = HERE, stars: int = 4, **facts: Any) -> Any:
    """A certificate whose last day lies `days` after today."""
    number, last = next(_made), TODAY + timedelta(days=days)
    names = {"product": f"Hàng {number}", "producer": f"HTX {number}"}
    issued_on = last - timedelta(days=1090)
    return certified(**names, province=province, stars=stars, issued_on=issued_on, expires_on=last, **facts)


def listed(user: Any, **asked: Any) -> list[int]:
    rows = WorkListForm(asked, user=user).narrowed(expiries.ending(user, on=TODAY), TODAY)
    return [row.pk for row in rows]


# --- the calendar ---------------------------------------------------------------------------------------------------


def test_the_calendar_counts_what_is_in_force_by_month_star_and_province():
    ending(10, stars=4)
    ending(40, stars=4)
    ending(41, stars=5, province=ELSEWHERE)
    ending(-10)  # has ended
    ending(600)  # later than the calendar shows
    register.revoke(ending(12), ground="d", effective_on=TODAY)
    found = expiries.calendar(officer("central"))
    assert [(month.key, month.total) for month in found.months if month.total] == [("2026-12", 1), ("2027-01", 2)]
    assert found.months[2].by_star == {3: 0, 4: 1, 5: 1}
    assert [(place.code, total) for place, total, _stars in found.provinces] == [(HERE, 2), (ELSEWHERE, 1)]
    assert (found.total, found.by_star, len(found.months)) == (3, {4: 2, 5: 1}, 18)


def test_an_extension_moves_the_end_in_the_calendar():
    certificate = ending(10)
    register.extend(certificate, until=certificate.expires_on + timedelta(days=90))
    found = expiries.calendar(officer("central"))
    assert [month.key for month in found.months if month.total] == ["2027-03"]


def test_what_ends_on_the_last_and_first_day_of_a_month_stands_in_its_month():
    december = (date(2026, 12, 31) - TODAY).days
    ending(december)
    ending(december + 1)
    found = expiries.calendar(officer("central"))
    assert [(month.key, month.total) for month in found.months if month.total] == [("2026-12", 1), ("2027-01", 1)]


def test_the_calendar_is_narrowed_by_province_and_star():
    ending(10, stars=4)
    ending(10, stars=5)
    ending(10, province=ELSEWHERE)
    here = make_place(HERE).pk
    user = officer("central")
    assert expiries.calendar(user, province=here).total == 2
    assert expiries.calendar(user, province=here, stars=5).total == 1


@pytest.mark.parametrize(
    ("role", "place", "total"), [("central", HERE, 2), ("province", HERE, 1), ("auditor", HERE, 2)]
)
def test_the_calendar_shows_ones_own_places(role, place, total):
    ending(10)
    ending(10, province=ELSEWHERE)
    assert expiries.calendar(officer(role, place)).total == total


# --- the work list --------------------------------------------------------------------------------------------------


def test_the_phases_of_the_list_are_those_of_the_law_on_every_day():
    in_force = rules.rule_set_on(TODAY)
    made = {days: ending(days).pk for days in (-1, 0, 1, 119, 120, 121, 179, 180, 181, 400)}
    user = officer("central")
    for phase in terms.Phase:
        wanted = {
            pk for days, pk in made.items() if terms.phase(TODAY + timedelta(days=days), TODAY, in_force) is phase
        }
        assert set(listed(user, phase=phase.value)) == wanted, phase


def test_what_ends_next_comes_first_and_what_has_ended_last():
    later, ended, next_ = ending(100), ending(-5), ending(3)
    assert listed(officer("central")) == [next_.pk, later.pk, ended.pk]


def test_what_ended_a_year_ago_or_was_revoked_or_replaced_is_not_in_the_list():
    ending(-370)
    register.revoke(ending(10), ground="d", effective_on=TODAY)
    old = ending(50)
    new = make_certificate(old.product, issued_on=date(2026, 11, 1), stars=4)
    suspended = ending(60)
    register.suspend(suspended, effective_on=date(2026, 11, 1))
    assert set(listed(officer("central"))) == {new.pk, suspended.pk}


def test_the_list_is_narrowed_by_month_star_and_province():
    wanted = ending(40, stars=5)
    ending(40, stars=4)
    ending(80, stars=5)
    ending(40, stars=5, province=ELSEWHERE)
    asked = {"month": "2027-01", "stars": "5", "province": str(make_place(HERE).pk)}
    assert listed(officer("central"), **asked) == [wanted.pk]


def test_the_list_is_narrowed_by_officer_outcome_and_next_try():
    called, not_reached, untouched = ending(10), ending(11), ending(12)
    first, second = officer("central"), officer("central")
    worklist.record_contact(called, channel="phone", outcome="not_reached", actor=second)
    worklist.record_contact(called, channel="phone", outcome="will_file", again_on=TODAY, actor=first)
    worklist.record_contact(
        not_reached, channel="email", outcome="not_reached", again_on=TODAY + timedelta(1), actor=second
    )
    assert listed(first, officer=str(first.pk)) == [called.pk]
    assert listed(first, officer=str(second.pk)) == [not_reached.pk]
    assert listed(first, outcome="not_reached") == [not_reached.pk]
    assert listed(first, outcome=worklist.NOBODY_YET) == [untouched.pk]
    assert listed(first, due="on") == [called.pk]


@pytest.mark.parametrize(
    "asked",
    [{"month": "2027-13"}, {"month": "x"}, {"province": "0"}, {"stars": "6"}, {"phase": "x"}, {"officer": "-1"}],
)
def test_a_filter_that_does_not_exist_narrows_nothing(asked):
    certificate = ending(10)
    assert listed(officer("central"), **asked) == [certificate.pk]


def test_a_row_says_whom_to_call_and_what_was_done():
    user, certificate = officer("province"), ending(150)
    producer = certificate.product.ocop_provenance.producer
    producer.phone = "0912 345 678"
    producer.save()
    register.file_renewal(certificate, effective_on=TODAY)
    worklist.record_contact(certificate, channel="phone", outcome="has_filed", again_on=TODAY, actor=user)
    rows = worklist.with_last_contacts(expiries.ending(user)).select_related("product__ocop_provenance__producer")
    (item,) = worklist.items(list(rows))
    assert (item.days_left, item.phase, item.producer.phone) == (150, terms.Phase.OPEN, "0912 345 678")
    assert (item.filed_on, item.contact.outcome, item.contact.actor, item.is_due) == (TODAY, "has_filed", user, True)


# --- recording a contact --------------------------------------------------------------------------------------------


def test_a_contact_is_recorded_once_and_audited_without_what_was_said():
    user, certificate = officer("province"), ending(10)
    told = {"channel": "phone", "outcome": "needs_help", "note": "Bà Tư bận", "again_on": date(2026, 11, 30)}
    first = worklist.record_contact(certificate, **told, actor=user)
    assert worklist.record_contact(certificate, **told, actor=user) == first
    assert Contact.objects.count() == 1
    entry = audit.history(f"certificate:{certificate.pk}").get(act="contact.recorded")
    assert (entry.actor, entry.after["outcome"]) == (user.pk, "needs_help")
    assert "Bà Tư" not in str(entry.after) + entry.reason


def test_the_same_call_an_hour_later_is_another_one(frozen):
    user, certificate = officer("province"), ending(10)
    for moment in ("2026-11-22 09:00:00", "2026-11-22 10:00:00"):
        frozen(moment)
        worklist.record_contact(certificate, channel="phone", outcome="not_reached", actor=user)
    assert Contact.objects.count() == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"channel": "pigeon"},
        {"outcome": "maybe"},
        {"again_on": TODAY - timedelta(days=1)},
        {"note": "x" * 2001},
    ],
)
def test_a_contact_that_says_nothing_is_refused(wrong):
    told = {"channel": "phone", "outcome": "will_file"} | wrong
    with pytest.raises(OversightError):
        worklist.record_contact(ending(10), **told)
    assert Contact.objects.count() == 0


def test_a_contact_is_recorded_on_its_page_and_leads_back_to_the_list():
    certificate = ending(150)
    client = visitor("province here")
    back = f"{LIST}?phase=open"
    assert client.get(f"{CALENDAR}contact/{certificate.pk}/", {"next": back}).status_code == 200
    answer = client.post(f"{CALENDAR}contact/{certificate.pk}/", CALL | {"next": back})
    assert (answer.status_code, answer["Location"]) == (302, back)
    contact = Contact.objects.get()
    assert (contact.outcome, contact.again_on, clock.day_of(contact.at)) == ("will_file", date(2026, 11, 30), TODAY)


def test_a_contact_never_leads_to_another_house():
    certificate = ending(150)
    answer = visitor("province here").post(
        f"{CALENDAR}contact/{certificate.pk}/", CALL | {"next": "https://evil.example/"}
    )
    assert answer["Location"] == LIST


@pytest.mark.parametrize("wrong", [{"outcome": ""}, {"again_on": "21/11/2026"}, {"again_on": "soon"}, {"channel": "x"}])
def test_what_is_wrong_with_a_contact_is_said_and_nothing_recorded(wrong):
    certificate = ending(150)
    page = visitor("province here").post(f"{CALENDAR}contact/{certificate.pk}/", CALL | wrong)
    assert (page.status_code, bool(page.context["form"].errors)) == (200, True)
    assert Contact.objects.count() == 0


# --- the clock of 15 days -------------------------------------------------------------------------------------------


def test_a_concluded_violation_is_to_be_revoked_15_days_later():
    certificate = ending(200)
    register.conclude(certificate, ground="d", effective_on=date(2026, 11, 10))
    (due,) = worklist.due_revocations(officer("province"))
    assert (due.certificate, due.ground, due.since) == (certificate, "d", date(2026, 11, 10))
    assert (due.due_on, due.days_left, due.is_late) == (date(2026, 11, 25), 3, False)


@pytest.mark.parametrize(("concluded", "late"), [(date(2026, 11, 7), False), (date(2026, 11, 6), True)])
def test_the_fifteenth_day_is_not_late_and_the_sixteenth_is(concluded, late):
    register.conclude(ending(200), ground="d", effective_on=concluded)
    (due,) = worklist.due_revocations(officer("province"))
    assert due.is_late is late


def test_a_stop_of_production_runs_from_the_day_on_which_it_was_confirmed():
    register.cease(ending(200), effective_on=date(2026, 10, 1))
    (due,) = worklist.due_revocations(officer("province"))
    assert (due.since, due.due_on) == (TODAY, date(2026, 12, 7))


def test_what_is_revoked_reinstated_over_or_taken_back_waits_no_longer():
    revoked, made_again, over, mistaken = ending(200), ending(201), ending(-3), ending(202)
    register.conclude(revoked, ground="d", effective_on=date(2026, 11, 1))
    register.revoke(revoked, ground="d", effective_on=date(2026, 11, 5))
    register.cease(made_again, effective_on=date(2026, 10, 1))
    register.reinstate(made_again, effective_on=date(2026, 11, 1))
    register.conclude(over, ground="d", effective_on=date(2026, 11, 1))
    event = register.conclude(mistaken, ground="d", effective_on=date(2026, 11, 1))
    register.strike(event, reason="nhầm sản phẩm")
    assert worklist.due_revocations(officer("central")) == []


def test_the_clock_shows_ones_own_places():
    register.conclude(ending(200, province=ELSEWHERE), ground="d", effective_on=date(2026, 11, 10))
    assert worklist.due_revocations(officer("province", HERE)) == []
    assert len(worklist.due_revocations(officer("province", ELSEWHERE))) == 1


# --- the file -------------------------------------------------------------------------------------------------------


def test_the_list_as_a_file_begins_no_formula():
    certificate = certified("=cmd|'/c calc'!A1", "+HTX", issued_on=TODAY - timedelta(days=1000), stars=4)
    worklist.record_contact(
        certificate, channel="phone", outcome="will_file", note="@SUM(A1)", actor=officer("central")
    )
    client = visitor("province here")
    sent = b"".join(client.get(f"{LIST}csv/").streaming_content).decode("utf-8-sig")
    _head, row = list(csv.reader(StringIO(sent)))
    assert (row[3], row[7], row[13]) == ("'=cmd|'/c calc'!A1", "'+HTX", "'@SUM(A1)")
    assert row[0] == f"{certificate.expires_on:%d/%m/%Y}"
    book = load_workbook(BytesIO(client.get(f"{LIST}xlsx/").content))
    cells = list(book.active.iter_rows(values_only=True))[1]
    assert (cells[3], cells[0].date(), cells[4]) == ("'=cmd|'/c calc'!A1", certificate.expires_on, 4)
    assert [e.after["format"] for e in Entry.objects.filter(act="worklist.exported").order_by("pk")] == ["csv", "xlsx"]


def test_the_file_holds_what_the_list_was_narrowed_to():
    ending(10)
    wanted = ending(150)
    sent = b"".join(visitor("central").get(f"{LIST}csv/", {"phase": "open"}).streaming_content).decode()
    assert [row[5] for row in csv.reader(StringIO(sent))][1:] == [wanted.code]


def test_there_are_two_kinds_of_file():
    assert visitor("central").get(f"{LIST}pdf/").status_code == 404


# --- who gets in ----------------------------------------------------------------------------------------------------

READS = dict.fromkeys(ROLES, 200) | {"anonymous": 302, "customer": 302, "editor": 302}
CALLS = READS | {"auditor": 403}
ONE = CALLS | {"province elsewhere": 404}


@pytest.mark.parametrize("who", ROLES)
def test_who_sees_the_calendar_and_the_list(who):
    ending(10)
    client = visitor(who)
    assert [client.get(address).status_code for address in (CALENDAR, LIST)] == [READS[who]] * 2


@pytest.mark.parametrize("who", ROLES)
def test_who_takes_the_list_away(who):
    ending(10)
    client = visitor(who)
    assert [client.get(f"{LIST}{form}/").status_code for form in ("csv", "xlsx")] == [CALLS[who]] * 2


@pytest.mark.parametrize("who", ROLES)
def test_who_records_a_contact_about_which_product(who):
    product = certified("Hàng xã", "HTX xã", issued_on=date(2026, 5, 25)).product
    provenance = product.ocop_provenance
    provenance.province, provenance.commune = make_place(HERE), make_place(COMMUNE, level="commune")
    provenance.save()
    certificate = product.ocop_certificates.get()
    client = visitor(who)
    assert client.get(f"{CALENDAR}contact/{certificate.pk}/").status_code == ONE[who]
    answer = client.post(f"{CALENDAR}contact/{certificate.pk}/", CALL)
    allowed = ONE[who] == 200
    assert answer.status_code == (302 if allowed else ONE[who])
    assert Contact.objects.count() == allowed


def test_only_who_calls_is_shown_the_telephone():
    certificate = ending(10)
    producer = certificate.product.ocop_provenance.producer
    producer.phone = "0912 345 678"
    producer.save()
    seen = {who: "0912 345 678" in visitor(who).get(LIST).content.decode() for who in ("province here", "auditor")}
    assert seen == {"province here": True, "auditor": False}


# --- how often the database is asked ---------------------------------------------------------------------------------


@pytest.mark.parametrize("address", [CALENDAR, LIST])
def test_many_rows_ask_as_often_as_one(address):
    user = officer("province")
    client = visitor(user)
    counts = []
    for _time in range(2):
        for days in (10, 40, 150, 200):
            certificate = ending(days)
            register.conclude(certificate, ground="d", effective_on=date(2026, 11, 10))
            worklist.record_contact(certificate, channel="phone", outcome="will_file", actor=user)
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 30


def test_rows_that_may_be_called_are_those_of_the_remit():
    certificate = ending(10)
    assert list(expiries.ending(officer("auditor"), Right.CONTACT)) == []
    assert list(expiries.ending(officer("province"), Right.CONTACT)) == [certificate]
