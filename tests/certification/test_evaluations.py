"""Scores of councils, and the stage "potential 5 stars", which is never a badge."""

from datetime import date
from decimal import Decimal

import pytest

from ocop_shop.certification import actions, standing
from ocop_shop.certification.actions import DecisionFacts, Scoring
from ocop_shop.certification.exceptions import AlreadyRecorded, RegisterError
from ocop_shop.certification.life import State
from ocop_shop.certification.models import Evaluation, EvaluationRound
from ocop_shop.test.factories import make_certificate, make_place, make_product

pytestmark = pytest.mark.django_db

SCORED = date(2026, 6, 20)
POTENTIAL = Scoring("province", SCORED, "potential_5", total=Decimal("91.5"), sent_on=date(2026, 7, 1))


def stage_on(product, day):
    return standing.stages_on([product.pk], day).get(product.pk)


def test_ninety_points_of_a_province_are_a_stage_and_no_star():
    product = make_product()
    actions.record_evaluation(product, POTENTIAL)
    assert stage_on(product, date(2026, 6, 19)) is None
    assert stage_on(product, SCORED).total == Decimal("91.5")
    claim = standing.claim_on(product, SCORED)
    assert (claim.state, claim.stars, claim.has_badge) == (State.NONE, None, False)


def test_a_stage_ends_with_the_certificate_that_answers_it():
    product = make_product()
    actions.record_evaluation(product, POTENTIAL)
    make_certificate(product, stars=5, issued_on=date(2026, 9, 10))
    assert stage_on(product, date(2026, 9, 9)) is not None
    assert stage_on(product, date(2026, 9, 10)) is None
    assert standing.claim_on(product, date(2026, 9, 10)).stars == 5


def test_a_stage_stands_beside_the_star_that_a_product_has_already():
    product = make_product()
    make_certificate(product, stars=4, issued_on=date(2026, 5, 25))
    actions.record_evaluation(product, POTENTIAL)
    assert stage_on(product, SCORED) is not None
    assert standing.claim_on(product, SCORED).stars == 4


def test_a_stage_ends_when_the_centre_answers_with_less():
    product = make_product()
    actions.record_evaluation(product, POTENTIAL)
    answer = Scoring("national", date(2026, 9, 20), "not_passed", total=Decimal(84))
    actions.record_evaluation(product, answer)
    assert stage_on(product, date(2026, 9, 19)) is not None
    assert stage_on(product, date(2026, 9, 20)) is None


def test_a_stage_nobody_answers_ends_after_the_term_of_a_certificate():
    product = make_product()
    actions.record_evaluation(product, POTENTIAL)
    assert stage_on(product, date(2029, 6, 20)) is not None
    assert stage_on(product, date(2029, 6, 21)) is None
    assert standing.next_change_after([product.pk], date(2026, 7, 1)) == {product.pk: date(2029, 6, 21)}


def test_a_withdrawn_evaluation_is_no_stage_and_stays_on_record():
    product = make_product()
    evaluation = actions.record_evaluation(product, POTENTIAL)
    actions.withdraw_evaluation(evaluation, reason="nhầm sản phẩm")
    assert stage_on(product, SCORED) is None
    assert Evaluation.objects.get().withdrawn_because == "nhầm sản phẩm"
    actions.record_evaluation(product, POTENTIAL)
    assert stage_on(product, SCORED) is not None


def test_the_makers_own_word_is_no_stage():
    product = make_product()
    actions.record_evaluation(product, Scoring("province", SCORED, "potential_5", total=Decimal(95), evidence="C"))
    assert stage_on(product, SCORED) is None


@pytest.mark.parametrize(
    "scores",
    [
        Scoring("province", SCORED, "potential_5", total=Decimal("89.99")),
        Scoring("national", SCORED, "potential_5", total=Decimal(92)),
        Scoring("province", SCORED, "passed", stars=4, total=Decimal("69.9")),
        Scoring("province", SCORED, "passed", stars=3, total=Decimal(101)),
        Scoring(
            "province",
            SCORED,
            "passed",
            stars=4,
            total=Decimal(80),
            score_a=Decimal(41),
            score_b=Decimal(20),
            score_c=Decimal(19),
        ),
        Scoring(
            "province",
            SCORED,
            "passed",
            stars=4,
            total=Decimal(80),
            score_a=Decimal(30),
            score_b=Decimal(20),
            score_c=Decimal(29),
        ),
    ],
)
def test_scores_that_the_rules_exclude_are_refused_and_nothing_is_written(scores):
    with pytest.raises(RegisterError, match="26/2026"):
        actions.record_evaluation(make_product(), scores)
    assert not Evaluation.objects.exists()


def test_recording_a_score_twice_changes_nothing_and_another_score_is_refused():
    product = make_product()
    first = actions.record_evaluation(product, POTENTIAL)
    assert actions.record_evaluation(product, POTENTIAL) == first
    with pytest.raises(AlreadyRecorded):
        actions.record_evaluation(product, Scoring("province", SCORED, "passed", stars=4, total=Decimal(80)))
    assert Evaluation.objects.count() == 1


def test_a_round_has_the_dates_of_the_law():
    province = make_place("86")
    first = actions.open_round(level="province", province=province, year=2027, number=1)
    assert (first.proposed_before, first.held_before) == (date(2027, 4, 30), date(2027, 6, 30))
    extra = actions.open_round(level="province", province=province, year=2027, number=3)
    assert (extra.proposed_before, extra.held_before) == (None, None)
    assert actions.open_round(level="province", province=province, year=2027, number=1) == first
    assert EvaluationRound.objects.count() == 2


def test_a_round_of_a_province_names_it():
    with pytest.raises(RegisterError):
        actions.open_round(level="province", year=2027, number=1)
    with pytest.raises(RegisterError):
        actions.open_round(level="national", province=make_place("86"), year=2027, number=1)
    assert not EvaluationRound.objects.exists()


def test_a_decision_on_results_is_recorded_with_them():
    decision = DecisionFacts("611/QĐ-UBND", date(2026, 6, 25), "UBND tỉnh thử", "province")
    evaluation = actions.record_evaluation(make_product(), POTENTIAL, decision=decision)
    assert evaluation.decision.number == "611/QĐ-UBND"
