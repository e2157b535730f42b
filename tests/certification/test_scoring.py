"""Points, bands, parts and results of councils."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop_shop.certification import rules, scoring
from ocop_shop.certification.rules import UnlawfulStep
from tests.certification import made_up

NOW = rules.rule_set("26/2026/QĐ-TTg")
FIRST = rules.rule_set("1048/QĐ-TTg")
SCORES = st.integers(0, 100_000).map(lambda thousandths: Decimal(thousandths) / 1000)


def points(**parts):
    return {part: None if value is None else Decimal(value) for part, value in parts.items()}


def code_of(check, *arguments):
    """The code with which `check` refuses; None where it does not."""
    try:
        check(*arguments)
    except UnlawfulStep as refused:
        return refused.code
    return None


# Bands: art. 3.3


@pytest.mark.parametrize(
    ("total", "star"),
    [
        ("0", 1),
        ("29.999", 1),
        ("30", 2),
        ("49.999", 2),
        ("50", 3),
        ("69.999", 3),
        ("70", 4),
        ("89.999", 4),
        ("90", 5),
        ("90.0", 5),
        ("100", 5),
        ("100.000", 5),
    ],
)
def test_a_total_gives_the_star_of_its_band(total, star):
    assert {scoring.star_of(Decimal(total), found) for found in rules.rule_sets()} == {star}


def test_every_score_has_exactly_one_band():
    for found in rules.rule_sets():
        top = max(found.bands)
        for thousandths in range(100_001):
            score = Decimal(thousandths) / 1000
            holding = [
                star
                for star, (low, high) in found.bands.items()
                if low <= score < high or (star == top and score == high)
            ]
            assert len(holding) == 1, score


@given(SCORES)
def test_the_star_is_that_of_the_only_band_that_holds_the_score(score):
    star = scoring.star_of(score, NOW)
    low, high = NOW.bands[star]
    assert low <= score < high or (star == 5 and score == 100)


@given(SCORES, SCORES)
def test_more_points_never_give_fewer_stars(one, other):
    low, high = sorted([one, other])
    assert scoring.star_of(low, NOW) <= scoring.star_of(high, NOW)


@pytest.mark.parametrize("total", ["-0.001", "100.001", "101", "70.0001", "NaN", "Infinity"])
def test_a_total_outside_the_scale_is_refused(total):
    with pytest.raises(UnlawfulStep) as refused:
        scoring.star_of(Decimal(total), NOW)
    assert (refused.value.code, refused.value.article) == ("wrong_total", "26/2026/QĐ-TTg art. 3.3")


def test_points_are_decimal_and_nothing_else():
    with pytest.raises(TypeError, match="float"):
        scoring.star_of(89.9, NOW)


# Parts: art. 3.1


@pytest.mark.parametrize(
    ("parts", "total", "code"),
    [
        (points(A="40", B="25", C="35"), "100", None),
        (points(A="35", B="20.5", C="30"), "85.5", None),
        (points(A="0", B="0", C="0"), "0", None),
        (points(A="40.001", B="20", C="30"), None, "wrong_part"),
        (points(A="-0.5", B="20", C="30"), None, "wrong_part"),
        (points(A="30", B="25.5", C="30"), "85.5", "wrong_part"),
        (points(A="30", B="20", C="40"), "90", "wrong_part"),
        (points(A="30.1234"), None, "wrong_part"),
        (points(A="NaN"), None, "wrong_part"),
        (points(D="1"), None, "wrong_part"),
        (points(D=None), None, "wrong_part"),
        (points(A="30", B="20", C="30"), "81", "wrong_sum"),
        (points(A="30", B="20", C="30"), "80.1", None),
        (points(A="30", B="20", C="30"), "80.2", "wrong_sum"),
        (points(A="30", B=None, C="30"), "81", None),
        (points(A="30", C="30"), "81", None),
        (points(A="30", B="20", C="30"), None, None),
        ({}, "81", None),
        ({}, None, None),
        ({}, "100.5", "wrong_total"),
    ],
)
def test_parts_lie_within_their_maxima_and_add_up(parts, total, code):
    assert code_of(scoring.check_scores, parts, Decimal(total) if total else None, NOW) == code


@pytest.mark.parametrize(
    ("parts", "total", "lawful"),
    [
        (points(A="33.333", B="20.333", C="30.333"), "84", True),
        (points(A="33.33", B="20.33", C="30.33"), "84.00", True),
        (points(A="33.33", B="20.33", C="30.33"), "83.99", True),
        (points(A="33.33", B="20.33", C="30.33"), "84.01", False),
        (points(A="33.333", B="20.333", C="30.333"), "84.001", False),
    ],
)
def test_means_rounded_one_by_one_may_miss_the_total_by_one_last_digit(parts, total, lawful):
    assert code_of(scoring.check_scores, parts, Decimal(total), NOW) == (None if lawful else "wrong_sum")


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 25), st.integers(0, 35)), min_size=1, max_size=15))
def test_the_means_of_any_council_add_up(marks):
    def mean(sum_of_marks):
        return (Decimal(sum_of_marks) / len(marks)).quantize(Decimal("0.01"), ROUND_HALF_UP)

    parts = {part: mean(sum(column)) for part, column in zip("ABC", zip(*marks, strict=True), strict=True)}
    scoring.check_scores(parts, mean(sum(map(sum, marks))), NOW)


def test_parts_are_those_of_the_decision():
    parts = points(A="35", B="25", C="40")
    assert code_of(scoring.check_scores, parts, Decimal(100), FIRST) is None
    with pytest.raises(UnlawfulStep) as refused:
        scoring.check_scores(parts, Decimal(100), NOW)
    assert refused.value.article == "26/2026/QĐ-TTg art. 3.1"
    assert refused.value.details == {"part": "C", "parts": "A 40, B 25, C 35"}


# Results


@pytest.mark.parametrize(
    ("level", "stars", "total", "code"),
    [
        ("province", 4, "70", None),
        ("province", 4, "69.999", "above_band"),
        ("province", 3, "89", None),  # a mark of stars was missed
        ("province", 3, "49.999", "above_band"),
        ("province", 4, "95", None),  # not sent to the centre
        ("province", 5, "95", "issuer_may_not_decide"),
        ("province", 5, None, "issuer_may_not_decide"),
        ("national", 5, "90", None),
        ("national", 5, "89.999", "above_band"),
        ("national", 4, "89.999", None),
        ("district", 3, "60", "issuer_may_not_decide"),
        ("commune", 1, "10", "issuer_may_not_decide"),
        ("", 5, "90", None),
        (None, 5, "89", "above_band"),
        ("province", 2, "30", None),
        ("province", 1, "0", None),
        ("province", 2, "29.5", "above_band"),
        ("province", 0, "10", "result_out_of_range"),
        ("province", 6, "100", "result_out_of_range"),
        ("province", 4, "100.5", "wrong_total"),
    ],
)
def test_a_result_never_lies_above_its_band_nor_above_its_council(level, stars, total, code):
    assert code_of(scoring.check_result, level, stars, Decimal(total) if total else None, NOW) == code


def test_a_district_council_gave_3_stars_while_districts_decided():
    under_148 = rules.rule_set("148/QĐ-TTg")
    assert code_of(scoring.check_result, "district", 3, Decimal(60), under_148) is None
    assert code_of(scoring.check_result, "district", 4, Decimal(75), under_148) == "issuer_may_not_decide"


@pytest.mark.parametrize(
    ("level", "total", "code"),
    [
        ("province", "90", None),
        ("province", "100", None),
        ("province", None, None),
        ("province", "89.999", "not_potential"),
        ("national", "95", "not_potential"),
        ("district", "95", "not_potential"),
        ("", None, "not_potential"),
        ("province", "101", "wrong_total"),
    ],
)
def test_only_a_provincial_council_finds_the_potential_for_5_stars(level, total, code):
    for found in rules.rule_sets():
        assert code_of(scoring.check_potential, level, Decimal(total) if total else None, found) == code


def test_the_refused_potential_names_its_article():
    with pytest.raises(UnlawfulStep) as refused:
        scoring.check_potential("province", Decimal("89.5"), NOW)
    assert (refused.value.article, refused.value.details["lowest"]) == ("26/2026/QĐ-TTg art. 7.3.e", 90)


# The next decision


def test_the_next_decision_has_its_own_points():
    following = rules.rule_set("99/2030/QĐ-TTg", made_up.law())
    assert [scoring.star_of(Decimal(total), following) for total in (19, 20, 40, 65, 85, 110)] == [1, 2, 3, 4, 5, 5]
    assert code_of(scoring.check_scores, points(A="50", B="30", C="20", D="10"), Decimal(110), following) is None
    assert code_of(scoring.check_scores, points(A="50", B="30", C="20"), Decimal(110), following) is None
    assert code_of(scoring.check_scores, points(C="21"), None, following) == "wrong_part"
    assert code_of(scoring.check_result, "region", 5, Decimal(85), following) is None
    assert code_of(scoring.check_result, "province", 4, Decimal(85), following) == "issuer_may_not_decide"
    assert code_of(scoring.check_potential, "region", Decimal(85), following) is None
    assert code_of(scoring.check_potential, "province", Decimal(95), following) == "not_potential"
