"""The law as data."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop_shop.certification import rule_sets, rules
from ocop_shop.certification.choices import RecognitionKind
from ocop_shop.certification.rules import UnlawfulStep
from tests.certification import made_up


@pytest.mark.parametrize(
    ("day", "decision"),
    [
        (date(2019, 8, 21), "1048/QĐ-TTg"),
        (date(2023, 2, 23), "1048/QĐ-TTg"),
        (date(2023, 2, 24), "148/QĐ-TTg"),
        (date(2025, 7, 5), "148/QĐ-TTg"),
        (date(2025, 7, 6), "1489/QĐ-TTg"),
        (date(2026, 5, 21), "1489/QĐ-TTg"),
        (date(2026, 5, 22), "26/2026/QĐ-TTg"),
        (date(2030, 1, 1), "26/2026/QĐ-TTg"),
    ],
)
def test_a_certificate_stands_under_the_rules_of_its_day(day, decision):
    assert rules.rule_set_on(day).decision == decision


def test_nothing_could_be_certified_before_the_first_decision():
    with pytest.raises(UnlawfulStep) as refused:
        rules.rule_set_on(date(2019, 8, 20))
    assert refused.value.code == "before_first_decision"


@pytest.mark.parametrize(
    ("stars", "level", "day", "lawful"),
    [
        (3, "province", date(2022, 6, 1), True),
        (3, "district", date(2022, 6, 1), False),
        (3, "district", date(2023, 2, 24), True),
        (3, "province", date(2024, 1, 1), False),
        (3, "district", date(2025, 7, 5), True),
        (3, "district", date(2025, 7, 6), False),
        (3, "province", date(2025, 7, 6), True),
        (4, "district", date(2024, 1, 1), False),
        (4, "province", date(2024, 1, 1), True),
        (5, "province", date(2026, 6, 1), False),
        (5, "national", date(2026, 6, 1), True),
        (3, "district", date(2026, 6, 1), False),
    ],
)
def test_only_the_body_of_the_day_may_decide_on_a_star(stars, level, day, lawful):
    if lawful:
        rules.check_grant(stars, day, rules.last_day(day, 36), level)
        return
    with pytest.raises(UnlawfulStep) as refused:
        rules.check_grant(stars, day, rules.last_day(day, 36), level)
    assert refused.value.code == "issuer_may_not_decide"


def test_a_district_deciding_in_2026_is_refused_with_the_article():
    with pytest.raises(UnlawfulStep) as refused:
        rules.check_grant(3, date(2026, 6, 1), date(2029, 6, 1), "district")
    assert refused.value.article == "26/2026/QĐ-TTg art. 4.1"


@pytest.mark.parametrize("stars", [0, 1, 2, 6])
def test_there_are_certificates_of_3_4_and_5_stars_only(stars):
    with pytest.raises(UnlawfulStep) as refused:
        rules.check_grant(stars, date(2026, 6, 1), date(2029, 6, 1), "province")
    assert refused.value.code == "star_out_of_range"


@pytest.mark.parametrize(
    ("issued", "last"),
    [
        (date(2021, 3, 30), date(2024, 3, 30)),
        (date(2024, 2, 29), date(2027, 2, 28)),
        (date(2025, 12, 31), date(2028, 12, 31)),
    ],
)
def test_36_months_end_with_the_day_of_the_same_number(issued, last):
    assert rules.last_day(issued, 36) == last


@given(st.dates(date(2019, 8, 21), date(2090, 1, 1)), st.integers(1, 120))
def test_a_term_never_ends_in_another_month_than_counted(issued, months):
    last = rules.last_day(issued, months)
    assert (last.year * 12 + last.month) - (issued.year * 12 + issued.month) == months
    assert last.day <= issued.day


@pytest.mark.parametrize(
    ("until", "lawful"),
    [
        (date(2026, 6, 30), False),
        (date(2026, 7, 1), True),
        (date(2026, 12, 27), True),
        (date(2026, 12, 28), False),
    ],
)
def test_an_extension_lasts_at_most_180_days_after_the_end(until, lawful):
    if lawful:
        rules.check_extension(date(2026, 6, 30), until)
        return
    with pytest.raises(UnlawfulStep):
        rules.check_extension(date(2026, 6, 30), until)


def test_revocation_grounds_are_the_six_letters_of_article_8():
    assert "".join(rules.grounds()) == "abcdđe"
    with pytest.raises(UnlawfulStep) as refused:
        rules.check_revocation("")
    assert (refused.value.code, refused.value.article) == ("ground_missing", "26/2026/QĐ-TTg art. 8.1")
    assert refused.value.details["letters"] == "a, b, c, d, đ, e"


# Which rules hold on which day

NOW, BEFORE = "26/2026/QĐ-TTg", "1489/QĐ-TTg"


@pytest.mark.parametrize(
    ("day", "kind", "decisions"),
    [
        (date(2026, 5, 21), "first", [BEFORE]),
        (date(2026, 5, 21), "again", [BEFORE]),
        (date(2026, 5, 22), "first", [NOW, BEFORE]),
        (date(2026, 5, 22), "upgrade", [NOW, BEFORE]),
        (date(2026, 5, 22), "again", [NOW, BEFORE]),
        (date(2026, 6, 21), "again", [NOW, BEFORE]),
        (date(2026, 6, 22), "again", [NOW]),
        (date(2026, 6, 22), "first", [NOW, BEFORE]),
        (date(2026, 7, 21), "first", [NOW, BEFORE]),
        (date(2026, 7, 21), "upgrade", [NOW, BEFORE]),
        (date(2026, 7, 21), "again", [NOW]),
        (date(2026, 7, 21), "", [NOW, BEFORE]),
        (date(2026, 7, 22), "first", [NOW]),
        (date(2026, 7, 22), "upgrade", [NOW]),
        (date(2026, 7, 22), "", [NOW]),
        (date(2023, 2, 24), "first", ["148/QĐ-TTg"]),
        (date(2025, 7, 6), "again", [BEFORE]),
    ],
)
def test_pending_dossiers_may_be_finished_under_the_earlier_rules_for_a_while(day, kind, decisions):
    assert [found.decision for found in rules.rule_sets_for(day, kind)] == decisions


@pytest.mark.parametrize(
    ("decision", "day", "kind"),
    [
        (BEFORE, date(2026, 5, 21), "first"),
        (BEFORE, date(2026, 7, 21), "first"),
        (BEFORE, date(2026, 6, 21), "again"),
        (NOW, date(2026, 5, 22), "again"),
        ("148/QĐ-TTg", date(2024, 1, 1), ""),
    ],
)
def test_a_certificate_may_be_issued_under_the_rules_of_its_day(decision, day, kind):
    rules.check_rule_set(decision, day, kind)


@pytest.mark.parametrize(
    ("decision", "day", "kind", "article", "until"),
    [
        (NOW, date(2026, 5, 21), "first", BEFORE, None),
        (BEFORE, date(2026, 7, 22), "upgrade", f"{NOW} art. 12.2.a", date(2026, 7, 21)),
        (BEFORE, date(2026, 6, 22), "again", f"{NOW} art. 12.2.b", date(2026, 6, 21)),
        ("148/QĐ-TTg", date(2026, 6, 1), "first", f"{NOW} art. 11.1", None),
        ("7/QĐ-TTg", date(2026, 6, 1), "first", f"{NOW} art. 11.1", None),
    ],
)
def test_rules_of_another_time_are_refused_with_the_article(decision, day, kind, article, until):
    with pytest.raises(UnlawfulStep) as refused:
        rules.check_rule_set(decision, day, kind)
    assert (refused.value.code, refused.value.article) == ("rules_not_in_force", article)
    assert refused.value.details.get("until") == until


def test_a_grant_can_be_judged_by_the_earlier_rules():
    day, end = date(2026, 6, 1), date(2029, 6, 1)
    rules.check_grant(3, day, end, "district", rules.rule_set("148/QĐ-TTg"))
    with pytest.raises(UnlawfulStep) as refused:
        rules.check_grant(3, day, end, "district", rules.rule_set(BEFORE))
    assert refused.value.article == BEFORE


def test_a_last_day_before_the_day_of_issue_is_refused():
    with pytest.raises(UnlawfulStep) as refused:
        rules.check_grant(4, date(2026, 6, 1), date(2026, 5, 31), "province")
    assert (refused.value.code, refused.value.article) == ("expiry_before_issue", f"{NOW} art. 4.3")


def test_the_longest_lawful_term_is_named():
    with pytest.raises(UnlawfulStep) as refused:
        rules.check_grant(3, date(2024, 2, 29), date(2027, 3, 1), "district")
    assert (refused.value.code, refused.value.details["latest"]) == ("term_too_long", date(2027, 2, 28))


# Revocation


@pytest.mark.parametrize(
    ("stars", "level", "day", "lawful"),
    [
        (3, "province", date(2026, 6, 1), True),
        (4, "province", date(2026, 6, 1), True),
        (5, "national", date(2026, 6, 1), True),
        (5, "province", date(2026, 6, 1), False),
        (4, "national", date(2026, 6, 1), False),
        (3, "district", date(2026, 6, 1), False),
        (3, "commune", date(2026, 5, 22), False),
        (3, "district", date(2026, 5, 21), True),  # who revoked under earlier rules is not known
        (5, "province", None, False),
        (5, "", date(2026, 6, 1), True),
        (None, "district", date(2026, 6, 1), True),
    ],
)
def test_who_recognises_a_star_takes_it_away(stars, level, day, lawful):
    if lawful:
        rules.check_revocation("d", stars=stars, level=level, day=day)
        return
    with pytest.raises(UnlawfulStep) as refused:
        rules.check_revocation("d", stars=stars, level=level, day=day)
    assert (refused.value.code, refused.value.article) == ("revoker_may_not", f"{NOW} art. 8.2")


# The data


@pytest.mark.parametrize("found", rules.rule_sets(), ids=lambda found: found.decision)
def test_what_a_decision_says_agrees_with_itself(found):
    assert sorted(found.bands) == [1, 2, 3, 4, 5]
    bounds = [found.bands[star] for star in sorted(found.bands)]
    assert all(lower[1] == upper[0] for lower, upper in pairwise(bounds))
    assert (bounds[0][0], bounds[-1][1]) == (0, found.full_score)
    assert set(found.deciders) <= set(rules.STARS)
    assert all(found.deciders.values())
    assert found.lapses_on is None or found.lapses_on >= (found.in_force_until or found.in_force_from)
    assert found.potential_5.min_score == found.bands[5][0]
    if found.filing_window_days:
        assert found.filing_window_days[0] > found.filing_window_days[1] > 0
    for pending in found.pending:
        assert set(pending.kinds) <= set(RecognitionKind.values)
        assert found.in_force_from < pending.until <= rules.rule_set(pending.under).lapses_on
    assert found.revokers == {} or set(found.revokers) == set(found.deciders)


def test_each_decision_takes_over_on_the_day_after_the_one_before():
    for earlier, later in pairwise(rules.rule_sets()):
        assert earlier.in_force_until + timedelta(days=1) == later.in_force_from
    assert rules.rule_sets()[-1].in_force_until is None


def test_an_amending_decision_takes_over_what_it_does_not_change():
    amended, amending = rules.rule_set("148/QĐ-TTg"), rules.rule_set(BEFORE)
    assert (amending.amends, amending.validity_months) == ("148/QĐ-TTg", 36)
    assert (amending.bands, amending.parts) == (amended.bands, amended.parts)
    assert amended.deciders[3] == ("district",)
    assert amending.deciders[3] == ("province",)
    assert amended.uncertain != amending.uncertain


@pytest.mark.parametrize(
    ("decision", "lapses_on", "parts"),
    [
        ("1048/QĐ-TTg", date(2023, 2, 23), {"A": 35, "B": 25, "C": 40}),
        ("148/QĐ-TTg", date(2026, 7, 21), {"A": 40, "B": 25, "C": 35}),
        (BEFORE, date(2026, 7, 21), {"A": 40, "B": 25, "C": 35}),
        (NOW, None, {"A": 40, "B": 25, "C": 35}),
    ],
)
def test_parts_and_lapse_of_each_decision(decision, lapses_on, parts):
    found = rules.rule_set(decision)
    assert (found.lapses_on, dict(found.parts), found.full_score) == (lapses_on, parts, 100)


def test_a_field_that_nobody_reads_is_refused():
    data = made_up.carried()
    data["rule_sets"][-1]["validity_month"] = 60
    with pytest.raises(TypeError, match="validity_month"):
        rule_sets.read(data)


# The next decision is data: one that nobody has signed, and no line of code for it


def test_the_next_decision_holds_from_its_day():
    law = made_up.law()
    assert rules.rule_set_on(date(2030, 2, 28), law).decision == NOW
    assert rules.rule_set_on(date(2030, 3, 1), law).decision == "99/2030/QĐ-TTg"
    assert rules.rule_set_on(date(2030, 3, 1)).decision == NOW  # the packaged law has not changed


@pytest.mark.parametrize(
    ("day", "kind", "decisions"),
    [
        (date(2030, 2, 28), "again", [NOW]),
        (date(2030, 3, 15), "again", ["99/2030/QĐ-TTg", NOW]),
        (date(2030, 3, 16), "again", ["99/2030/QĐ-TTg"]),
        (date(2030, 3, 1), "first", ["99/2030/QĐ-TTg"]),
    ],
)
def test_the_next_decision_brings_its_own_overlap(day, kind, decisions):
    assert [found.decision for found in rules.rule_sets_for(day, kind, made_up.law())] == decisions


@pytest.mark.parametrize(
    ("stars", "level", "until", "code"),
    [
        (4, "region", date(2032, 3, 1), None),
        (5, "region", date(2032, 3, 1), None),
        (5, "national", date(2032, 3, 1), None),
        (4, "province", date(2032, 3, 1), "issuer_may_not_decide"),
        (3, "region", date(2032, 3, 1), "star_out_of_range"),
        (4, "region", date(2032, 3, 2), "term_too_long"),
    ],
)
def test_the_next_decision_has_its_own_bodies_stars_and_term(stars, level, until, code):
    following = rules.rule_set("99/2030/QĐ-TTg", made_up.law())
    if code is None:
        rules.check_grant(stars, date(2030, 3, 1), until, level, following)
        return
    with pytest.raises(UnlawfulStep) as refused:
        rules.check_grant(stars, date(2030, 3, 1), until, level, following)
    assert (refused.value.code, refused.value.article[:14]) == (code, "99/2030/QĐ-TTg")


def test_the_next_decision_has_its_own_extension():
    law, end = made_up.law(), date(2030, 4, 30)
    rules.check_extension(end, date(2030, 6, 29), date(2030, 4, 1), law)
    with pytest.raises(UnlawfulStep) as refused:
        rules.check_extension(end, date(2030, 6, 30), date(2030, 4, 1), law)
    assert refused.value.article == "99/2030/QĐ-TTg art. 20.2"
    rules.check_extension(end, date(2030, 10, 27), date(2030, 2, 28), law)  # decided under the rules before


def test_the_next_decision_has_its_own_grounds_and_revokers():
    law, before, after = made_up.law(), date(2030, 2, 28), date(2030, 3, 1)
    assert [*rules.grounds(after, law)] == ["a", "g"]
    assert "".join(rules.grounds(before, law)) == "".join(rules.grounds(date(2024, 1, 1), law)) == "abcdđe"
    rules.check_revocation("đ", stars=4, level="province", day=before, law=law)
    rules.check_revocation("g", stars=4, level="national", day=after, law=law)
    for ground, level, code in (("đ", "national", "ground_missing"), ("g", "region", "revoker_may_not")):
        with pytest.raises(UnlawfulStep) as refused:
            rules.check_revocation(ground, stars=4, level=level, day=after, law=law)
        assert refused.value.code == code
