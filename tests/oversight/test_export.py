"""The register as a file: the rows of the list, true on the day, read back as they were; nothing in it calculates."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from openpyxl import load_workbook

from ocop_shop.certification import actions
from ocop_shop.oversight import export
from ocop_shop.test.factories import make_certificate, make_producer, make_product
from tests.oversight.staff import QUANG_NGAI, VINH_LONG, client

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


@pytest.fixture(autouse=True)
def _today(frozen):
    frozen("2026-11-22 09:00:00")


def make(title, province=VINH_LONG, **facts):
    return make_certificate(make_product(title, province=province), **{"issued_on": date(2026, 6, 1), **facts})


def taken(visitor, form, **asked):
    """The rows of the file, as lists; the head comes first."""
    answer = visitor.get(reverse("ocop_register:export", args=[form]), asked)
    assert answer.status_code == 200
    content = b"".join(answer) if answer.streaming else answer.content
    if form == "csv":
        return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    return [list(row) for row in load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)]


def test_a_workbook_reads_back_as_it_was_written():
    product = make_product("Dừa sáp", producer=make_producer("HTX Sáp", province=VINH_LONG))
    certificate = make_certificate(
        product, issued_on=date(2026, 6, 1), number="17/QĐ-UBND", kind="first", score=None, producer_name="HTX Sáp"
    )
    head, row = taken(client("central", language="en"), "xlsx")
    with translation.override("en"):
        assert head == export.head()
    assert dict(zip(export.HEAD, row, strict=True)) == {
        "code": certificate.code,
        "product_name": "Dừa sáp",
        "made_by": "HTX Sáp",
        "province": "Vĩnh Long",
        "commune": None,
        "stars": 4,
        "state": "in force",
        "number": "17/QĐ-UBND",
        "issued_on": datetime(2026, 6, 1),
        "issuer": "UBND tỉnh thử nghiệm",
        "level": "province",
        "valid_from": datetime(2026, 6, 1),
        "expires_on": datetime(2029, 6, 1),
        "ends_on": datetime(2029, 6, 1),
        "kind": "first recognition",
        "evidence": "A: signed decision",
        "score": None,
        "rule_set": "26/2026/QĐ-TTg",
        "recorded_on": datetime(2026, 11, 22),
    }


def test_csv_says_the_same_in_text_and_opens_in_excel():
    certificate = make("Dừa sáp", score="82.5")
    answer = client("central").get(reverse("ocop_register:export", args=["csv"]))
    assert b"".join(answer).startswith(b"\xef\xbb\xbf")
    assert (answer["Content-Type"], answer["Content-Disposition"]) == (
        "text/csv; charset=utf-8",
        'attachment; filename="ocop-register-20261122.csv"',
    )
    row = dict(zip(export.HEAD, taken(client("central"), "csv")[1], strict=True))
    assert (row["code"], row["stars"], row["expires_on"], row["score"]) == (certificate.code, "4", "01/06/2029", "82.5")


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("evil", ["=1+1", "+84", "-2", "@SUM(A1)", "\t=1", "＝1"])
def test_a_cell_that_begins_like_a_formula_is_text(form, evil):
    make_certificate(make_product(province=VINH_LONG), product_name=evil, producer_name=evil, issuer=evil)
    row = dict(zip(export.HEAD, taken(client("central"), form)[1], strict=True))
    # Where a text file is divided by tabs, what follows one begins a cell as well.
    neutral = "'\t'=1" if (form, evil) == ("csv", "\t=1") else f"'{evil}"
    assert {row["product_name"], row["made_by"], row["issuer"]} == {neutral}
    if form == "xlsx":
        answer = client("central").get(reverse("ocop_register:export", args=["xlsx"]))
        cells = [cell for row in load_workbook(io.BytesIO(answer.content)).active for cell in row]
        assert {cell.data_type for cell in cells} <= {"s", "inlineStr", "n", "d"}


def test_the_file_holds_what_the_list_was_narrowed_to_in_its_order():
    make("Bánh", stars=3)
    make("Cốm", stars=3)
    make("Dừa", stars=4)
    rows = taken(client("central"), "csv", stars="3", sort="-product")
    assert [row[1] for row in rows[1:]] == ["Cốm", "Bánh"]


def test_the_state_in_the_file_is_the_state_of_the_day():
    certificate = make("Dừa sáp", issued_on=date(2023, 10, 1))
    actions.extend(certificate, until=date(2027, 2, 1))
    row = dict(zip(export.HEAD, taken(client("central", language="en"), "csv")[1], strict=True))
    assert (row["state"], row["expires_on"], row["ends_on"]) == ("extended, in force", "01/10/2026", "01/02/2027")


def test_an_export_is_on_record_with_its_count_and_what_was_asked_for():
    make("Bánh", stars=3)
    make("Dừa", stars=4)
    officer = client("Vĩnh Long")
    taken(officer, "xlsx", stars="4", state="in_force")
    entry = apps.get_model("ocop_audit", "Entry").objects.filter(act="register.exported").get()
    assert (entry.subject, entry.actor) == ("register", officer.user.pk)
    assert entry.after == {"format": "xlsx", "count": 1, "asked": {"stars": 4, "state": "in_force"}}


def test_an_export_ends_at_the_remit():
    make("Dừa")
    make("Tỏi", QUANG_NGAI)
    assert [row[1] for row in taken(client("Quảng Ngãi"), "csv")[1:]] == ["Tỏi"]


@pytest.mark.parametrize("form", ["pdf", "xls", "csv2"])
def test_there_is_no_other_format(form):
    assert client("central").get(reverse("ocop_register:export", args=[form])).status_code == 404
    assert not apps.get_model("ocop_audit", "Entry").objects.filter(act="register.exported").exists()


def test_a_file_of_many_rows_asks_as_often_as_a_file_of_one():
    visitor, counts = client("Vĩnh Long"), []
    for number in (1, 30):
        for _one in range(number):
            make("Kẹo")
        with CaptureQueriesContext(connection) as asked:
            taken(visitor, "csv")
        counts.append(len(asked))
    assert counts[0] == counts[1]
