"""How a printed address is cut."""

import unicodedata

import pytest

from ocop_shop.regions.address import public_part, readings, split


def cut(address):
    return [(unit.kind, unit.name) for unit in split(address)]


@pytest.mark.parametrize(
    ("address", "units"),
    [
        (
            "ấp Cây Hẹ, xã Phú Cần, huyện Tiểu Cần, tỉnh Trà Vinh",
            [("", "ấp Cây Hẹ"), ("xã", "Phú Cần"), ("huyện", "Tiểu Cần"), ("tỉnh", "Trà Vinh")],
        ),
        ("TT. Châu Thành, H.Châu Thành", [("thị trấn", "Châu Thành"), ("huyện", "Châu Thành")]),
        ("P4, Q.1, TP.HCM", [("phường", "4"), ("quận", "1"), ("thành phố", "HCM")]),
        ("P. Cẩm Thành; TX Duyên Hải", [("phường", "Cẩm Thành"), ("thị xã", "Duyên Hải")]),
        ("xã Phú Cần - huyện Tiểu Cần", [("xã", "Phú Cần"), ("huyện", "Tiểu Cần")]),
        ("xã Phú Cần\nhuyện Tiểu Cần", [("xã", "Phú Cần"), ("huyện", "Tiểu Cần")]),
        ("Xã Phú Cần Huyện Tiểu Cần", [("xã", "Phú Cần"), ("huyện", "Tiểu Cần")]),
        ("XÃ PHÚ CẦN HUYỆN TIỂU CẦN", [("xã", "PHÚ CẦN"), ("huyện", "TIỂU CẦN")]),
        ("ấp Cây Hẹ xã Phú Cần", [("", "ấp Cây Hẹ"), ("xã", "Phú Cần")]),
        ("phường Văn Miếu - Quốc Tử Giám", [("phường", "Văn Miếu - Quốc Tử Giám")]),
        ("xã Tứ Xã, huyện Lâm Thao", [("xã", "Tứ Xã"), ("huyện", "Lâm Thao")]),
        ("xã Hội An, xã Lộ 25", [("xã", "Hội An"), ("xã", "Lộ 25")]),
        ("huyện Ðắk Song", [("huyện", "Đắk Song")]),
        ("huyện Tiểu Cần (cũ), tỉnh Trà Vinh cũ", [("huyện", "Tiểu Cần"), ("tỉnh", "Trà Vinh")]),
        ("xa Phu Can, huyen Tieu Can", [("xã", "Phu Can"), ("huyện", "Tieu Can")]),
        ("xã Phú Cần, Việt Nam", [("xã", "Phú Cần")]),
        (" , ;\n", []),
    ],
)
def test_an_address_is_cut_at_commas_and_unit_words(address, units):
    assert cut(address) == units
    assert cut(unicodedata.normalize("NFD", address)) == units


@pytest.mark.parametrize(
    "address",
    [
        "Hợp tác xã Tiến Thành",
        "đường Xã Đàn",
        "Tỉnh lộ 911",
        "đường tỉnh 911",
        "khu nhà ở xã hội",
        "Tổ dân phố số 2",
        "Quán Tịnh Ấn",
        "Thôn Phước Tỉnh",
    ],
)
def test_words_that_only_look_like_unit_words_name_no_unit(address):
    assert {unit.kind for unit in split(address)} == {""}


def test_the_piece_is_kept_as_it_was_printed():
    assert [unit.printed for unit in split("Xã  Không Rõ, H. Cầu Kè")] == ["Xã Không Rõ", "H. Cầu Kè"]


def test_the_present_name_in_brackets_is_read_before_the_old_one():
    assert readings("xã Phú Cần, huyện Tiểu Cần (nay là xã Tiểu Cần, tỉnh Vĩnh Long)") == (
        "xã Tiểu Cần, tỉnh Vĩnh Long",
        "xã Phú Cần, huyện Tiểu Cần",
    )
    assert readings("xã Phú Cần") == ("xã Phú Cần",)


@pytest.mark.parametrize(
    ("printed", "public"),
    [
        ("K123/H54/41 Cù Chính Lan, phường Hòa Khê, quận Thanh Khê", "phường Hòa Khê, quận Thanh Khê"),
        ("ấp Cây Hẹ, xã Phú Cần, huyện Tiểu Cần, tỉnh Trà Vinh", "xã Phú Cần, huyện Tiểu Cần, tỉnh Trà Vinh"),
        ("TP. Trà Vinh", "TP. Trà Vinh"),
        ("số 7 đường Nguyễn Đáng", ""),
        ("", ""),
    ],
)
def test_the_public_part_of_an_address_begins_with_the_commune(printed, public):
    assert public_part(printed) == public
