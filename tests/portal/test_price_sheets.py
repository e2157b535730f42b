"""Prices and stock by spreadsheet: download, change, look, apply; nothing half-written."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from ocop_shop.producers import actions as producers
from ocop_shop.supply import actions
from ocop_shop.supply.figures import Figures
from ocop_shop.test.factories import make_user
from tests.supply.selling import make_goods, make_seller, now, row, sell

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


@pytest.fixture
def producer():
    return make_seller()


@pytest.fixture
def editor(client, producer):
    user = make_user()
    producers.add_member(producer, user, "editor")
    client.force_login(user)
    return user


def page(producer):
    return reverse("ocop:portal-price-sheet", args=[producer.slug])


def downloaded(client, producer):
    """The workbook, and its rows by the code of the goods."""
    book = load_workbook(BytesIO(client.get(page(producer), {"download": "xlsx"}).content))
    return book, {str(cells[0].value): cells for cells in book.active.iter_rows(min_row=2)}


def as_bytes(book) -> bytes:
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def send(client, producer, content: bytes | str, name="gia.xlsx"):
    told = content.encode() if isinstance(content, str) else content
    return client.post(page(producer), {"do": "check", "file": SimpleUploadedFile(name, told)})


def told_of(answer):
    """Changes, errors and untouched rows of a dry run."""
    text = answer.content.decode()
    return tuple(int(re.search(rf'data-{name}="(\d+)"', text)[1]) for name in ("changes", "errors", "same"))


def apply(client, producer, answer, **more):
    token = re.search(r'name="token" value="([^"]+)"', answer.content.decode())
    return client.post(page(producer), {"do": "apply", "token": token[1], **more})


def test_the_list_has_vietnamese_headers_and_own_goods_alone(client, producer, editor):
    record = make_goods(producer, "Kẹo dừa", price=50_000, stock=10)
    make_goods(make_seller("Cơ sở Ba Lúa"))
    book, rows = downloaded(client, producer)
    assert [cell.value for cell in book.active[1]][:4] == ["Mã", "Tên hàng", "Giá bán (đ)", "Số lượng còn"]
    assert {code: [cell.value for cell in cells][1:4] for code, cells in rows.items()} == {
        record.partner_sku: ["Kẹo dừa", 50_000, 10]
    }


def test_a_list_sent_back_unchanged_changes_nothing(client, producer, editor):
    for number in range(3):
        make_goods(producer, price=50_000 + number, stock=number)
    make_goods(producer, stock=None)
    book, _rows = downloaded(client, producer)
    answer = send(client, producer, as_bytes(book))
    assert (answer.status_code, told_of(answer)) == (200, (0, 0, 4))
    assert "token" not in re.findall(r'name="(\w+)"', answer.content.decode())


def test_what_was_changed_in_the_list_is_shown_first_and_then_saved(client, producer, editor):
    one, two = make_goods(producer, price=50_000, stock=10), make_goods(producer, price=20_000, stock=3)
    book, rows = downloaded(client, producer)
    rows[one.partner_sku][2].value = 55_000
    rows[two.partner_sku][3].value = "40"
    answer = send(client, producer, as_bytes(book))
    assert told_of(answer) == (2, 0, 0)
    assert (now(one).price, now(two).stock) == (50_000, 3)
    assert apply(client, producer, answer).status_code == 302
    assert (now(one), now(two)) == (Figures(55_000, 10), Figures(20_000, 40))
    assert apply(client, producer, answer).status_code == 302
    assert producer.price_changes.count() == 1


def test_a_csv_file_with_other_order_and_headers_is_read(client, producer, editor):
    record = make_goods(producer, price=50_000, stock=10)
    answer = send(client, producer, f"Số lượng;Mã hàng;Giá bán\n12;{record.partner_sku};51.000\n", "gia.csv")
    apply(client, producer, answer)
    assert now(record) == Figures(51_000, 12, None)


def test_one_wrong_row_is_named_and_keeps_all_from_being_saved(client, producer, editor):
    one, two = make_goods(producer, price=50_000), make_goods(producer, price=50_000)
    rows = [
        "Mã,Giá bán (đ),Số lượng còn",
        f"{one.partner_sku},60.000,5",
        f"{two.partner_sku},không,-3",
        "la-lung,1000,1",
        f"{one.partner_sku},61.000,5",
        ",1000,1",
    ]
    answer = send(client, producer, "\n".join(rows), "gia.csv")
    text = answer.content.decode()
    assert (answer.status_code, told_of(answer)) == (422, (1, 4, 0))
    wrong = re.findall(r'data-row="(\d+)" class="is-wrong"', text)
    assert wrong == ["3", "4", "5", "6"]
    assert 'name="token"' not in text
    assert now(one) == now(two) == Figures(50_000, 10, None)
    fixed = "\n".join([*rows[:2], f"{two.partner_sku},70.000,3"])
    apply(client, producer, send(client, producer, fixed, "gia.csv"))
    assert (now(one).price, now(two).price) == (60_000, 70_000)


def test_a_formula_is_not_calculated(client, producer, editor):
    record = make_goods(producer, price=50_000)
    book, rows = downloaded(client, producer)
    rows[record.partner_sku][2].value = "=40000+20000"
    answer = send(client, producer, as_bytes(book))
    assert (answer.status_code, told_of(answer)) == (422, (0, 1, 0))
    assert now(record).price == 50_000


def test_a_code_with_a_sign_that_no_workbook_holds_goes_out_and_comes_back(client, producer, editor):
    record = make_goods(producer)
    type(record).objects.filter(pk=record.pk).update(partner_sku="MO\x0b1")
    book, cells = downloaded(client, producer)
    assert list(cells) == ["MO1"]
    cells["MO1"][2].value = 77_000
    assert told_of(send(client, producer, as_bytes(book))) == (1, 0, 0)


def test_names_and_codes_that_begin_like_formulas_go_out_as_text_and_come_back(client, producer, editor):
    record = make_goods(producer, "=HYPERLINK(1)", price=50_000)
    type(record).objects.update(partner_sku="=1+1")
    book, rows = downloaded(client, producer)
    assert [cell.data_type for cell in rows["'=1+1"][:2]] == ["s", "s"]
    rows["'=1+1"][2].value = 60_000
    apply(client, producer, send(client, producer, as_bytes(book)))
    assert now(record).price == 60_000


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("Họ tên,Ngày sinh\nAn,1990\n", "a.csv"),
        ("Tên hàng,Giá bán\nKẹo,1000\n", "a.csv"),
        ("Mã,Tên hàng\nA,Kẹo\n", "a.csv"),
        ("Mã,Giá bán\n", "a.csv"),
        ("", "a.csv"),
        (b"%PDF-1.7", "a.pdf"),
        (b"PK\x03\x04 no zip", "a.xlsx"),
    ],
)
def test_another_file_is_refused_with_words(client, producer, editor, content, name):
    answer = send(client, producer, content, name)
    assert answer.status_code == 422
    assert "data-problem" in answer.content.decode()


def test_no_file_is_said(client, producer, editor):
    assert client.post(page(producer), {"do": "check"}).status_code == 422


def test_sales_since_the_download_do_not_undo_themselves(client, producer, editor):
    """The number of pieces in an old file is not written where nobody changed it."""
    record = make_goods(producer, price=50_000, stock=10)
    book, rows = downloaded(client, producer)
    sell(record, 4)
    rows[record.partner_sku][2].value = 60_000
    apply(client, producer, send(client, producer, as_bytes(book)))
    assert now(record) == Figures(60_000, 6, None)


def test_what_somebody_changed_since_the_download_has_to_be_read_first(client, producer, editor):
    record = make_goods(producer, price=50_000)
    book, rows = downloaded(client, producer)
    actions.change_prices(producer, [row(record, price=55_000)])
    rows[record.partner_sku][2].value = 60_000
    answer = send(client, producer, as_bytes(book))
    text = answer.content.decode()
    assert "55.000" in text
    assert 'name="read"' in text
    assert apply(client, producer, answer).status_code == 422
    assert now(record).price == 55_000
    assert apply(client, producer, answer, read="1").status_code == 302
    assert now(record).price == 60_000


def test_a_change_between_looking_and_applying_is_shown_without_sending_the_file_again(client, producer, editor):
    one, two = make_goods(producer, price=50_000), make_goods(producer, price=50_000)
    content = f"Mã,Giá bán\n{one.partner_sku},60000\n{two.partner_sku},61000\n"
    answer = send(client, producer, content, "gia.csv")
    actions.change_prices(producer, [row(two, price=1_000)])
    second = apply(client, producer, answer)
    assert second.status_code == 422
    assert (now(one).price, now(two).price) == (50_000, 1_000)
    assert apply(client, producer, second, read="1").status_code == 302
    assert (now(one).price, now(two).price) == (60_000, 61_000)


def test_a_check_is_good_for_its_editor_its_producer_and_an_hour(client, producer, editor, frozen):
    record = make_goods(producer, price=50_000)
    answer = send(client, producer, f"Mã,Giá bán\n{record.partner_sku},60000\n", "gia.csv")
    token = re.search(r'name="token" value="([^"]+)"', answer.content.decode())[1]
    colleague = make_user()
    producers.add_member(producer, colleague, "owner")
    client.force_login(colleague)
    for told in (token, token[:-2] + "xx", "", "x:y:z"):
        assert client.post(page(producer), {"do": "apply", "token": told}).status_code == 422
    assert now(record).price == 50_000


def test_a_list_of_a_hundred_rows_is_looked_at_in_few_queries(client, producer, editor, assert_queries):
    records = [make_goods(producer, price=50_000) for _number in range(100)]
    content = "Mã,Giá bán\n" + "".join(f"{record.partner_sku},60000\n" for record in records)
    with assert_queries(14):
        assert told_of(send(client, producer, content, "gia.csv")) == (100, 0, 0)
