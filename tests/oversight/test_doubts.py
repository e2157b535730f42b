"""A doubted badge: reported by anybody, taken by somebody, answered once, and read under a number nobody can guess."""

from __future__ import annotations

import re
from contextlib import contextmanager
from datetime import date

import pytest
from django.core import mail
from django.test import Client
from django.utils import translation

from ocop_shop.auditing import actions as audit
from ocop_shop.certification import actions as register
from ocop_shop.core import limits
from ocop_shop.oversight import doubts
from ocop_shop.oversight.actions import entrust
from ocop_shop.oversight.exceptions import OversightError
from ocop_shop.oversight.models import DoubtReport
from ocop_shop.test.factories import make_certificate, make_place, make_producer, make_product, make_user
from tests.templates.reading import read

pytestmark = pytest.mark.django_db

WORDS = "Trên bao bì ghi 5 sao.\nCửa hàng chỉ nói 4 sao."


@pytest.fixture(autouse=True)
def _today(frozen):
    frozen("2026-11-22 10:00:00")


@pytest.fixture
def certificate():
    maker = make_producer("HTX Dừa sáp", province="86")
    return make_certificate(make_product("Mật hoa dừa", producer=maker), stars=4, number="7/QĐ-UBND")


@pytest.fixture
def case(certificate):
    return doubts.report(certificate, WORDS, "0912 345 678")


@contextmanager
def refused(problem):
    """The block is refused with a sentence that says this, in English."""
    with translation.override("en"), pytest.raises(OversightError, match=re.escape(problem)):
        yield


def acts(case):
    return [entry.act for entry in audit.history(f"doubt:{case.pk}")][::-1]


# --- the steps --------------------------------------------------------------------------------------------------------


def test_a_report_opens_a_case_with_a_number_and_a_day_for_the_answer(case, certificate):
    assert re.fullmatch(r"D-[2-9B-DF-HJ-NP-TV-XZ]{8}", case.number)
    assert (case.certificate, case.text, case.contact) == (certificate, WORDS, "0912 345 678")
    assert case.due_on == date(2026, 12, 7)
    assert (case.owner, case.finding, case.answer, case.answered_at) == (None, "", "", None)


def test_the_days_for_an_answer_are_a_setting(certificate, settings):
    settings.OCOP_DOUBT_DAYS = 3
    assert doubts.report(certificate, WORDS).due_on == date(2026, 11, 25)


def test_what_was_shown_is_kept_whatever_becomes_of_the_certificate(case, certificate):
    register.revoke(certificate, ground="b", effective_on=date(2026, 11, 22))
    case.refresh_from_db()
    assert case.shown["claim"]["state"] == "valid"
    assert (case.shown["claim"]["stars"], case.shown["claim"]["holds_until"]) == (4, "2029-10-23")
    assert case.shown["certificate"]["state"] == "valid"
    assert (case.shown["product"], case.shown["code"]) == ("Mật hoa dừa", certificate.code)


def test_a_badge_can_be_doubted_whose_product_is_gone(certificate):
    certificate.product.delete()
    certificate.refresh_from_db()
    assert doubts.report(certificate, WORDS).shown["claim"] is None


@pytest.mark.parametrize("words", ["", "   ", "\n\n", "\u200b\u202e", "\x00"])
def test_a_report_without_words_is_refused(certificate, words):
    with refused("Write what is doubtful"):
        doubts.report(certificate, words)
    assert not DoubtReport.objects.exists()


def test_a_report_that_is_too_long_is_refused(certificate):
    with refused("at most 2000 characters"):
        doubts.report(certificate, "x" * 2001)
    with refused("for reaching you at most 200"):
        doubts.report(certificate, "x", "y" * 201)
    assert not DoubtReport.objects.exists()


def test_lines_are_kept_and_what_misleads_is_taken_out(certificate):
    raw = "\ufeffDòng một \t hai\r\n\r\n\r\n\r\nba\u202e\u2066\x07\x1b[31m\u200b bốn\u2028năm  "
    assert doubts.report(certificate, raw).text == "Dòng một hai\n\nba[31m bốn\nnăm"


def test_the_second_click_of_one_report_is_the_same_case(certificate, frozen):
    first = doubts.report(certificate, WORDS, "a@example.com")
    frozen("2026-11-22 10:10:00")
    assert doubts.report(certificate, f"  {WORDS} ", "a@example.com") == first
    assert acts(first) == ["doubt.reported"]


@pytest.mark.parametrize("changed", ["words", "contact", "time", "certificate"])
def test_another_report_is_another_case(certificate, frozen, changed):
    first = doubts.report(certificate, WORDS, "a@example.com")
    if changed == "time":
        frozen("2026-11-22 10:10:01")
    second = doubts.report(
        make_certificate() if changed == "certificate" else certificate,
        "Khác" if changed == "words" else WORDS,
        "" if changed == "contact" else "a@example.com",
    )
    assert second != first


def test_neither_words_nor_contact_nor_number_stand_in_the_audit_log(case):
    (entry,) = audit.history(f"doubt:{case.pk}")
    said = str(vars(entry))
    assert "5 sao" not in said
    assert "0912" not in said
    assert case.number not in said
    assert entry.after == {"certificate": case.certificate_id, "due_on": "2026-12-07"}


def test_a_case_is_taken_once_and_may_be_taken_over(case):
    first, second = make_user(), make_user()
    assert doubts.take(case, first).owner == first
    doubts.take(case, first)
    assert doubts.take(case, second).owner == second
    assert acts(case) == ["doubt.reported", "doubt.taken", "doubt.taken"]
    last = audit.history(f"doubt:{case.pk}").first()
    assert (last.before, last.after, last.actor) == ({"owner": first.pk}, {"owner": second.pk}, second.pk)


def test_an_answer_closes_the_case_and_belongs_to_who_gave_it(case, frozen):
    clerk = make_user()
    frozen("2026-11-23 09:00:00")
    answered = doubts.answer(case, "right", "Sao đúng.\nBao bì cũ.", "Ảnh bao bì", clerk)
    assert (answered.finding, answered.answer, answered.evidence) == ("right", "Sao đúng.\nBao bì cũ.", "Ảnh bao bì")
    assert (answered.owner, answered.answered_at.isoformat()) == (clerk, "2026-11-23T02:00:00+00:00")
    assert acts(case) == ["doubt.reported", "doubt.answered"]


def test_the_owner_of_a_case_stays_when_another_answers(case):
    owner = make_user()
    doubts.take(case, owner)
    assert doubts.answer(case, "right", "Đúng.", actor=make_user()).owner == owner


def test_the_same_answer_again_changes_nothing(case):
    doubts.answer(case, "right", "Đúng.")
    doubts.answer(case, "right", " Đúng. ")
    assert acts(case) == ["doubt.reported", "doubt.answered"]


@pytest.mark.parametrize(
    ("finding", "answer", "problem"),
    [
        ("right", "", "Write an answer"),
        ("right", " \n\u200b", "Write an answer"),
        ("", "Đúng.", "choose one of the findings"),
        ("nonsense", "Đúng.", "choose one of the findings"),
    ],
)
def test_an_answer_without_words_or_finding_is_refused(case, finding, answer, problem):
    with refused(problem):
        doubts.answer(case, finding, answer, actor=make_user())
    case.refresh_from_db()
    assert (case.finding, case.answer, case.answered_at, case.owner) == ("", "", None, None)
    assert acts(case) == ["doubt.reported"]


def test_an_answer_that_may_have_been_read_is_not_replaced(case):
    doubts.answer(case, "right", "Đúng.")
    with refused("the reporter may have read it"):
        doubts.answer(case, "corrected", "Sai.")
    with refused("nothing left to do"):
        doubts.take(case, make_user())
    case.refresh_from_db()
    assert (case.finding, case.answer, case.owner) == ("right", "Đúng.", None)


# --- telling the staff ------------------------------------------------------------------------------------------------


def letters(certificate, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        case = doubts.report(certificate, WORDS, "0912 345 678")
    return case, mail.outbox


def test_those_who_may_answer_in_the_place_of_the_product_are_told(certificate, django_capture_on_commit_callbacks):
    here, elsewhere, reader, centre = (make_user(f"{name}@example.com") for name in ("here", "else", "read", "centre"))
    entrust(here, "province", place=make_place("86"))
    entrust(elsewhere, "province", place=make_place("51"))
    entrust(reader, "auditor")
    entrust(centre, "central")
    case, sent = letters(certificate, django_capture_on_commit_callbacks)
    assert {address for letter in sent for address in letter.to} == {"here@example.com", "centre@example.com"}
    assert [len(letter.to) for letter in sent] == [1, 1], "nobody reads the others' addresses"
    body = sent[0].body
    assert case.number in body
    assert certificate.code in body
    assert "07/12/2026" in body
    assert "5 sao" not in body
    assert "0912" not in body


def test_a_name_with_a_line_break_makes_no_header(django_capture_on_commit_callbacks):
    entrust(make_user("centre@example.com"), "central")
    certificate = make_certificate(make_product("Mật"), product_name="Mật\nBcc: all@example.com")
    _case, sent = letters(certificate, django_capture_on_commit_callbacks)
    assert "\n" not in sent[0].subject
    assert sent[0].recipients() == ["centre@example.com"]


def test_a_mail_server_that_fails_holds_up_no_report(certificate, django_capture_on_commit_callbacks, settings, caplog):
    settings.EMAIL_BACKEND = "django.core.mail.backends.nonsense.EmailBackend"
    entrust(make_user("centre@example.com"), "central")
    case, _sent = letters(certificate, django_capture_on_commit_callbacks)
    assert DoubtReport.objects.get() == case
    assert f"The staff could not be told of case {case.pk}" in caplog.text


# --- the pages --------------------------------------------------------------------------------------------------------


def form_of(certificate, language=""):
    return f"{language}/ocop/check/{certificate.code}/doubt/"


def test_the_form_has_two_fields_and_says_what_is_doubted(client, certificate):
    answer = client.get(form_of(certificate, "/en"))
    form = read(answer.content.decode()).one("form", method="post")
    named = [field["name"] for tag in ("input", "textarea") for field in form.all(tag)]
    assert sorted(named) == ["contact", "csrfmiddlewaretoken", "words"]
    assert "within 15 days" in form.text
    assert "Mật hoa dừa" in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"


def test_a_report_leads_to_the_page_of_its_case(client, certificate):
    answer = client.post(form_of(certificate), {"words": WORDS, "contact": "a@example.com"})
    case = DoubtReport.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/ocop/case/{case.number}/")
    assert (case.text, case.contact) == (WORDS, "a@example.com")


def test_a_code_typed_in_its_own_way_is_forgiven_here_too(client, certificate):
    assert client.post(f"/ocop/check/{certificate.code.lower()}/doubt/", {"words": WORDS}).status_code == 302


def test_every_panel_of_a_badge_leads_to_the_form(client, certificate):
    page = read(client.get(certificate.product.get_absolute_url()).content.decode())
    assert page.one("section", data_ocop_certificate=True).all("a", href=form_of(certificate))


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"words": ""},
        {"words": "  \n "},
        {"words": "\u200b"},
        {"words": "a\x00b"},
        {"words": "x" * 2001},
        {"words": "x", "contact": "y" * 201},
    ],
)
def test_a_form_that_cannot_be_taken_says_why_and_writes_nothing(client, certificate, sent):
    answer = client.post(form_of(certificate, "/en"), sent)
    page = read(answer.content.decode())
    (error,) = page.all("p", class_="ocop-err")
    assert answer.status_code == 200
    assert error.text
    field = page.one(aria_invalid="true")
    assert error["id"] in field["aria-describedby"].split()
    assert page.one("title").text.startswith("Please look again")
    assert not DoubtReport.objects.exists()


def test_a_form_of_another_site_is_refused(certificate):
    answer = Client(enforce_csrf_checks=True).post(form_of(certificate), {"words": WORDS})
    assert answer.status_code == 403
    assert not DoubtReport.objects.exists()


@pytest.mark.parametrize("code", ["7KQ2MX94RB", "x", "%00"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_code_that_is_not_on_record_cannot_be_doubted(client, method, code):
    answer = getattr(client, method)(f"/ocop/check/{code}/doubt/", {"words": WORDS})
    assert answer.status_code == 404
    assert not DoubtReport.objects.exists()


def test_a_record_that_never_had_proof_cannot_be_doubted(client):
    certificate = make_certificate(evidence="C")
    assert client.post(form_of(certificate), {"words": WORDS}).status_code == 404
    assert not DoubtReport.objects.exists()


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_nothing_but_reading_and_reporting_is_understood(client, certificate, method):
    assert getattr(client, method)(form_of(certificate)).status_code == 405


def test_an_address_may_report_5_times_an_hour(client, certificate, frozen):
    for number in range(5):
        assert client.post(form_of(certificate), {"words": f"Lần {number}"}).status_code == 302
    refused = client.post(form_of(certificate, "/en"), {"words": "Lần nữa"})
    assert (refused.status_code, refused["Retry-After"]) == (429, "3600")
    assert "try again in 60 minutes" in refused.content.decode()
    assert DoubtReport.objects.count() == 5
    assert client.post(form_of(certificate), {"words": "Khác"}, REMOTE_ADDR="10.9.9.9").status_code == 302
    frozen("2026-11-22 11:00:00")
    assert client.post(form_of(certificate), {"words": "Giờ sau"}).status_code == 302


def test_all_together_may_report_200_times_an_hour(client, certificate):
    for _time in range(199):
        limits.spend(limits.Limit("doubt-all", most=200, seconds=3600))
    sent = [client.post(form_of(certificate), {"words": str(n)}, REMOTE_ADDR=f"10.9.9.{n}") for n in range(2)]
    assert [answer.status_code for answer in sent] == [302, 429]
    assert DoubtReport.objects.count() == 1


def test_a_mistake_in_the_form_does_not_count(client, certificate):
    for _time in range(9):
        client.post(form_of(certificate), {"words": ""})
    assert client.post(form_of(certificate), {"words": WORDS}).status_code == 302


def test_reporting_is_closed_while_nobody_can_count(client, certificate, monkeypatch):
    monkeypatch.setattr(limits, "_counted", lambda *_args: 1 / 0)
    answer = client.post(form_of(certificate), {"words": WORDS})
    assert (answer.status_code, answer["Retry-After"]) == (503, "300")
    assert client.get(form_of(certificate)).status_code == 200
    assert not DoubtReport.objects.exists()


def shown(client, case, language="/en"):
    answer = client.get(f"{language}/ocop/case/{case.number}/")
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    return read(answer.content.decode())


def test_the_page_of_a_case_says_when_the_answer_is_due(client, case, frozen):
    page = shown(client, case)
    assert page.one("h1").text == f"Case {case.number}: received"
    assert "The answer will stand here by 07/12/2026." in page.one("main").text
    assert page.one("meta", name="robots")["content"] == "noindex"
    frozen("2026-12-08 00:00:00")
    assert "It is late" in shown(client, case).one("main").text


def test_the_page_of_a_case_says_whether_somebody_has_taken_it(client, case):
    assert "waiting for somebody" in shown(client, case).one("main").text
    doubts.take(case, make_user())
    assert "somebody is looking into it" in shown(client, case).one("main").text


def test_the_reporter_reads_finding_and_answer_and_nobody_reads_the_rest(client, case):
    clerk = make_user("clerk@example.com", first_name="Thu Hà")
    doubts.answer(case, "corrected", "Đã sửa.\n<script>alert(1)</script>", "Bằng chứng nội bộ", clerk)
    page = shown(client, case)
    assert page.one("h2", id="answer").text == "The badge was wrong and has been corrected"
    told = page.one(data_case_answer=True)
    assert told.all("script") == []
    assert told.text == "Đã sửa.<script>alert(1)</script>"
    for secret in ("5 sao", "0912", "nội bộ", "Thu Hà", "clerk@example.com"):
        assert secret not in page.text


def test_what_a_reporter_wrote_is_escaped_where_it_is_shown_again(client, certificate):
    answer = client.post(form_of(certificate), {"words": "</textarea><script>1</script>", "contact": "y" * 201})
    page = read(answer.content.decode())
    assert page.one("main").all("script") == []
    assert "</textarea>" not in answer.content.decode().partition('name="words"')[2].partition("&lt;/textarea")[0]


def test_a_number_is_found_in_small_letters(client, case):
    assert client.get(f"/ocop/case/{case.number.lower()}/").status_code == 200


@pytest.mark.parametrize("number", ["D-7KQ2MX94", "x", "%00", "٣", "x" * 5000, "%ff", "D-%0a"])
def test_a_number_that_is_not_on_record_is_not_found(client, number):
    assert client.get(f"/ocop/case/{number}/").status_code == 404


def test_the_number_of_a_case_cannot_be_guessed_from_another(certificate):
    numbers = {doubts.report(certificate, f"Lần {n}").number for n in range(20)}
    assert len(numbers) == 20
    assert len({number[2:6] for number in numbers}) > 10


def test_the_case_page_is_there_in_vietnamese(client, case):
    with translation.override("vi"):
        assert shown(client, case, language="").one("html")["lang"] == "vi"
