"""The sentences in which the register refuses a step."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.utils.translation import override

import ocop_shop.certification
from ocop_shop.certification import exceptions, rules, scoring, terms
from ocop_shop.certification.exceptions import PROBLEMS, sentence
from ocop_shop.certification.rules import UnlawfulStep

NOW = rules.rule_set("26/2026/QĐ-TTg")
PACKAGE = Path(ocop_shop.certification.__file__).parent


def refusal(check, *arguments, **named):
    """The English sentence with which `check` refuses."""
    with pytest.raises(UnlawfulStep) as refused:
        check(*arguments, **named)
    with override("en"):
        return sentence(refused.value)


def test_every_code_that_is_raised_has_a_sentence():
    written = "\n".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))
    raised = set(re.findall(r"(?:UnlawfulStep|refuse)\(\s*\"(\w+)\"", written))
    raised |= {"filed_too_early", "filed_too_late"}
    assert raised >= {"star_out_of_range", "wrong_sum", "revoker_may_not"}
    assert raised - set(PROBLEMS) == set()


@pytest.mark.parametrize("code", sorted(PROBLEMS))
def test_a_sentence_needs_no_details(code):
    with override("en"):
        told = sentence(UnlawfulStep(code, "26/2026/QĐ-TTg art. 8.4"))
    assert told.endswith("Source: 26/2026/QĐ-TTg art. 8.4.")
    assert "%" not in told


@pytest.mark.parametrize("code", sorted(exceptions._ADDED))
def test_details_are_added_to_known_problems_only(code):
    assert code in PROBLEMS


def test_a_dossier_filed_too_late_is_told_both_days_and_whom_to_ask():
    assert refusal(terms.check_filing, date(2028, 5, 12), date(2028, 1, 14), NOW) == (
        "The days for filing a dossier for re-evaluation have passed. They ran from 14/11/2027 to 13/01/2028. "
        "Ask your commune what is possible now. Source: 26/2026/QĐ-TTg art. 7.6.a."
    )


def test_a_dossier_filed_too_early_is_told_both_days():
    assert refusal(terms.check_filing, date(2028, 5, 12), date(2027, 11, 13), NOW) == (
        "It is too early to file a dossier for re-evaluation. It is filed from 14/11/2027 to 13/01/2028. "
        "Source: 26/2026/QĐ-TTg art. 7.6.a."
    )


def test_an_extension_that_is_too_long_is_told_its_last_day():
    assert refusal(rules.check_extension, date(2026, 6, 30), date(2026, 12, 28)) == (
        "An extension ends after the certificate and no later than the rules allow. "
        "Its last day is 27/12/2026 at the latest. Source: 26/2026/QĐ-TTg art. 12.3."
    )


def test_rules_that_have_lapsed_are_told_their_last_day():
    assert refusal(rules.check_rule_set, "1489/QĐ-TTg", date(2026, 7, 22), "first") == (
        "A certificate of that day cannot be issued under these rules. "
        "Pending dossiers could be finished under 1489/QĐ-TTg until 21/07/2026. In force: 26/2026/QĐ-TTg. "
        "Source: 26/2026/QĐ-TTg art. 12.2.a."
    )


def test_a_missing_ground_is_told_the_letters():
    assert refusal(rules.check_revocation, "") == (
        "A revocation needs a ground: one of the letters that the decision names. "
        "The letters are a, b, c, d, đ, e. Source: 26/2026/QĐ-TTg art. 8.1."
    )


def test_a_body_that_may_not_revoke_is_told_the_article():
    assert refusal(rules.check_revocation, "d", stars=5, level="province", day=date(2026, 6, 1)) == (
        "This body may not revoke a certificate of this star. Source: 26/2026/QĐ-TTg art. 8.2."
    )


def test_points_are_told_with_their_sum():
    parts = {"A": Decimal(30), "B": Decimal("20.5"), "C": Decimal(30)}
    assert refusal(scoring.check_scores, parts, Decimal(81), NOW) == (
        "The parts do not add up to the total. They make 80.5, the total says 81. Source: 26/2026/QĐ-TTg art. 3.1."
    )


def test_a_star_above_its_band_is_told_the_highest():
    assert refusal(scoring.check_result, "province", 4, Decimal("69.9"), NOW) == (
        "The total is too low for this star. 69.9 points give at most 3 stars. Source: 26/2026/QĐ-TTg art. 3.3."
    )


def test_numbers_are_written_as_the_reader_writes_them():
    step = UnlawfulStep("wrong_sum", "", sum=Decimal("80.5"), total=Decimal(81))
    with override("vi"):
        assert "80,5" in sentence(step)


def test_a_step_out_of_order_rests_on_no_article():
    with override("en"):
        told = sentence(UnlawfulStep("reason_missing", "26/2026/QĐ-TTg"))
        started = sentence(UnlawfulStep("effective_before_start", "26/2026/QĐ-TTg", day=date(2026, 6, 1)))
    assert told == "Say why: this step is written down with its reason."
    assert started == "This cannot take effect before the certificate does. Its first day is 01/06/2026."
