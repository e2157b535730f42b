"""What came in is read from the statements of banks, however they name and print it."""

from contextlib import suppress
from decimal import Decimal
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from ocop_shop.importing.bank_statements import amount_of, pasted, read
from ocop_shop.importing.limits import FileRejected
from ocop_shop.importing.sheets import cell_of


def found(statement):
    return [(entry.key, int(entry.amount), entry.purpose, entry.day) for entry in statement.entries]


@pytest.mark.parametrize(
    "content",
    [
        "Ngày;Tham chiếu;Ghi nợ;Số tiền ghi có;Mô tả\n29/11/2026;FT1;;1.250.000;OCOP K7QX2M94RB",
        'Date,Transaction ID,Debit,Credit,Description\n29/11/2026,FT1,,"1,250,000.00",OCOP K7QX2M94RB',
        "STT\tThời gian\tMã GD\tDiễn giải\tRút ra\tTiền vào\n1\t29/11/2026\tFT1\tOCOP K7QX2M94RB\t\t+1.250.000 VND",
        "Ngân hàng X\n\nSố: 5\nNgày;Tham chiếu;Nội dung;Phát sinh Có\n29/11/2026;FT1;OCOP K7QX2M94RB;1250000",
    ],
)
def test_columns_are_known_by_their_words(content):
    assert found(pasted(content)) == [("FT1", 1_250_000, "OCOP K7QX2M94RB", "29/11/2026")]


def test_a_workbook_is_read_below_its_letterhead():
    book, sent = Workbook(), BytesIO()
    sheet = book.active
    sheet.append(["SAO KÊ TÀI KHOẢN"])
    sheet.append([])
    sheet.append(["Ngày", "Số CT", "Ghi Nợ", "Ghi Có", "Nội dung"])
    sheet.append(["29/11/2026", "FT1", None, 1_250_000, "OCOP K7QX2M94RB"])
    sheet.append(["29/11/2026", "FT2", 5_000, None, "Phí"])
    sheet.append([None, None, 5_000, 1_250_000, "Tổng cộng"])
    book.save(sent)
    assert found(read(sent.getvalue(), "saoke.xlsx")) == [("FT1", 1_250_000, "OCOP K7QX2M94RB", "29/11/2026")]


def test_rows_without_a_reference_keep_the_same_key_from_file_to_file():
    content = "Ngày;Số tiền;Nội dung\n29/11/2026;5.000;an com\n29/11/2026;5.000;an com\n29/11/2026;6.000;an com"
    first, second, third = [entry.key for entry in pasted(content).entries]
    assert len({first, second, third}) == 3
    assert [entry.key for entry in pasted(content).entries] == [first, second, third]


def test_a_row_that_cannot_be_read_is_named_and_the_others_are_read():
    statement = pasted("Ngày;Số tiền;Nội dung\n29/11/2026;năm nghìn;OCOP\n29/11/2026;5.000;OCOP\n29/11/2026;7.000;")
    assert [(row.number, row.problem) for row in statement.unread] == [(2, "amount_unreadable"), (4, "purpose_missing")]
    assert [int(entry.amount) for entry in statement.entries] == [5_000]


@pytest.mark.parametrize("content", ["", "Ngày;Nội dung\n1;2", "x", "Số tiền\n5", "a;b;c\n1;2;3"])
def test_without_columns_for_amount_and_purpose_nothing_is_guessed(content):
    with pytest.raises(FileRejected):
        pasted(content)


@pytest.mark.parametrize(
    ("printed", "amount"),
    [
        ("1.250.000", 1_250_000),
        ("1,250,000", 1_250_000),
        ("1 250 000", 1_250_000),
        ("1,250,000.00", 1_250_000),
        ("1.250.000,00 ₫", 1_250_000),
        ("+125000VND", 125_000),
        ("-5.000", -5_000),
        ("5", 5),
        (125_000, 125_000),
        (125_000.0, 125_000),
    ],
)
def test_amounts_are_read_as_banks_print_them(printed, amount):
    assert amount_of(cell_of(printed)) == Decimal(amount)


@pytest.mark.parametrize("printed", ["1.25.000", "năm", "1e5", "12,34,567", "5.000.00.1"])
def test_what_may_be_another_amount_is_not_guessed(printed):
    assert amount_of(cell_of(printed)) is None


@given(st.integers(1, 10**12), st.sampled_from([",", "."]))
def test_groups_of_three_never_change_an_amount(number, separator):
    assert amount_of(cell_of(f"{number:,}".replace(",", separator) + " VND")) == number


@given(st.text(max_size=400))
def test_no_paste_makes_the_reader_fail(words):
    with suppress(FileRejected):
        pasted(words)
