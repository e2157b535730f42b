"""The calendar of the decree."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop_shop.certification import rules, terms
from ocop_shop.certification.rules import UnlawfulStep
from ocop_shop.certification.terms import Phase, Window
from tests.certification import made_up

NOW = rules.rule_set("26/2026/QĐ-TTg")
BEFORE = rules.rule_set("1489/QĐ-TTg")
END = date(2028, 5, 12)
DAYS = st.dates(date(2019, 8, 21), date(2090, 1, 1))


# Filing again: art. 7.6.a


@pytest.mark.parametrize(
    ("expires_on", "first", "last"),
    [
        (date(2028, 5, 12), date(2027, 11, 14), date(2028, 1, 13)),
        (date(2028, 2, 29), date(2027, 9, 2), date(2027, 11, 1)),
        (date(2027, 6, 28), date(2026, 12, 30), date(2027, 2, 28)),
        (date(2028, 6, 28), date(2027, 12, 31), date(2028, 2, 29)),
        (date(2026, 12, 31), date(2026, 7, 4), date(2026, 9, 2)),
    ],
)
def test_a_dossier_is_filed_from_day_180_to_day_120_before_the_end(expires_on, first, last):
    assert terms.filing_window(expires_on, NOW) == Window(first, last)


@pytest.mark.parametrize(
    ("on", "phase"),
    [
        (date(2027, 11, 13), Phase.EARLY),
        (date(2027, 11, 14), Phase.OPEN),
        (date(2028, 1, 13), Phase.OPEN),
        (date(2028, 1, 14), Phase.CLOSED),
        (date(2028, 5, 12), Phase.CLOSED),
        (date(2028, 5, 13), Phase.OVER),
    ],
)
def test_phases_meet_without_a_day_between(on, phase):
    assert terms.phase(END, on, NOW) is phase


@pytest.mark.parametrize(
    ("filed_on", "code"),
    [
        (date(2027, 11, 13), "filed_too_early"),
        (date(2027, 11, 14), None),
        (date(2028, 1, 13), None),
        (date(2028, 1, 14), "filed_too_late"),
    ],
)
def test_a_dossier_outside_the_window_is_refused_with_both_days(filed_on, code):
    if code is None:
        terms.check_filing(END, filed_on, NOW)
        return
    with pytest.raises(UnlawfulStep) as refused:
        terms.check_filing(END, filed_on, NOW)
    assert (refused.value.code, refused.value.article) == (code, "26/2026/QĐ-TTg art. 7.6.a")
    assert refused.value.details == {"first": date(2027, 11, 14), "last": date(2028, 1, 13), "filed_on": filed_on}


def test_what_earlier_rules_do_not_say_is_not_held_against_anybody():
    assert terms.filing_window(END, BEFORE) is None
    assert terms.phase(END, END, BEFORE) is None
    assert terms.phase(END, END + timedelta(days=1), BEFORE) is Phase.OVER
    terms.check_filing(END, END, BEFORE)
    assert terms.reminder_days(END, BEFORE) == terms.rounds("province", 2025, BEFORE) == ()
    found = {terms.answer_due(END, BEFORE), terms.revocation_due(END, BEFORE), terms.latest_extension(END, BEFORE)}
    assert found == {None}


def test_a_renewal_follows_the_rules_of_its_own_day():
    """A certificate of 1489/QĐ-TTg keeps its end (art. 12.1) and is renewed as 26/2026/QĐ-TTg says."""
    expires_on = rules.last_day(date(2025, 9, 1), rules.rule_set_on(date(2025, 9, 1)).validity_months)
    assert expires_on == date(2028, 9, 1)
    in_force = rules.rule_set_on(date(2028, 3, 5))
    assert terms.filing_window(expires_on, in_force) == Window(date(2028, 3, 5), date(2028, 5, 4))


@given(DAYS)
def test_the_window_is_61_days_long_and_lies_before_the_end(expires_on):
    window = terms.filing_window(expires_on, NOW)
    assert (window.last - window.first).days == 60
    assert ((expires_on - window.first).days, (expires_on - window.last).days) == (180, 120)


@given(DAYS, st.integers(-400, 400))
def test_the_phase_is_open_exactly_while_a_dossier_is_accepted(expires_on, days):
    on = expires_on + timedelta(days=days)
    try:
        terms.check_filing(expires_on, on, NOW)
    except UnlawfulStep:
        assert terms.phase(expires_on, on, NOW) is not Phase.OPEN
    else:
        assert terms.phase(expires_on, on, NOW) is Phase.OPEN


@given(DAYS, st.integers(-400, 400))
def test_phases_never_go_back(expires_on, days):
    order = [Phase.EARLY, Phase.OPEN, Phase.CLOSED, Phase.OVER]
    on = expires_on + timedelta(days=days)
    today, tomorrow = terms.phase(expires_on, on, NOW), terms.phase(expires_on, on + timedelta(days=1), NOW)
    assert order.index(tomorrow) - order.index(today) in (0, 1)


# Reminders


def test_reminders_come_six_times():
    assert terms.reminder_days(END, NOW) == (
        (210, date(2027, 10, 15)),
        (180, date(2027, 11, 14)),
        (150, date(2027, 12, 14)),
        (130, date(2028, 1, 3)),
        (121, date(2028, 1, 12)),
        (0, date(2028, 5, 12)),
    )


def test_the_last_reminder_before_the_window_closes_leaves_two_days():
    reminders = dict(terms.reminder_days(END, NOW))
    window = terms.filing_window(END, NOW)
    assert (reminders[180], reminders[121]) == (window.first, window.last - timedelta(days=1))


# Answers, revocations, extensions


@pytest.mark.parametrize(
    ("received_on", "due"),
    [
        (date(2027, 11, 14), date(2027, 12, 29)),
        (date(2028, 1, 15), date(2028, 2, 29)),
        (date(2027, 1, 15), date(2027, 3, 1)),
    ],
)
def test_a_re_evaluation_is_answered_within_45_days(received_on, due):
    assert terms.answer_due(received_on, NOW) == due


@pytest.mark.parametrize(
    ("concluded_on", "due"),
    [
        (date(2026, 11, 5), date(2026, 11, 20)),
        (date(2028, 2, 14), date(2028, 2, 29)),
        (date(2026, 12, 20), date(2027, 1, 4)),
    ],
)
def test_a_revocation_follows_its_conclusion_within_15_days(concluded_on, due):
    assert terms.revocation_due(concluded_on, NOW) == due


def test_an_extension_ends_180_days_after_the_certificate_at_the_latest():
    assert terms.latest_extension(date(2026, 6, 30), NOW) == date(2026, 12, 27)
    assert terms.latest_extension(date(2027, 9, 2), NOW) == date(2028, 2, 29)


@given(DAYS, st.integers(-10, 400))
def test_the_latest_extension_is_the_last_lawful_one(expires_on, days):
    until, latest = expires_on + timedelta(days=days), terms.latest_extension(expires_on, NOW)
    if expires_on < until <= latest:
        rules.check_extension(expires_on, until)
        return
    with pytest.raises(UnlawfulStep) as refused:
        rules.check_extension(expires_on, until)
    assert refused.value.details["latest"] == latest


# Rounds: art. 5


def test_provinces_hold_two_rounds_a_year():
    first, second = terms.rounds("province", 2027, NOW)
    assert (first.number, first.proposed_before, first.held_before) == (1, date(2027, 4, 30), date(2027, 6, 30))
    assert (second.number, second.proposed_before, second.held_before) == (2, date(2027, 10, 30), date(2027, 12, 30))
    assert first.article == second.article == "26/2026/QĐ-TTg art. 5.1"


def test_the_centres_second_round_takes_what_the_provinces_second_round_sends():
    first, second = terms.rounds("national", 2027, NOW)
    assert (first.proposed_before, first.held_before) == (date(2027, 7, 30), date(2027, 9, 30))
    assert (second.proposed_before, second.held_before) == (date(2028, 1, 30), date(2028, 3, 30))
    assert terms.rounds("province", 2027, NOW)[1].held_before < second.proposed_before
    assert second.article == "26/2026/QĐ-TTg art. 5.2"


@pytest.mark.parametrize("level", ["district", "commune", ""])
def test_nobody_else_holds_rounds(level):
    assert terms.rounds(level, 2027, NOW) == ()


@given(st.integers(2019, 2090), st.sampled_from(["province", "national"]))
def test_dossiers_are_proposed_before_a_round_is_held(year, level):
    for found in terms.rounds(level, year, NOW):
        assert found.proposed_before < found.held_before


# The next decision


def test_the_next_decision_has_its_own_calendar():
    following = rules.rule_set("99/2030/QĐ-TTg", made_up.law())
    end = date(2032, 3, 1)
    assert terms.filing_window(end, following) == Window(date(2031, 12, 2), date(2032, 1, 31))
    assert terms.phase(end, date(2032, 2, 1), following) is Phase.CLOSED
    assert terms.reminder_days(end, following) == ((100, date(2031, 11, 22)), (31, date(2032, 1, 30)), (0, end))
    assert terms.answer_due(end, following) == date(2032, 3, 21)
    assert terms.revocation_due(end, following) == date(2032, 3, 11)
    assert terms.latest_extension(end, following) == date(2032, 4, 30)
    (held,) = terms.rounds("region", 2031, following)
    assert (held.proposed_before, held.article) == (date(2031, 2, 15), "99/2030/QĐ-TTg art. 9.3")
    with pytest.raises(UnlawfulStep) as refused:
        terms.check_filing(end, date(2032, 2, 1), following)
    assert refused.value.article == "99/2030/QĐ-TTg art. 3.1"
