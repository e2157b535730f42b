"""Nothing that is handed out is calculated by whoever opens it."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from ocop_shop.core.spreadsheets import neutral, neutral_in_csv, neutral_in_workbook

DANGEROUS = "=+-@\t\r\n＝＋－＠"


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ('=HYPERLINK("http://example.com","Xem")', '\'=HYPERLINK("http://example.com","Xem")'),
        ("+84912345678", "'+84912345678"),
        ("-2+3", "'-2+3"),
        ("@SUM(1)", "'@SUM(1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("＝1", "'＝1"),
        ("Kẹo dừa = ngon", "Kẹo dừa = ngon"),
        ("", ""),
    ],
)
def test_text_that_begins_like_a_formula_gets_an_apostrophe(value, cell):
    assert neutral(value) == cell


@pytest.mark.parametrize("value", [-5, 4.5, Decimal(-1), date(2026, 11, 22), None, True])
def test_what_is_not_text_stays_what_it_is(value):
    assert neutral(value) is value


@given(st.text() | st.tuples(st.sampled_from(DANGEROUS), st.text()).map("".join))
def test_no_cell_begins_like_a_formula_and_nothing_is_lost(text):
    cell = neutral(text)
    assert not cell.startswith(tuple(DANGEROUS))
    assert cell in {text, f"'{text}"}
    assert neutral(cell) == cell


@pytest.mark.parametrize("separator", ["; ", ";", "|", "\t", "\n", ';"'])
def test_no_cell_begins_like_a_formula_where_another_sign_divides_a_line(separator):
    told = neutral_in_csv(f"Mật ong{separator}=HYPERLINK(1);x - y; z")
    assert told == f"Mật ong{separator}'=HYPERLINK(1);x - y; z"
    assert neutral_in_csv(told) == told
    assert neutral_in_csv(-5) == -5


def test_a_workbook_takes_what_was_copied_from_a_word_processor():
    told = neutral_in_workbook("\x0b=Mật\x01 ong\ufffe\ud800")
    assert told == "'=Mật ong"
    Workbook().active.append([told])
