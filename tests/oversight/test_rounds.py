"""Evaluation rounds: opened by the law's dates, filled by councils, never a badge."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ocop_shop.certification import actions as register
from ocop_shop.certification import standing
from ocop_shop.certification.actions import Scoring
from ocop_shop.certification.models import Evaluation, EvaluationRound
from ocop_shop.oversight import rounds
from ocop_shop.oversight.rights import Right
from ocop_shop.oversight.rounds_forms import PointsField, RoundForm, ScoringForm
from ocop_shop.test.factories import make_place, make_producer, make_product
from tests.oversight.officers import ELSEWHERE, HERE, ROLES, officer, visitor

pytestmark = [pytest.mark.django_db, pytest.mark.pages]

ROUNDS = "/cms/ocop/rounds/"
HELD = date(2026, 11, 10)
POTENTIAL = {
    "evaluated_on": "10/11/2026",
    "kind": "first",
    "score_a": "36,5",
    "score_b": "24.25",
    "score_c": "32,25",
    "total": "93",
    "result": "potential_5",
    "stars": "",
    "sent_on": "15/11/2026",
}
PASSED = {"evaluated_on": "10/11/2026", "kind": "first", "total": "84,5", "result": "passed", "stars": "4"}


@pytest.fixture(autouse=True)
def _today(frozen):
    frozen("2026-11-22 09:00:00")


def a_round(province: str = HERE, *, number: int = 2) -> Any:
    return register.open_round(level="province", province=make_place(province), year=2026, number=number, held_on=HELD)


def national() -> Any:
    return register.open_round(level="national", year=2026, number=1)


def goods(title: str = "Kẹo dừa", province: str = HERE) -> Any:
    return make_product(title, producer=make_producer(f"HTX {title}", province=province))


def record(found: Any, product: Any) -> str:
    return f"{ROUNDS}{found.pk}/record/{product.pk}/"


# --- forms ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "points"), [("84,5", "84.5"), ("84.5", "84.5"), (" 0 ", "0"), ("100", "100"), ("36,125", "36.125")]
)
def test_points_are_written_with_a_comma_or_a_point(typed, points):
    assert PointsField().clean(typed) == Decimal(points)


@pytest.mark.parametrize("typed", ["84,55,5", "1.234,5", "101", "-1", "84,1234", "nan", "inf", "tám mươi", "1e1"])
def test_what_is_no_number_of_points_is_refused(typed):
    form = ScoringForm(POTENTIAL | {"total": typed}, level="province")
    assert "total" in form.errors


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"stars": "5"}, "stars"),
        ({"result": "passed", "stars": "", "sent_on": ""}, "stars"),
        ({"result": "passed", "stars": "4"}, "sent_on"),
        ({"stars": "6"}, "stars"),
        ({"result": "x"}, "result"),
        ({"evaluated_on": "23/11/2026"}, "evaluated_on"),
        ({"evaluated_on": "31/02/2026"}, "evaluated_on"),
    ],
)
def test_what_contradicts_itself_is_said_at_its_field(wrong, field):
    assert field in ScoringForm(POTENTIAL | wrong, level="province").errors


def test_only_the_centre_opens_national_rounds():
    asked = {"level": "national", "year": "2026", "number": "1"}
    assert RoundForm(asked, user=officer("central")).is_valid()
    assert "level" in RoundForm(asked, user=officer("province")).errors


def test_a_province_opens_rounds_of_its_own_only():
    user = officer("province", HERE)
    asked = {"level": "province", "year": "2026", "number": "2"}
    assert RoundForm(asked | {"province": str(make_place(HERE).pk)}, user=user).is_valid()
    assert "province" in RoundForm(asked | {"province": str(make_place(ELSEWHERE).pk)}, user=user).errors


# --- opening --------------------------------------------------------------------------------------------------------


def test_a_round_is_opened_with_the_dates_of_the_law():
    asked = {"level": "province", "province": make_place(HERE).pk, "year": 2026, "number": 2, "held_on": ""}
    client = visitor("province here")
    answer = client.post(f"{ROUNDS}open/", asked)
    found = EvaluationRound.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"{ROUNDS}{found.pk}/")
    assert (found.proposed_before, found.held_before) == (date(2026, 10, 30), date(2026, 12, 30))
    client.post(f"{ROUNDS}open/", asked)
    assert EvaluationRound.objects.count() == 1


@pytest.mark.parametrize(
    "wrong",
    [{"province": ""}, {"number": "0"}, {"year": "2017"}, {"year": "2030"}, {"held_on": "1/1/2020"}, {"level": "x"}],
)
def test_a_round_that_cannot_be_is_not_opened(wrong):
    asked = {"level": "province", "province": make_place(HERE).pk, "year": "2026", "number": "2"} | wrong
    page = visitor("central").post(f"{ROUNDS}open/", asked)
    assert (page.status_code, bool(page.context["form"].errors)) == (200, True)
    assert EvaluationRound.objects.count() == 0


def test_the_dates_of_the_law_are_shown_with_their_articles():
    page = visitor("province here").get(ROUNDS)
    dates = [(one.level, one.number, one.held_before, one.article) for _n, one, _a in page.context["lawful"]]
    assert ("province", 2, date(2026, 12, 30), "26/2026/QĐ-TTg art. 5.1") in dates
    assert ("national", 2, date(2027, 3, 30), "26/2026/QĐ-TTg art. 5.2") in dates


# --- recording ------------------------------------------------------------------------------------------------------


def test_what_a_council_gave_is_recorded_in_its_round():
    found, product = a_round(), goods()
    answer = visitor("province here").post(record(found, product), POTENTIAL)
    assert (answer.status_code, answer["Location"]) == (302, f"{ROUNDS}{found.pk}/")
    evaluation = Evaluation.objects.get()
    assert (evaluation.round, evaluation.level, evaluation.result) == (found, "province", "potential_5")
    assert (evaluation.score_a, evaluation.score_b, evaluation.total) == (
        Decimal("36.5"),
        Decimal("24.25"),
        Decimal(93),
    )
    assert (evaluation.kind, evaluation.sent_on, evaluation.evidence) == ("first", date(2026, 11, 15), "B2")


def test_potential_5_stars_is_shown_as_a_stage_and_is_no_star():
    found, product = a_round(), goods()
    client = visitor("province here")
    client.post(record(found, product), POTENTIAL)
    page = client.get(f"{ROUNDS}{found.pk}/")
    (one,) = page.context["recorded"]
    assert one.is_stage
    assert standing.claim_on(product).stars is None
    assert 'role="img"' not in page.content.decode().partition("<main")[2].partition("</main>")[0]


def test_the_page_counts_each_result():
    found = a_round()
    client = visitor("province here")
    client.post(record(found, goods("Bánh")), PASSED)
    client.post(record(found, goods("Trà")), PASSED)
    client.post(record(found, goods("Mật")), POTENTIAL)
    wrong = Evaluation.objects.get(product__title="Trà")
    client.post(f"{ROUNDS}{found.pk}/withdraw/{wrong.pk}/", {"reason": "nhập nhầm"})
    page = client.get(f"{ROUNDS}{found.pk}/")
    assert [count for _label, count in page.context["counts"]] == [1, 1, 0]


@pytest.mark.parametrize(
    ("wrong", "article"),
    [
        ({"total": "90"}, "3.1"),
        ({"score_a": "41", "total": "97,5"}, "3.1"),
        ({"score_a": "", "score_b": "", "score_c": "", "total": "89,9"}, "7.3.e"),
        ({"result": "passed", "stars": "4", "sent_on": "", "score_a": "", "score_b": "", "score_c": "", "total": "60"},
         "3.3"),
    ],
)  # fmt: skip
def test_what_the_law_forbids_is_refused_with_its_article(wrong, article):
    found, product = a_round(), goods()
    page = visitor("province here").post(record(found, product), POTENTIAL | wrong)
    assert page.status_code == 200
    (said,) = page.context["form"].non_field_errors()
    assert "26/2026/QĐ-TTg" in said
    assert article in said
    assert Evaluation.objects.count() == 0


def test_another_result_of_the_same_day_must_be_withdrawn_first():
    found, product = a_round(), goods()
    client = visitor("province here")
    client.post(record(found, product), PASSED)
    page = client.post(record(found, product), PASSED | {"total": "85"})
    assert page.context["form"].non_field_errors()
    assert Evaluation.objects.get().total == Decimal("84.5")


def test_products_are_found_by_the_beginnings_of_words_with_or_without_marks():
    found, product = a_round(), goods("Kẹo dừa sáp")
    client = visitor("province here")
    hits = {
        words: client.get(f"{ROUNDS}{found.pk}/", {"q": words}).context["hits"] for words in ("dua sap", "KEO", "ua")
    }
    assert hits == {"dua sap": [product], "KEO": [product], "ua": []}


def test_products_of_other_provinces_are_not_found_and_not_recorded():
    found, other = a_round(), goods("Cà phê", ELSEWHERE)
    for who in ("province here", "central"):
        client = visitor(who)
        assert client.get(f"{ROUNDS}{found.pk}/", {"q": "ca phe"}).context["hits"] == []
        assert client.post(record(found, other), PASSED).status_code == 404
    assert Evaluation.objects.count() == 0


def test_a_national_round_takes_products_of_every_province():
    found, product = national(), goods("Cà phê", ELSEWHERE)
    answer = visitor("central").post(record(found, product), PASSED | {"stars": "5", "total": "92"})
    assert answer.status_code == 302
    assert Evaluation.objects.get().level == "national"


# --- withdrawing ----------------------------------------------------------------------------------------------------


def test_a_withdrawn_evaluation_stays_with_its_reason_and_a_right_one_follows():
    found, product = a_round(), goods()
    client = visitor("province here")
    client.post(record(found, product), POTENTIAL)
    evaluation = Evaluation.objects.get()
    address = f"{ROUNDS}{found.pk}/withdraw/{evaluation.pk}/"
    assert client.get(address).status_code == 200
    assert client.post(address, {"reason": " "}).status_code == 200
    assert Evaluation.objects.get().withdrawn_at is None
    assert client.post(address, {"reason": "nhập nhầm"}).status_code == 302
    assert Evaluation.objects.get().withdrawn_because == "nhập nhầm"
    assert standing.stages_on([product.pk]) == {}
    assert client.post(record(found, product), PASSED).status_code == 302


def test_an_evaluation_is_withdrawn_in_its_own_round_only():
    found, other, product = a_round(), a_round(number=3), goods()
    evaluation = register.record_evaluation(product, Scoring("province", HELD, "passed", stars=4), round=found)
    answer = visitor("province here").post(f"{ROUNDS}{other.pk}/withdraw/{evaluation.pk}/", {"reason": "x"})
    assert answer.status_code == 404
    assert Evaluation.objects.get().withdrawn_at is None


# --- who gets in ----------------------------------------------------------------------------------------------------

READS = dict.fromkeys(ROLES, 200) | {"anonymous": 302, "customer": 302, "editor": 302, "commune here": 403}
OPENS = READS | {"auditor": 403}
HERES = READS | {"province elsewhere": 404}
RECORDS = OPENS | {"province elsewhere": 404}
NATIONAL = READS | {"province here": 404, "province elsewhere": 404}


@pytest.mark.parametrize("who", ROLES)
def test_who_sees_and_opens_rounds(who):
    client = visitor(who)
    assert (client.get(ROUNDS).status_code, client.get(f"{ROUNDS}open/").status_code) == (READS[who], OPENS[who])
    asked = {"level": "province", "province": make_place(HERE).pk, "year": 2026, "number": 2}
    answer = client.post(f"{ROUNDS}open/", asked)
    opens = who in {"central", "superuser", "province here"}
    # A province's office that asks for another province is told so in the form.
    assert answer.status_code == (302 if opens else OPENS[who])
    assert EvaluationRound.objects.count() == opens


@pytest.mark.parametrize("who", ROLES)
def test_who_records_and_withdraws_in_a_round_of_a_province(who):
    found, product, second = a_round(), goods("Bánh"), goods("Trà")
    evaluation = register.record_evaluation(second, Scoring("province", HELD, "passed", stars=4), round=found)
    client = visitor(who)
    assert client.get(f"{ROUNDS}{found.pk}/").status_code == HERES[who]
    allowed = RECORDS[who] == 200
    for address, sent in (
        (record(found, product), PASSED),
        (f"{ROUNDS}{found.pk}/withdraw/{evaluation.pk}/", {"reason": "nhầm"}),
    ):
        assert client.get(address).status_code == RECORDS[who]
        assert client.post(address, sent).status_code == (302 if allowed else RECORDS[who])
    assert Evaluation.objects.filter(product=product).exists() is allowed
    assert Evaluation.objects.get(pk=evaluation.pk).withdrawn_at is not None or not allowed


@pytest.mark.parametrize("who", ROLES)
def test_national_rounds_are_the_centres(who):
    found = national()
    client = visitor(who)
    assert client.get(f"{ROUNDS}{found.pk}/").status_code == NATIONAL[who]
    answer = client.post(record(found, goods()), PASSED)
    allowed = who in {"central", "superuser"}
    assert answer.status_code == (302 if allowed else {**NATIONAL, "auditor": 403}[who])
    assert Evaluation.objects.exists() is allowed


def test_a_round_of_a_province_that_was_merged_belongs_to_the_one_that_took_over():
    former = make_place(HERE)._meta.model.objects.before_merger().provinces().get(code="84")  # Trà Vinh
    found = register.open_round(level="province", province=former, year=2024, number=1)
    assert list(rounds.rounds_for(officer("province", HERE), Right.EVALUATE)) == [found]
    assert list(rounds.rounds_for(officer("province", ELSEWHERE), Right.EVALUATE)) == []


@pytest.mark.parametrize("page", ["list", "round"])
def test_many_rows_ask_as_often_as_one(page):
    user = officer("central")
    client, found, counts = visitor(user), a_round(), []
    for time in range(2):
        for number in range(3):
            other = a_round(number=10 * (time + 1) + number)
            scoring = Scoring("province", HELD, "passed", stars=4)
            for where in (found, other):
                register.record_evaluation(goods(f"Hàng {where.pk} {time} {number}"), scoring, round=where)
        address = ROUNDS if page == "list" else f"{ROUNDS}{found.pk}/"
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 25
