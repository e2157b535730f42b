"""The queue of doubted badges: who sees which case, takes it, answers it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ocop_shop.certification import actions as register
from ocop_shop.oversight import doubt_queue, doubts
from ocop_shop.oversight.models import DoubtReport
from ocop_shop.oversight.rights import Right
from tests.oversight.officers import ELSEWHERE, HERE, ROLES, certified, officer, visitor

pytestmark = [pytest.mark.django_db, pytest.mark.pages]

QUEUE = "/cms/ocop/doubts/"
ANSWER = {"evidence": "Đã xem quyết định", "finding": "right", "answer": "Nhãn đúng."}
_made = iter(range(10_000))


@pytest.fixture(autouse=True)
def _today(frozen):
    frozen("2026-11-22 09:00:00")


def case(*, province: str = HERE, words: str = "Tem trông lạ", stars: int = 4) -> Any:
    number = next(_made)
    certificate = certified(
        f"Hàng {number}", f"HTX {number}", province=province, stars=stars, issued_on=date(2026, 6, 1)
    )
    return doubts.report(certificate, words, "0912 345 678")


def shown(client: Any, name: str) -> list[str]:
    return [row.number for row in client.get(QUEUE, {"show": name}).context["page_obj"]]


def test_what_is_due_first_comes_first_and_what_is_late_is_said(frozen):
    frozen("2026-10-01 09:00:00")
    late = case()
    frozen("2026-11-10 09:00:00")
    soon = case()
    frozen("2026-11-22 09:00:00")
    client = visitor("province here")
    assert shown(client, "open") == [late.number, soon.number]
    assert shown(client, "late") == [late.number]
    assert {name: count for name, _words, count, _current in client.get(QUEUE).context["tabs"]} == {
        "open": 2, "late": 1, "mine": 0, "answered": 0,
    }  # fmt: skip


def test_mine_are_those_i_took_and_answered_ones_leave_the_open_ones():
    user = officer("province")
    mine, others, answered = case(), case(), case()
    doubts.take(mine, user)
    doubts.take(others, officer("central"))
    doubts.answer(answered, "right", "Đúng", actor=user)
    client = visitor(user)
    assert shown(client, "mine") == [mine.number]
    assert shown(client, "answered") == [answered.number]
    assert sorted(shown(client, "open")) == sorted([mine.number, others.number])
    assert shown(client, "nonsense") == shown(client, "open")


def test_a_case_is_taken_and_taken_over():
    found, first, second = case(), officer("province"), officer("central")
    for user in (first, second):
        answer = visitor(user).post(f"{QUEUE}{found.number}/take/")
        assert (answer.status_code, answer["Location"]) == (302, f"{QUEUE}{found.number}/")
        assert DoubtReport.objects.get().owner == user


def test_a_case_shows_what_was_shown_and_what_the_register_says_now():
    found = case()
    register.revoke(found.certificate, ground="d", effective_on=date(2026, 11, 21))
    page = visitor("province here").get(f"{QUEUE}{found.number}/")
    badge, certificate, since, *_rest = page.context["claims"]
    assert (badge[1], badge[3]) == ("4 ★", True)
    assert certificate[3] is True
    assert since[1:] == ("01/06/2026", "21/11/2026", True)


def test_a_case_is_answered_once():
    found, user = case(), officer("province")
    client = visitor(user)
    answer = client.post(f"{QUEUE}{found.number}/answer/", ANSWER)
    assert (answer.status_code, answer["Location"]) == (302, QUEUE)
    known = DoubtReport.objects.get()
    assert (known.finding, known.answer, known.evidence, known.owner) == (
        "right",
        "Nhãn đúng.",
        "Đã xem quyết định",
        user,
    )
    page = client.post(f"{QUEUE}{found.number}/answer/", ANSWER | {"answer": "Khác"})
    assert page.status_code == 200
    assert page.context["form"].non_field_errors()
    assert DoubtReport.objects.get().answer == "Nhãn đúng."
    client.post(f"{QUEUE}{found.number}/take/")
    assert DoubtReport.objects.get().owner == user


@pytest.mark.parametrize("wrong", [{"finding": ""}, {"finding": "x"}, {"answer": ""}, {"answer": " \u200b "}])
def test_half_an_answer_is_none(wrong):
    found = case()
    page = visitor("province here").post(f"{QUEUE}{found.number}/answer/", ANSWER | wrong)
    assert (page.status_code, bool(page.context["form"].errors)) == (200, True)
    assert DoubtReport.objects.get().answered_at is None


def test_what_a_stranger_wrote_is_shown_as_text():
    found = case(words="<script>alert(1)</script>")
    page = visitor("province here").get(f"{QUEUE}{found.number}/").content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_only_who_answers_reads_how_to_reach_the_reporter():
    found = case()
    seen = {
        who: "0912 345 678" in visitor(who).get(f"{QUEUE}{found.number}/").content.decode()
        for who in ("province here", "auditor")
    }
    assert seen == {"province here": True, "auditor": False}


SEES = dict.fromkeys(ROLES, 200) | {"anonymous": 302, "customer": 302, "editor": 302, "commune here": 403}
SEES_ONE = SEES | {"province elsewhere": 404}
ANSWERS = SEES_ONE | {"auditor": 403}


@pytest.mark.parametrize("who", ROLES)
def test_who_sees_the_queue_and_a_case(who):
    found = case()
    client = visitor(who)
    assert (client.get(QUEUE).status_code, client.get(f"{QUEUE}{found.number}/").status_code) == (
        SEES[who],
        SEES_ONE[who],
    )
    if SEES[who] == 200:
        assert shown(client, "open") == ([] if who == "province elsewhere" else [found.number])


@pytest.mark.parametrize("who", ROLES)
def test_who_takes_and_answers_a_case(who):
    found = case()
    client = visitor(who)
    allowed = ANSWERS[who] == 200
    for step, sent in (("take", {}), ("answer", ANSWER)):
        answer = client.post(f"{QUEUE}{found.number}/{step}/", sent)
        assert answer.status_code == (302 if allowed else ANSWERS[who])
    known = DoubtReport.objects.get()
    assert (known.owner is not None, known.answered_at is not None) == (allowed, allowed)


def test_a_case_about_five_stars_may_be_answered_by_its_province():
    found = case(stars=5)
    assert list(doubt_queue.cases_for(officer("province"), Right.ANSWER)) == [found]
    assert list(doubt_queue.cases_for(officer("province", ELSEWHERE), Right.ANSWER)) == []


@pytest.mark.parametrize("number", ["D-22222222", "x", "D-7KQ2MX94-1"])
def test_a_case_that_is_none_is_not_found(number):
    client = visitor("central")
    assert client.get(f"{QUEUE}{number}/").status_code == 404
    assert client.post(f"{QUEUE}{number}/answer/", ANSWER).status_code == 404


def test_many_cases_ask_as_often_as_one():
    client, counts = visitor("central"), []
    for _time in range(2):
        for _case in range(3):
            doubts.take(case(), officer("central"))
        client.get(QUEUE)
        with CaptureQueriesContext(connection) as asked:
            client.get(QUEUE)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 20
