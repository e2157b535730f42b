"""The law as data."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop_shop.certification import rules
from ocop_shop.certification.rules import UnlawfulStep


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
    with pytest.raises(UnlawfulStep):
        rules.check_revocation("")
