"""The criteria sheets add up, and a producer's own answers come to points, a star, and what is missing for the next."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocop_shop.certification import criteria, rules, self_scores
from ocop_shop.certification.criteria import AGAIN, FIRST, UPGRADE

RULES = rules.rule_set_on(date(2026, 11, 20))
SHEETS = {number: criteria.sheet(RULES.decision, number) for number in range(1, 27)}
every_sheet = pytest.mark.parametrize("number", SHEETS)


def best(sheet, **other):
    """The highest answer to everything, but for `other` (with "_" for the dot of a code)."""
    answers = {
        one.code: max(one.options, key=lambda option: (option.points, option.order)).order for one in sheet.criteria
    }
    return answers | {code.replace("_", "."): order for code, order in other.items()}


@every_sheet
def test_a_sheet_adds_up_to_what_the_decision_says(number):
    sheet = SHEETS[number]
    assert {part.code: part.most for part in sheet.parts} == RULES.parts
    for part in sheet.parts:
        assert sum(section.most for section in part.sections) == part.most
        for section in part.sections:
            assert sum(one.most for one in section.criteria) == section.most
    assert [one.code for one in sheet.criteria if max(option.points for option in one.options) != one.most] == []
    assert len({one.code for one in sheet.criteria}) == len(sheet.criteria)


@every_sheet
def test_the_best_answers_are_100_points_and_five_stars_and_none_are_no_star(number):
    sheet = SHEETS[number]
    found = self_scores.score(sheet, best(sheet), RULES)
    assert (found.total, found.star, found.next, found.answered) == (100, 5, None, len(sheet.criteria))
    empty = self_scores.score(sheet, {}, RULES)
    assert (empty.total, empty.star, empty.answered) == (0, None, 0)
    assert [(gap.star, gap.points) for gap in empty.gaps] == [(3, Decimal(50)), (4, Decimal(70)), (5, Decimal(90))]


def test_one_criterion_below_its_mark_keeps_a_star_away_whatever_the_points():
    sheet = SHEETS[1]
    found = self_scores.score(sheet, best(sheet, **{"1_5": 3}), RULES)
    assert (found.total, found.star) == (99, 4)
    (miss,) = found.next.misses
    assert (found.next.star, found.next.points) == (5, 0)
    assert (miss.criterion.code, miss.needed.order, miss.needed.star) == ("1.5", 4, 5)


def test_none_of_these_is_an_answer_of_no_points():
    sheet = SHEETS[1]
    found = self_scores.score(sheet, {"1.1": 0}, RULES)
    assert (found.total, found.answered) == (0, 1)


def test_of_two_cases_only_the_chosen_one_is_asked_for():
    (criterion,) = [one for one in SHEETS[26].criteria if one.code == "8"]
    assert {option.case for option in criterion.options} == {"a", "b"}
    asked = {chosen: self_scores.needed(criterion, 5, chosen) for chosen in (1, 3)}
    assert all(option is None or option.case == criterion.option(chosen).case for chosen, option in asked.items())


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(SHEETS)), st.data())
def test_a_higher_star_never_asks_for_less(number, data):
    sheet = SHEETS[number]
    answers = {
        one.code: data.draw(st.sampled_from([0, *(option.order for option in one.options)])) for one in sheet.criteria
    }
    found = self_scores.score(sheet, answers, RULES)
    assert found.total == sum(option.points for one in sheet.criteria if (option := one.option(answers[one.code])))
    for lower, higher in zip(found.gaps, found.gaps[1:], strict=False):
        assert lower.points <= higher.points
        assert {miss.criterion.code for miss in lower.misses} <= {miss.criterion.code for miss in higher.misses}
    assert found.star is None or RULES.bands[found.star][0] <= found.total


@pytest.mark.parametrize(
    ("kinds", "number", "there", "missing"),
    [
        ({FIRST}, 7, {"form_01", "form_02", "samples"}, {"changes", "updates"}),
        ({AGAIN}, 7, {"form_01", "updates"}, {"changes"}),
        ({UPGRADE}, 7, {"changes"}, {"updates"}),
        ({FIRST}, 26, {"form_01"}, {"samples"}),
    ],
)
def test_papers_are_those_of_the_dossier(kinds, number, there, missing):
    codes = {paper.code for paper in criteria.papers(RULES.decision, number, frozenset(kinds))}
    assert there <= codes
    assert not missing & codes


def test_what_is_not_at_hand_is_no_sheet():
    assert criteria.sheet("148/QĐ-TTg", 1) is None
    assert criteria.papers("148/QĐ-TTg", 1, frozenset({FIRST})) == ()


def test_no_code_of_a_paper_is_one_of_a_criterion():
    codes = {one.code for sheet in SHEETS.values() for one in sheet.criteria}
    assert not codes & {paper.code for paper in criteria.papers(RULES.decision, 1, frozenset({FIRST, AGAIN, UPGRADE}))}
