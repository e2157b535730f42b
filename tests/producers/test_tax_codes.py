"""Tax codes: the check digit, branches, identity numbers, and however people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop_shop.producers import tax_codes
from ocop_shop.producers.tax_codes import Fault

YEAR = 2026
NINE = st.text("0123456789", min_size=9, max_size=9)


@st.composite
def codes(draw):
    """Ten digits that check; some beginnings have no last digit at all."""
    nine = draw(NINE)
    fitting = [nine + last for last in "0123456789" if tax_codes.checks(nine + last)]
    return draw(st.sampled_from(fitting)) if fitting else draw(codes())


@pytest.mark.parametrize("code", ["2100000014", "2100000039", "2100000053", "2100000014-001"])
def test_codes_that_check(code):
    assert tax_codes.fault(code, YEAR) is None


@given(codes(), st.integers(0, 9), st.integers(1, 9))
def test_one_changed_digit_is_caught(code, position, by):
    changed = code[:position] + str((int(code[position]) + by) % 10) + code[position + 1 :]
    assert tax_codes.fault(changed, YEAR) is Fault.CHECK


@given(codes(), st.integers(0, 8))
def test_two_neighbours_that_changed_places_are_caught(code, position):
    swapped = code[:position] + code[position + 1] + code[position] + code[position + 2 :]
    assert swapped == code or tax_codes.fault(swapped, YEAR) is Fault.CHECK


@given(NINE)
def test_a_beginning_has_one_last_digit_or_none(nine):
    assert sum(tax_codes.checks(f"{nine}{last}") for last in range(10)) <= 1


@given(codes(), st.integers(1, 999))
def test_a_branch_is_checked_like_its_head(code, branch):
    assert tax_codes.fault(f"{code}-{branch:03}", YEAR) is None
    wrong = code[:9] + str((int(code[9]) + 1) % 10)
    assert tax_codes.fault(f"{wrong}-{branch:03}", YEAR) is Fault.CHECK


@given(
    codes(), st.lists(st.sampled_from([" ", ".", "-", "\u00a0", "–", "\u2011", "/", "  "]), min_size=10, max_size=10)
)
def test_signs_between_digits_do_not_count(code, signs):
    written = "".join(digit + sign for digit, sign in zip(code, signs, strict=True))
    assert tax_codes.normal(written) == code


@pytest.mark.parametrize(
    "written", ["2100000014001", "2100000014-001", "2100 000 014 - 001", "２１０００００01４－001"]
)
def test_a_branch_is_kept_with_one_hyphen(written):
    assert tax_codes.normal(written) == "2100000014-001"


@given(st.text(max_size=30))
def test_anything_is_read_and_reading_again_changes_nothing(said):
    code = tax_codes.normal(said)
    assert tax_codes.normal(code) == code
    tax_codes.fault(code, YEAR)


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("", Fault.LENGTH),
        ("210000001", Fault.LENGTH),
        ("21000000141", Fault.LENGTH),
        ("2100000014-01", Fault.LENGTH),
        ("21000000A4", Fault.LENGTH),
        ("٢١٠٠٠٠٠٠١٤", Fault.LENGTH),
        ("2100000015", Fault.CHECK),
        ("2100000014-000", Fault.BRANCH),
    ],
)
def test_what_is_no_code_says_why(code, why):
    assert tax_codes.fault(code, YEAR) is why


@pytest.mark.parametrize("code", ["084190001234", "001099000001", "079203012345", "096326000001", "101175000001"])
def test_identity_numbers_that_can_be(code):
    assert tax_codes.fault(code, YEAR) is None


@pytest.mark.parametrize(
    ("code", "what"),
    [
        ("003190001234", "no province"),
        ("099190001234", "no province"),
        ("999190001234", "no country"),
        ("084490001234", "another century"),
        ("084990001234", "another century"),
        ("084227000001", "born next year"),
    ],
)
def test_identity_numbers_that_cannot_be(code, what):
    assert tax_codes.fault(code, YEAR) is Fault.PERSON, what


def test_an_identity_number_is_shown_by_its_end_alone():
    assert tax_codes.shown("084190001234") == "••••••••1234"
    assert tax_codes.shown("2100000014-001") == "2100000014-001"
