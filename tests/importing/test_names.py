"""Small readings: producers, kinds of recognition, reasons, sets, scores, units, header words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop_shop.importing.columns import role_of, star_of_column
from ocop_shop.importing.kinds import read_kind, split_note
from ocop_shop.importing.producer_names import kind_of
from ocop_shop.importing.product_sets import read_set
from ocop_shop.importing.revocations import GROUNDS, reason_class
from ocop_shop.importing.rows import read_section
from ocop_shop.importing.scores import fits, read_score
from ocop_shop.importing.units import read_unit
from ocop_shop.producers import taxonomy
from ocop_shop.producers.names import identity


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Công ty TNHH Trà Vinh Farm", "company"),
        ("Cty Cổ phần A", "company"),
        ("CTCP Trà Bắc", "company"),
        ("Chi nhánh Công ty A", "company"),
        ("DNTN A", "private_enterprise"),
        ("Doanh nghiệp tư nhân A", "private_enterprise"),
        ("HTX Sê San", "cooperative"),
        ("Hợp tác xã (HTX) A", "cooperative"),
        ("HTXNN A", "cooperative"),
        ("Liên hiệp hợp tác xã A", "coop_union"),
        ("LH HTX A", "coop_union"),
        ("Tổ hợp tác A", "coop_group"),
        ("THT A", "coop_group"),
        ("Hộ kinh doanh A", "household"),
        ("HKD A", "household"),
        ("Hộ bà A", "household"),
        ("hộ KD A", "household"),
        ("Hộ sản xuất A", "producer_household"),
        ("Hộ gia đình A", "producer_household"),
        ("Cơ sở A", "establishment"),
        ("CSSX A", "establishment"),
        ("Trang trại A", "farm"),
        ("Hội Nông dân A", "association"),
        ("Hiệp hội A", "association"),
        ("Hồ Văn Ví Dụ", None),
        ("Hoa Sen", None),
        ("Nhà máy A", None),
        ("", None),
    ],
)
def test_kind_of_producer_by_the_first_words(name: str, kind: str | None) -> None:
    assert kind_of(name) == kind


def test_identity_forgets_spelling_and_keeps_letters() -> None:
    assert identity("HTX  Hoà – Minh") == identity("hợp tác xã Hòa - Minh")
    assert identity("Cty TNHH MTV A") == identity("Công ty trách nhiệm hữu hạn một thành viên A")
    assert identity("Dừa sáp") != identity("Dưa sáp")
    assert identity("HKD A") != identity("HTX A")


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("mới", "first"),
        ("lần đầu", "first"),
        ("Công nhận mới", "first"),
        ("Nâng hạng", "upgrade"),
        ("nâng sao", "upgrade"),
        ("Tái công nhận", "again"),
        ("Đánh giá lại", "again"),
        ("Phân hạng lại", "again"),
        ("Đánh giá, phân hạng lại", "again"),
        ("Đánh giá lại, nâng hạng", "upgrade"),
        ("", None),
        ("Vụ mới", None),
        ("đang chờ", None),
    ],
)
def test_kind_of_recognition(words: str, kind: str | None) -> None:
    assert read_kind(words) == kind


@pytest.mark.parametrize(
    ("name", "bare", "note"),
    [
        ("Kẹo đậu phộng (sản phẩm tái công nhận đạt 3 sao)", "Kẹo đậu phộng", "sản phẩm tái công nhận đạt 3 sao"),
        ("Trà (mới)", "Trà", "mới"),
        ("Thảm xơ dừa (dệt kim)", "Thảm xơ dừa (dệt kim)", ""),
        ("Gạo (vụ mới)", "Gạo (vụ mới)", ""),
        ("Kẹo (dừa sáp) (nâng hạng)", "Kẹo (dừa sáp)", "nâng hạng"),
    ],
)
def test_only_notes_about_the_kind_leave_the_name(name: str, bare: str, note: str) -> None:
    assert split_note(name) == (bare, note)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("Không đăng ký đánh giá lại sau 36 tháng", "not_reapplied"),
        ("Không nộp hồ sơ đánh giá lại", "not_reapplied"),
        ("Hết hạn giấy chứng nhận", "not_reapplied"),
        ("Ngừng sản xuất", "ceased_production"),
        ("Chủ thể giải thể", "ceased_production"),
        ("Đánh giá lại không đạt", "failed_re_evaluation"),
        ("Sử dụng nhãn hiệu OCOP sai quy định", "mark_misuse"),
        ("Vi phạm quy định về an toàn thực phẩm", "food_safety"),
        ("Giả mạo hồ sơ", "untrue_dossier"),
        ("Không còn đáp ứng tiêu chí", "criteria_not_met"),
        ("Ô nhiễm môi trường", "environment"),
        ("Vi phạm ghi nhãn hàng hóa", "labelling"),
        ("Theo kết luận thanh tra", "other"),
        ("", None),
    ],
)
def test_reasons_for_revocation(words: str, reason: str | None) -> None:
    assert reason_class(words) == reason
    assert reason is None or GROUNDS[reason] in "abcdđe"


@pytest.mark.parametrize(
    ("words", "number", "sector"),
    [
        ("Tương, nước mắm, gia vị dạng lỏng khác", 9, "I"),
        ("Gia vị khác (muối, hành, tỏi, tiêu)", 10, "I"),
        ("Chè tươi, chế biến", 11, "I"),
        ("Nhóm: Thực phẩm chế biến; Phân nhóm: Chế biến từ rau, củ, quả, hạt", 7, "I"),
        ("Cà phê, ca cao", 13, "I"),
        ("Đồ uống", None, "II"),
        ("Gia vị", None, "I"),
        ("Thảo dược", None, "III"),
        ("Lưu niệm - nội thất - trang trí", None, "IV"),
        ("Không rõ", None, None),
    ],
)
def test_sets_and_sectors(words: str, number: int | None, sector: str | None) -> None:
    reading = read_set(words)
    assert (reading.number, reading.sector) == (number, sector)


def test_taxonomy_is_whole() -> None:
    assert sorted(taxonomy.SETS) == list(range(1, 27))
    assert list(taxonomy.SECTORS) == ["I", "II", "III", "IV", "V", "VI"]
    for number, product_set in taxonomy.SETS.items():
        assert taxonomy.find_set(product_set.vi) == number
        assert number in taxonomy.GROUPS[product_set.group].sets
        assert taxonomy.sector_of(number) == product_set.sector
    assert not taxonomy.SETS[26].needs_sample


@pytest.mark.parametrize(
    ("value", "score"),
    [
        ("62,5", "62.5"),
        (55, "55"),
        (71.0, "71"),
        ("78.5 điểm", "78.5"),
        ("85/100", "85"),
        (66.7, "66.7"),
        ("100", "100"),
        ("101", None),
        ("x", None),
        (-1, None),
    ],
)
def test_scores(value: object, score: str | None) -> None:
    read = read_score(value)  # type: ignore[arg-type]
    assert (None if read is None else str(read)) == score


@pytest.mark.parametrize(
    ("score", "stars", "fitting"),
    [
        ("50", 3, True),
        ("69.9", 3, True),
        ("70", 3, False),
        ("70", 4, True),
        ("90", 4, False),
        ("90", 5, True),
        ("100", 5, True),
        ("49.9", 3, False),
    ],
)
def test_a_score_fits_the_band_of_its_star_on_the_day_of_its_row(score: str, stars: int, fitting: bool) -> None:
    for issued_on in (date(2018, 5, 7), date(2021, 3, 30), date(2024, 1, 10), date(2026, 6, 1)):
        assert fits(Decimal(score), stars, issued_on) is fitting


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("HUYỆN CẦU KÈ", "Huyện Cầu Kè"),
        ("TP. TRÀ VINH", "Thành phố Trà Vinh"),
        ("H. Cầu Kè", "Huyện Cầu Kè"),
        ("Phường 6", "Phường 6"),
        ("P.4", "Phường 4"),
    ],
)
def test_units(words: str, name: str) -> None:
    unit = read_unit(words)
    assert unit is not None
    assert unit.name == name


@pytest.mark.parametrize(
    ("words", "field", "value"),
    [
        ("I. THỰC PHẨM", "sector", "I"),
        ("III. DƯỢC LIỆU VÀ SẢN PHẨM TỪ DƯỢC LIỆU", "sector", "III"),
        ("II ĐỒ UỐNG", "sector", "II"),
        ("1. Huyện Cầu Kè (3 sản phẩm)", "district", "Huyện Cầu Kè"),
        ("Thị trấn Tiểu Cần: 05 sản phẩm", "commune", "Thị trấn Tiểu Cần"),
        ("TỈNH VĨNH LONG", "province", "Tỉnh Vĩnh Long"),
        ("A. SẢN PHẨM CÔNG NHẬN MỚI", "kind", "first"),
    ],
)
def test_sections(words: str, field: str, value: str) -> None:
    section = read_section(words)
    assert section is not None
    assert section.subjects == {field}
    assert getattr(section, field) == value


HEADERS = {
    "index": "STT|TT|Số TT",
    "product": "Tên sản phẩm|Sản phẩm|Tên SP|Tên sản phẩm, dịch vụ",
    "producer": "Chủ thể|Tên chủ thể|Chủ thể sản xuất|Tên cơ sở|Đơn vị|Tên chủ thể OCOP|Tên HTX/doanh nghiệp",
    "producer_kind": "Loại hình (chủ thể)|Loại hình",
    "representative": "Người đại diện|Đại diện",
    "address": "Địa chỉ|Địa chỉ (ấp, xã)",
    "commune": "Xã|Phường|Xã/phường|Xã/phường/thị trấn|Địa bàn",
    "district": "Huyện|Huyện, thị xã, thành phố|Huyện/TX/TP",
    "group": "Nhóm (ngành hàng)|Ngành|Phân nhóm|Bộ sản phẩm|Nhóm sản phẩm",
    "score": "Điểm|Tổng điểm|Điểm TB|Điểm bình quân",
    "stars": "Hạng|Hạng sao|Xếp hạng|Phân hạng|Số sao|Kết quả phân hạng|Hạng mới|Xếp  hạng",
    "old_stars": "Hạng cũ|Hạng sao lần trước",
    "decision": "Số QĐ|Quyết định công nhận|Số, ngày QĐ|Quyết định số, ngày tháng năm|Quyết định số|decision_no",
    "old_decision": "QĐ công nhận lần trước",
    "year": "Năm công nhận|Năm|Đợt",
    "expires": "Thời hạn|Ngày hết hạn|Hiệu lực đến",
    "issued_on": "Ngày QĐ|Ngày|Ngày ký|issued_on",
    "issuer": "Cơ quan QĐ|Cơ quan ban hành|issuer",
    "phone": "Điện thoại|SĐT|Số điện thoại",
    "note": "Ghi chú",
    "kind": "Hình thức|Hình thức công nhận",
    "reason": "Lý do thu hồi",
}


@pytest.mark.parametrize(
    ("label", "role"), [(label, role) for role, labels in HEADERS.items() for label in labels.split("|")]
)
def test_headers(label: str, role: str) -> None:
    assert role_of(label) == role


@pytest.mark.parametrize(
    "label",
    [
        "Mã hồ sơ",
        "Mã sản phẩm",
        "Đơn vị tính",
        "Doanh thu",
        "Số lượng",
        "Ngày sinh",
        "Ngày hiệu lực",
        "Hình ảnh",
        "HTX Dừa sáp",
        "x" * 200,
    ],
)
def test_other_columns_are_unknown(label: str) -> None:
    assert role_of(label) is None
    assert star_of_column(label) is None


@given(st.text())
def test_no_words_raise(words: str) -> None:
    kind_of(words), identity(words), read_kind(words), split_note(words), reason_class(words), read_set(words)
    read_score(words), read_unit(words), role_of(words), star_of_column(words), read_section(words, revoking=True)
