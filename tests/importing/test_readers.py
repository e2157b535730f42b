"""What may be opened at all, and what a cell is once it is open."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO

import pytest
from openpyxl import Workbook

from ocop_shop.importing.readers import FileRejected, Limits, read_file

LINE = "Tên sản phẩm;Chủ thể;Hạng sao\nMật hoa dừa;HTX Đồng Sen;4 sao\n"


def _reason(content: bytes, filename: str, **limits: int) -> str:
    with pytest.raises(FileRejected) as rejected:
        read_file(content, filename, Limits(**limits))
    return rejected.value.reason


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
    ],
)
def test_unicode_encodings_are_told_apart(encoding: str, told: str) -> None:
    book = read_file(LINE.encode(encoding), "a.csv")
    assert book.encoding == told
    assert book.sheets[0].rows[2][2].text == "HTX Đồng Sen"


def test_windows_1258_is_composed() -> None:
    # Windows-1258 writes tones as marks of their own behind the vowel: "Mật" is "Mâ" and a dot below.
    content = "Tên sa\u0309n phâ\u0309m,Chu\u0309 thê\u0309\nMâ\u0323t hoa,HTX A".encode("cp1258")
    book = read_file(content, "a.csv")
    assert book.encoding == "cp1258"
    assert [cell.text for cell in book.sheets[0].rows[1].values()] == ["Tên sản phẩm", "Chủ thể"]
    assert book.sheets[0].rows[2][1].text == "Mật hoa"


@pytest.mark.parametrize(
    "content",
    [
        b"T\xaan s\xb6n ph\xc8m;Ch\xf1 th\xd3\nM\xcbt hoa d\xf5a;HTX \xa7\xe5ng Sen",  # TCVN3
        LINE.encode() + b"\xc3",  # UTF-8 cut off inside a letter
        bytes(range(128, 256)) * 4,
        b"\xff\xfe" + b"\x00\xd8\x00\xd8",  # a mark of UTF-16, then half letters only
    ],
)
def test_broken_letters_are_never_imported(content: bytes) -> None:
    assert _reason(content, "a.csv") == "encoding_unsupported"


@pytest.mark.parametrize(
    ("content", "filename"),
    [
        (b"", "a.xlsx"),
        (b"", "a.csv"),
        (b"  \n ", "a.csv"),
        (b"not a workbook", "a.xlsx"),
        (b"PK\x03\x04" + b"\0" * 200, "a.xlsx"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "a.xls"),
        (b"%PDF-1.7 ...", "a.csv"),
        (b"a,b\0c\n", "a.csv"),
        (LINE.encode(), "a.pdf"),
    ],
)
def test_what_is_no_list_is_unreadable(content: bytes, filename: str) -> None:
    assert _reason(content, filename) == "file_unreadable"


def test_cut_workbook_is_unreadable(workbook: Callable[..., bytes]) -> None:
    content = workbook([["Tên sản phẩm", "Chủ thể"], ["Mật", "HTX A"]])
    for length in range(4, len(content), 97):
        assert _reason(content[:length], "a.xlsx") == "file_unreadable"


def test_workbook_without_its_sheets_is_unreadable(workbook: Callable[..., bytes]) -> None:
    whole = zipfile.ZipFile(BytesIO(workbook([["a", "b"]])))
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as broken:
        for name in whole.namelist():
            if "sheet1" not in name:
                broken.writestr(name, whole.read(name))
    assert _reason(stream.getvalue(), "a.xlsx") == "file_unreadable"


def test_the_bytes_count_and_not_the_name(workbook: Callable[..., bytes]) -> None:
    book = read_file(workbook([["Tên sản phẩm", "Chủ thể"]]), "a.csv")
    assert book.encoding is None
    assert book.sheets[0].name == "Danh sách"


def test_large_files_are_refused(workbook: Callable[..., bytes]) -> None:
    assert _reason(b"a" * 101, "a.csv", bytes_sent=100) == "file_too_large"
    assert _reason(b"a;b\n" * 11, "a.csv", rows=10) == "file_too_large"
    assert _reason(workbook([["a"]] * 11), "a.xlsx", rows=10) == "file_too_large"
    assert _reason(workbook([["a"] * 11]), "a.xlsx", cells=10) == "file_too_large"


def test_zip_bomb_is_refused_before_it_is_unpacked(workbook: Callable[..., bytes]) -> None:
    stream = BytesIO(workbook([["a", "b"]]))
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as bomb, bomb.open("xl/media/big.bin", "w") as member:
        for _megabyte in range(160):
            member.write(b"\0" * (1 << 20))
    assert len(stream.getvalue()) < 1 << 20
    assert _reason(stream.getvalue(), "a.xlsx") == "file_too_large"


def test_a_lonely_cell_at_the_far_end_costs_nothing() -> None:
    book = Workbook()
    book.active["A1"] = "Tên sản phẩm"
    book.active["XFD1048576"] = "x"
    stream = BytesIO()
    book.save(stream)
    assert list(read_file(stream.getvalue(), "a.xlsx").sheets[0].rows) == [1]


def test_huge_merge_costs_nothing(workbook: Callable[..., bytes]) -> None:
    content = workbook([["Tên sản phẩm", "Chủ thể"], ["Mật", "HTX A"]])
    source = zipfile.ZipFile(BytesIO(content))
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name.endswith("sheet1.xml"):
                part = part.replace(
                    b"</sheetData>", b'</sheetData><mergeCells count="1"><mergeCell ref="B2:XFD1048576"/></mergeCells>'
                )
            target.writestr(name, part)
    cell = read_file(stream.getvalue(), "a.xlsx").sheets[0].rows[2][2]
    assert (cell.text, cell.width) == ("HTX A", 16383)


def test_values_keep_their_kind(workbook: Callable[..., bytes]) -> None:
    content = workbook(
        [[4, 4.0, 66.7, datetime(2021, 3, 30), date(2021, 3, 30), True, "  Mật\u00a0 hoa\u200b ", "=A1+1"]]
    )
    cells = read_file(content, "a.xlsx").sheets[0].rows[1]
    assert [cells[place].text for place in range(1, 9)] == [
        "4",
        "4",
        "66.7",
        "30/03/2021",
        "30/03/2021",
        "TRUE",
        "Mật hoa",
        "",
    ]
    assert cells[4].value == date(2021, 3, 30)
    assert cells[8].formula == "=A1+1"


def test_nothing_is_nothing_however_it_is_written(workbook: Callable[..., bytes]) -> None:
    content = workbook([["-", "–", "...", "#N/A", " \u200b ", "#REF!"], ["x"]])
    assert list(read_file(content, "a.xlsx").sheets[0].rows) == [2]


def test_merged_value_holds_for_all_rows_of_the_merge_only(workbook: Callable[..., bytes]) -> None:
    content = workbook([["a", "b"], ["c", None], ["d", None]], ["B1:B2"])
    rows = read_file(content, "a.xlsx").sheets[0].rows
    assert (rows[2][2].text, rows[2][2].spread, rows[1][2].spread) == ("b", True, False)
    assert 2 not in rows[3]


def test_hidden_sheet_is_not_opened() -> None:
    book = Workbook()
    book.active["A1"] = "visible"
    for state in ("hidden", "veryHidden"):
        book.create_sheet(state)["A1"] = "secret"
        book[state].sheet_state = state
    stream = BytesIO()
    book.save(stream)
    sheets = read_file(stream.getvalue(), "a.xlsx").sheets
    assert [(sheet.state, len(sheet.rows)) for sheet in sheets] == [("visible", 1), ("hidden", 0), ("veryHidden", 0)]


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_delimiter_is_found(delimiter: str) -> None:
    lines = [["Tên sản phẩm", "Chủ thể", "Điểm"], ["Mật ong", "HTX A", "78.5"], ["Kẹo", "HTX B", "70"]]
    content = "\n".join(delimiter.join(line) for line in lines).encode()
    assert [cell.text for cell in read_file(content, "a.csv").sheets[0].rows[2].values()] == lines[1]


def test_csv_rows_are_records() -> None:
    content = b'a;b\n"x\ny";"1 ""2"""\n\nz;w\n'
    rows = read_file(content, "a.csv").sheets[0].rows
    assert list(rows) == [1, 2, 4]
    assert (rows[2][1].text, rows[2][2].text) == ("x y", '1 "2"')


def test_a_line_that_names_the_delimiter_is_no_record_of_data() -> None:
    rows = read_file(b"sep=;\na;b\n", "a.csv").sheets[0].rows
    assert list(rows) == [2]
