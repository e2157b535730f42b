"""Reminders: on their days, once, in Vietnamese, to the maker and to the officers of the place, and never twice."""

from __future__ import annotations

import io
import json
import re
from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.utils import translation

from ocop_shop.auditing.models import Entry
from ocop_shop.certification import actions, rules
from ocop_shop.certification.actions import Facts
from ocop_shop.core import clock
from ocop_shop.oversight import reminder_words
from ocop_shop.oversight.actions import entrust
from ocop_shop.oversight.models import Reminder
from ocop_shop.oversight.reminder_schedule import due_on
from ocop_shop.oversight.reminders import Result, planned, remind, reminders_for
from ocop_shop.regions.models import Place
from ocop_shop.test.factories import make_certificate, make_place, make_producer, make_product, make_user
from tests.at_once import together
from tests.certification import made_up

pytestmark = pytest.mark.django_db

ISSUED = date(2026, 6, 1)
END = date(2029, 6, 1)
STEPS = [210, 180, 150, 130, 121, 0]
COMMUNE = "29308"  # of today's Vĩnh Long


@pytest.fixture
def maker():
    return make_producer("Hợp tác xã Dừa Xanh", province="86", commune=COMMUNE, email="dua-xanh@example.com")


@pytest.fixture
def certificate(maker):
    product = make_product("Mật hoa dừa", producer=maker)
    return make_certificate(product, stars=4, number="1693/QĐ-UBND", issued_on=ISSUED, producer_name=maker.name)


@pytest.fixture
def run_on(frozen):
    """Run on a day, at eight in the morning; what was sent."""

    def run(day):
        frozen(f"{day} 08:00")
        before = len(mail.outbox)
        remind()
        return mail.outbox[before:]

    return run


@pytest.fixture
def officer():
    user = make_user("can-bo@example.com")
    entrust(user, "province", place=make_place("86"))
    return user


def before(days):
    return END - timedelta(days=days)


def addresses(messages):
    return [address for message in messages for address in message.to]


class Failing(EmailBackend):
    """A mail server that is down for some addresses, or for all."""

    down_for = ""

    def send_messages(self, messages):
        for message in messages:
            if self.down_for in message.to[0]:
                raise ConnectionRefusedError(f"no way to {message.to[0]}")
        return super().send_messages(messages)


@pytest.fixture
def mail_is_down(settings, monkeypatch):
    """`mail_is_down(True)`, `mail_is_down(False)`, `mail_is_down("an@example.com")`."""

    def switch(down):
        settings.EMAIL_BACKEND = (
            "django.core.mail.backends.locmem.EmailBackend" if down is False else f"{__name__}.Failing"
        )
        monkeypatch.setattr(Failing, "down_for", down if isinstance(down, str) else "")

    return switch


# --- the days ---------------------------------------------------------------------------------------------------------


def test_who_runs_it_daily_reminds_on_the_six_days_and_on_no_other(certificate, run_on):
    days = [before(number) for number in range(215, -36, -1)]
    assert [day for day in days if run_on(day)] == [before(step) for step in STEPS]
    assert list(Reminder.objects.order_by("pk").values_list("days_before", flat=True)) == STEPS


@pytest.mark.parametrize("days", STEPS)
def test_a_first_run_on_the_day_reminds_of_that_day(certificate, run_on, days):
    [message] = run_on(before(days))
    assert message.to == ["dua-xanh@example.com"]
    assert list(Reminder.objects.values_list("expires_on", "days_before")) == [(END, days)]


def test_before_the_first_day_nobody_is_reminded(certificate, run_on):
    assert run_on(before(211)) == []


def test_after_missed_days_only_the_newest_is_sent(certificate, run_on):
    assert len(run_on(before(140))) == 1
    assert list(Reminder.objects.values_list("days_before", flat=True)) == [150]
    assert run_on(before(131)) == []


def test_the_last_reminder_may_be_a_month_late_and_no_later(certificate, run_on):
    assert run_on(END + timedelta(days=31)) == []
    [message] = run_on(END + timedelta(days=30))
    assert "01/06/2029" in message.subject


def test_the_days_come_from_the_rules_in_force(maker, monkeypatch):
    """A decision to come, which nobody has signed, has 24 months and reminds 100 and 31 days before the end."""
    monkeypatch.setattr(rules, "packaged", made_up.law)
    later = make_certificate(make_product(producer=maker), stars=4, issued_on=date(2030, 6, 1), issuer_level="region")
    end = date(2032, 6, 1)
    assert later.expires_on == end
    found = {days: [due.days_before for due in due_on(end - timedelta(days=days))] for days in (101, 100, 32, 31, 0)}
    assert found == {101: [], 100: [100], 32: [100], 31: [31], 0: [0]}


# --- of which certificates --------------------------------------------------------------------------------------------


def due_keys(day):
    return [due.certificate.pk for due in due_on(day)]


def test_what_holds_no_star_is_not_reminded_of(maker):
    def one():
        return make_certificate(make_product(producer=maker), stars=3, issued_on=ISSUED)

    revoked, suspended, ceased, struck, renewed = one(), one(), one(), one(), one()
    actions.revoke(revoked, ground="b", effective_on=date(2026, 9, 1))
    actions.suspend(suspended, effective_on=date(2026, 9, 1))
    actions.cease(ceased, effective_on=date(2026, 9, 1))
    actions.strike(struck.events.get(), reason="nhầm")
    make_certificate(renewed.product, stars=4, issued_on=date(2028, 10, 1))
    make_certificate(make_product(producer=maker), issued_on=ISSUED, evidence="C")
    assert due_keys(before(150)) == []
    actions.reinstate(suspended, effective_on=date(2027, 1, 1))
    assert due_keys(before(150)) == [suspended.pk]


def test_a_suspension_to_come_or_a_revocation_to_come_ends_the_reminding(certificate):
    actions.suspend(certificate, effective_on=before(10))
    assert due_keys(before(150)) == []


def test_a_corrected_end_is_reminded_of_anew(certificate, run_on):
    assert len(run_on(before(150))) == 1
    actions.correct(certificate, Facts(expires_on=date(2029, 5, 25)), reason="đọc nhầm")
    assert len(run_on(before(149))) == 1
    assert list(Reminder.objects.order_by("pk").values_list("expires_on", "days_before")) == [
        (END, 150),
        (date(2029, 5, 25), 150),
    ]


def test_of_an_extension_only_its_last_day_is_reminded_of(certificate, run_on):
    until = END + timedelta(days=180)
    run_on(END - timedelta(days=100))
    actions.extend(certificate, until=until)
    sent = [day for number in range(-20, 181) if run_on(day := END + timedelta(days=number))]
    assert sent == [until]
    assert "28/11/2029" in mail.outbox[-1].subject


def test_whoever_has_filed_is_left_in_peace(certificate, officer, run_on):
    assert addresses(run_on(before(180))) == ["dua-xanh@example.com", "can-bo@example.com"]
    filed = actions.file_renewal(certificate, effective_on=before(170))
    [digest] = run_on(before(150))
    assert digest.to == ["can-bo@example.com"]
    assert "13/12/2028" in digest.body
    actions.strike(filed, reason="nhầm sản phẩm")
    assert addresses(run_on(before(130))) == ["dua-xanh@example.com", "can-bo@example.com"]


def test_a_newer_certificate_that_begins_later_is_told_to_staff_alone(certificate, officer, run_on):
    make_certificate(certificate.product, stars=4, issued_on=before(100), kind="again")
    [digest] = run_on(before(121))
    assert digest.to == ["can-bo@example.com"]
    assert f"{before(100):%d/%m/%Y}" in digest.body
    assert run_on(before(100)) == []


def test_what_was_renewed_after_a_gap_is_not_reminded_of_late(certificate, run_on):
    make_certificate(certificate.product, stars=4, issued_on=END + timedelta(days=5))
    assert run_on(END + timedelta(days=6)) == []


# --- to whom ----------------------------------------------------------------------------------------------------------


def test_officers_of_the_place_get_one_digest_of_all_that_ends(maker, officer, run_on):
    for number in range(3):
        make_certificate(make_product(f"Kẹo dừa {number}", producer=maker), stars=3, issued_on=ISSUED)
    elsewhere = make_producer(province="51", email="noi-khac@example.com")
    make_certificate(make_product("Tỏi Lý Sơn", producer=elsewhere), stars=3, issued_on=ISSUED)
    sent = run_on(before(150))
    [digest] = [message for message in sent if message.to == ["can-bo@example.com"]]
    assert [name for name in ("Kẹo dừa 0", "Kẹo dừa 1", "Kẹo dừa 2", "Tỏi Lý Sơn") if name in digest.body] == [
        "Kẹo dừa 0",
        "Kẹo dừa 1",
        "Kẹo dừa 2",
    ]
    assert Reminder.objects.filter(recipient=f"user:{officer.pk}").count() == 3


def test_a_commune_hears_of_its_own_and_the_central_office_of_all(certificate, run_on):
    for email, role, place in (
        ("xa@example.com", "commune", make_place(COMMUNE, level="commune")),
        ("xa-khac@example.com", "commune", Place.objects.in_force().communes().exclude(code=COMMUNE).first()),
        ("trung-uong@example.com", "central", None),
        ("kiem-toan@example.com", "auditor", None),
    ):
        entrust(make_user(email), role, place=place)
    assert addresses(run_on(before(150))) == ["dua-xanh@example.com", "xa@example.com", "trung-uong@example.com"]


def test_an_officer_who_left_or_has_no_address_gets_nothing(certificate, officer, run_on):
    officer.is_active = False
    officer.save()
    nowhere = make_user()
    nowhere.email = ""
    nowhere.save()
    entrust(nowhere, "central")
    assert addresses(run_on(before(150))) == ["dua-xanh@example.com"]


def test_a_maker_without_an_address_is_reminded_once_there_is_one(certificate, officer, maker, run_on):
    maker.email = ""
    maker.save()
    assert addresses(run_on(before(150))) == ["can-bo@example.com"]
    with translation.override("en"):
        assert "please call" in reminder_words.of_the_producer(next(due_on(before(150))))
    row = Reminder.objects.get(recipient=f"producer:{maker.pk}")
    assert (row.sent_at, row.failure) == (None, "")
    maker.email = "moi@example.com"
    maker.save()
    assert addresses(run_on(before(149))) == ["moi@example.com"]


def test_one_letter_tells_a_maker_of_all_that_ends_on_one_day(certificate, maker, run_on):
    make_certificate(make_product("Đường dừa", producer=maker), stars=3, number="1693/QĐ-UBND", issued_on=ISSUED)
    other = make_certificate(make_product("Dấm dừa", producer=maker), stars=3, issued_on=date(2026, 6, 2))
    first, second = run_on(before(121) + timedelta(days=1))
    assert [name for name in ("Mật hoa dừa", "Đường dừa", "Dấm dừa") if name in first.body] == [
        "Mật hoa dừa",
        "Đường dừa",
    ]
    assert "Dấm dừa" in second.body
    assert other.code in second.body
    assert Reminder.objects.filter(recipient=f"producer:{maker.pk}").count() == 3


def test_nobody_reads_of_somebody_else(certificate, maker, run_on):
    maker.phone, maker.representative = "0900000000", "Bà Ví Dụ"
    maker.save()
    other = make_producer("Cơ sở Khác", province="86", email="khac@example.com", phone="0911111111")
    make_certificate(make_product("Bánh khác", producer=other), stars=3, issued_on=ISSUED)
    entrust(make_user("can-bo@example.com"), "province", place=make_place("86"))
    sent = run_on(before(150))
    assert len(sent) == 3
    for message in sent:
        assert len(message.to) == 1
        assert not message.cc
        assert not message.bcc
        assert not re.search(r"0900000000|0911111111|Bà Ví Dụ", message.body)
    for message in sent[:2]:
        assert ("Cơ sở Khác" in message.body) is (message.to == ["khac@example.com"])
        assert "@" not in message.body


# --- what it says -----------------------------------------------------------------------------------------------------


EARLY = "The dossier for re-evaluation can be filed from 03/12/2028 to 01/02/2029 (26/2026/QĐ-TTg art. 7.6.a)."
OPEN = (
    "The dossier for re-evaluation can be filed now: the window opened on 03/12/2028 and closes on 01/02/2029 "
    "(26/2026/QĐ-TTg art. 7.6.a)."
)
CLOSED = (
    "The window for filing the dossier for re-evaluation has closed: it ran from 03/12/2028 to 01/02/2029 "
    "(26/2026/QĐ-TTg art. 7.6.a)."
)


def words(day):
    """The sentences of the one reminder due on `day`, in English."""
    with translation.override("en"):
        due = next(due_on(day))
        parts = ("ending", "filing", "place_of_filing", "transition", "after")
        return {part: getattr(reminder_words, part)(due) for part in parts}


@pytest.mark.parametrize(
    ("days", "ending", "filing"),
    [
        (210, "The certificate ends on 01/06/2029; days left: 210.", EARLY),
        (181, "The certificate ends on 01/06/2029; days left: 181.", EARLY),
        (180, "The certificate ends on 01/06/2029; days left: 180.", OPEN),
        (121, "The certificate ends on 01/06/2029; days left: 121.", OPEN),
        (120, "The certificate ends on 01/06/2029; days left: 120.", OPEN),
        (119, "The certificate ends on 01/06/2029; days left: 119.", CLOSED),
        (0, "The certificate ends today, 01/06/2029.", CLOSED),
        (-3, "The certificate has ended; its last day was 01/06/2029.", CLOSED),
    ],
)
def test_it_says_when_it_ends_and_when_one_can_file(certificate, days, ending, filing):
    said = words(before(days))
    assert (said["ending"], said["filing"]) == (ending, filing)


def test_until_the_window_closes_it_says_where_to_file_and_how_long_the_answer_takes(certificate):
    commune = make_place(COMMUNE, level="commune")
    named = f"the People's Committee of {commune.kind} {commune.name}"
    for days in (210, 180, 121, 120):
        assert words(before(days))["place_of_filing"] == (
            f"File it with {named} (26/2026/QĐ-TTg art. 7.2). "
            "The result is due within 45 days of the complete dossier (26/2026/QĐ-TTg art. 7.6.g)."
        )


def test_after_the_window_it_says_whom_to_ask(certificate):
    commune = make_place(COMMUNE, level="commune")
    for days in (119, 0, -1):
        assert words(before(days))["place_of_filing"] == (
            f"Ask the People's Committee of {commune.kind} {commune.name} or the office in charge of OCOP of "
            "tỉnh Vĩnh Long what is possible now."
        )


def test_without_a_known_commune_it_names_none():
    make_certificate(make_product(producer=make_producer(province="")), issued_on=ISSUED)
    said = words(before(0))["place_of_filing"]
    assert "your commune" in said
    assert "your province" in said


def test_it_says_what_happens_otherwise(certificate):
    assert "at midnight after 01/06/2029" in words(before(150))["after"]
    assert "no longer shown" in words(before(-1))["after"]


@pytest.mark.parametrize(
    ("issued", "mentioned"), [(date(2023, 9, 18), True), (date(2023, 9, 19), False), (ISSUED, False)]
)
def test_the_extension_is_mentioned_only_where_the_window_closed_before_the_decision(maker, issued, mentioned):
    """120 days before 18/09/2026 was 21/05/2026, the day before the decision came into force."""
    certificate = make_certificate(make_product(producer=maker), stars=4, issued_on=issued)
    said = words(certificate.expires_on - timedelta(days=100))["transition"]
    assert bool(said) is mentioned
    if mentioned:
        assert "17/03/2027" in said
        assert "26/2026/QĐ-TTg art. 12.3" in said


def test_an_extended_certificate_is_spoken_of_as_such(certificate):
    actions.extend(certificate, until=END + timedelta(days=90))
    said = words(END + timedelta(days=90))
    assert said["ending"] == "The extension ends today, 30/08/2029."
    assert words(END + timedelta(days=95))["ending"] == "The extension has ended; its last day was 30/08/2029."
    assert (said["filing"], said["transition"]) == ("", "")
    assert "how far the re-evaluation is" in said["place_of_filing"]


def test_the_letter_is_plain_and_has_all_the_facts(certificate, maker, run_on, settings):
    [letter] = run_on(before(121))
    assert letter.subject.splitlines() == [letter.subject]
    assert "Mật hoa dừa" in letter.subject
    commune = make_place(COMMUNE, level="commune")
    facts = (
        maker.name,
        "Mật hoa dừa",
        "1693/QĐ-UBND",
        "01/06/2029",
        "121",
        "03/12/2028",
        "01/02/2029",
        certificate.code,
    )
    for fact in (*facts, f"{commune.kind} {commune.name}", "7.6.a", "7.2", settings.OSCAR_SHOP_NAME):
        assert fact in letter.body, fact
    assert letter.from_email == settings.OSCAR_FROM_EMAIL
    assert letter.content_subtype == "plain"
    assert letter.message()["Auto-Submitted"] == "auto-generated"
    assert not getattr(letter, "alternatives", [])


def test_letters_are_in_vietnamese_whatever_language_the_run_speaks(certificate, officer, run_on):
    with translation.override("en"):
        letters = run_on(before(150))
        assert translation.get_language() == "en"
    with translation.override("vi"):
        dues = list(due_on(before(150)))
        wanted = [reminder_words.to_producer(dues), reminder_words.to_officer(dues)]
    assert [(letter.subject, letter.body) for letter in letters] == [(one.subject, one.body) for one in wanted]
    assert all("Quyết định" in letter.body for letter in letters)


def test_names_are_neither_markup_nor_headers(maker, run_on):
    product = make_product('Bánh <b>"A&B"</b>\r\nBcc: x@example.com', producer=maker)
    make_certificate(product, issued_on=ISSUED)
    [letter] = run_on(before(150))
    assert 'Bánh <b>"A&B"</b>' in letter.body
    assert 'Bánh <b>"A&B"</b> Bcc: x@example.com' in letter.subject
    assert letter.recipients() == ["dua-xanh@example.com"]


# --- once -------------------------------------------------------------------------------------------------------------


def test_running_again_sends_nothing(certificate, officer, run_on):
    assert len(run_on(before(150))) == 2
    rows = list(Reminder.objects.order_by("pk").values())
    assert run_on(before(150)) == []
    assert list(Reminder.objects.order_by("pk").values()) == rows


def test_what_was_not_sent_is_tried_again_by_the_next_run(certificate, officer, run_on, mail_is_down):
    mail_is_down("dua-xanh@example.com")
    assert addresses(run_on(before(150))) == ["can-bo@example.com"]
    failed = Reminder.objects.get(recipient__startswith="producer")
    assert (failed.sent_at, failed.taken_at, failed.failure) == (None, None, "ConnectionRefusedError")
    mail_is_down(False)
    assert addresses(run_on(before(149))) == ["dua-xanh@example.com"]
    failed.refresh_from_db()
    assert (failed.sent_at, failed.failure) == (clock.now(), "")
    assert run_on(before(148)) == []


def test_a_failed_reminder_gives_way_to_a_newer_one(certificate, run_on, mail_is_down):
    mail_is_down(True)
    run_on(before(150))
    mail_is_down(False)
    assert len(run_on(before(130))) == 1
    assert list(Reminder.objects.filter(sent_at__isnull=False).values_list("days_before", flat=True)) == [130]


def test_what_a_dead_run_had_taken_is_free_again_after_an_hour(certificate, frozen, run_on):
    run_on(before(150))
    Reminder.objects.update(sent_at=None, taken_at=clock.now())
    mail.outbox.clear()
    frozen(f"{before(150)} 09:00")
    assert [message.result for message in remind().messages] == [Result.TAKEN]
    frozen(f"{before(150)} 09:01")
    assert [message.result for message in remind().messages] == [Result.SENT]
    assert len(mail.outbox) == 1


def test_each_reminder_is_in_the_audit_log_without_an_address(certificate, officer, run_on):
    run_on(before(150))
    entries = Entry.objects.filter(act="reminder.sent").order_by("pk")
    rows = {row.recipient: row.pk for row in Reminder.objects.all()}
    assert [(entry.subject, entry.after) for entry in entries] == [
        (
            f"certificate:{certificate.pk}",
            {"reminder": rows[recipient], "recipient": recipient, "ends_on": "2029-06-01", "days_before": 150},
        )
        for recipient in (f"producer:{certificate.product.ocop_provenance.producer_id}", f"user:{officer.pk}")
    ]
    run_on(before(150))
    assert entries.count() == 2


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_several_runs_at_once_send_nothing_twice(frozen):
    frozen(f"{before(150)} 08:00")
    maker = make_producer(province="86", email="dua-xanh@example.com")
    for number in range(12):
        product = make_product(f"Hàng {number}", producer=maker)
        make_certificate(product, issued_on=ISSUED, expires_on=END - timedelta(days=number))
    entrust(make_user("can-bo@example.com"), "province", place=make_place("86"))
    reports = together(*[remind] * 4)
    assert sum(report.count(Result.SENT) for report in reports) == len(mail.outbox)
    for number in range(12):
        for address in ("dua-xanh@example.com", "can-bo@example.com"):
            told = [m for m in mail.outbox if m.to == [address] and re.search(rf"Hàng {number}\b", m.body)]
            assert len(told) == 1, (number, address)
    assert Reminder.objects.filter(sent_at__isnull=False, taken_at__isnull=True).count() == 24
    assert Entry.objects.filter(act="reminder.sent").count() == 24


def test_many_certificates_need_few_queries(maker, django_assert_max_num_queries):
    for _number in range(30):
        make_certificate(make_product(producer=maker), issued_on=ISSUED)
    with django_assert_max_num_queries(8):
        assert len(planned(before(150)).messages[0].dues) == 30


# --- for the producer's desk ------------------------------------------------------------------------------------------


def test_a_producer_finds_the_latest_reminder_of_each_certificate(certificate, maker, run_on, assert_queries):
    make_certificate(make_product("Dấm dừa", producer=maker), issued_on=ISSUED, expires_on=date(2029, 5, 1))
    make_certificate(make_product("Của người khác", producer=make_producer()), issued_on=ISSUED)
    run_on(before(210))
    run_on(before(150))
    with translation.override("en"), assert_queries(6):
        notices = reminders_for(maker, before(149))
    assert [(notice.certificate.product_name, notice.ends_on, notice.reminded_on) for notice in notices] == [
        ("Dấm dừa", date(2029, 5, 1), before(150)),
        ("Mật hoa dừa", END, before(150)),
    ]
    assert notices[1].sentence.startswith("The certificate ends on 01/06/2029; days left: 149. The dossier")


def test_the_notice_stands_without_an_address_and_goes_when_it_is_settled(certificate, maker, run_on):
    maker.email = ""
    maker.save()
    assert reminders_for(maker, before(180)) == []
    run_on(before(180))
    assert len(reminders_for(maker)) == 1
    actions.file_renewal(certificate, effective_on=before(175))
    assert reminders_for(maker, before(175)) == []


def test_a_notice_goes_when_the_star_is_taken_away(certificate, maker, run_on):
    run_on(before(180))
    actions.revoke(certificate, ground="b", effective_on=before(179))
    assert reminders_for(maker, before(179)) == []


# --- the command ------------------------------------------------------------------------------------------------------


def told(*arguments):
    out = io.StringIO()
    with translation.override("en"):
        call_command("ocop_remind", *arguments, stdout=out)
    return out.getvalue()


def test_a_dry_run_writes_and_sends_nothing(certificate, officer, maker, frozen):
    frozen(f"{before(150)} 08:00")
    entries = Entry.objects.count()
    answer = json.loads(told("--dry-run", "--format", "json"))
    listed = [{"certificate": certificate.pk, "ends_on": "2029-06-01", "days_before": 150}]
    assert answer == {
        "on": f"{before(150)}",
        "dry_run": True,
        "messages": [
            {"recipient": f"producer:{maker.pk}", "result": "planned", "certificates": listed},
            {"recipient": f"user:{officer.pk}", "result": "planned", "certificates": listed},
        ],
    }
    assert "nothing was written or sent" in told("--dry-run")
    assert (mail.outbox, Reminder.objects.count(), Entry.objects.count()) == ([], 0, entries)


def test_a_dry_run_may_look_at_another_day(certificate, frozen):
    frozen("2026-11-22 08:00")
    assert json.loads(told("--dry-run", "--format", "json"))["messages"] == []
    answer = json.loads(told("--dry-run", "--on", "2029-06-01", "--format", "json"))
    assert [row["certificates"][0]["days_before"] for row in answer["messages"]] == [0]


@pytest.mark.parametrize("arguments", [("--on", "2029-06-01"), ("--dry-run", "--on", "1/6/2029")])
def test_a_day_is_for_dry_runs_and_must_be_one(certificate, arguments):
    with pytest.raises(CommandError):
        told(*arguments)
    assert (mail.outbox, Reminder.objects.count()) == ([], 0)


def test_the_command_says_what_it_did(certificate, maker, frozen):
    frozen(f"{before(150)} 08:00")
    assert told().splitlines() == [
        f"producer:{maker.pk} sent: {certificate.code} (150)",
        "Sent: 1, not sent: 0, without an address: 0.",
    ]
    assert told() == "Sent: 0, not sent: 0, without an address: 0.\n"


def test_the_command_fails_when_something_was_not_sent(certificate, officer, frozen, mail_is_down):
    frozen(f"{before(150)} 08:00")
    mail_is_down("dua-xanh@example.com")
    with pytest.raises(CommandError, match="Not sent: 1"):
        told()
    assert addresses(mail.outbox) == ["can-bo@example.com"]
