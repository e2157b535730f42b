"""What one row below a header is: data, a section, a total, or a note."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from ocop_shop.core import text

from .columns import Role
from .headers import Header
from .kinds import Kind, read_kind
from .product_sets import read_set
from .revocations import find_reason
from .sheets import Cell, Row, clean
from .stars import StarReading, find_star
from .units import read_unit

RowKind = Literal["data", "section", "total", "note", "end"]

_ROMAN: Final = r"(?=[IVXL])X{0,3}(?:IX|IV|V?I{0,3})"
_NUMBERING: Final = re.compile(rf"^(?:(?:{_ROMAN}|[A-GI-OR-WYZĐ]|\d{{1,3}}(?:\.\d+)*)\s*[.):/-]+\s*|{_ROMAN}\s+)(?=\S)")
_COUNT_BEHIND: Final = re.compile(
    r"\s*[:\-–]?\s*\(?\s*(?:gồm|có|tổng|cộng)?\s*:?\s*\d+\s*(?:sản\s+phẩm|sp|chủ\s+thể)[^)]*\)?\s*$", re.IGNORECASE
)
_TOTAL: Final = re.compile(
    r"(?:[ivx]+\.?\s+)?(?:tổng\s+cộng|tổng\s+số|tong\s+cong|tong\s+so|(?:tổng|cộng)(?=\s*(?:$|[:(\d]|\s(?:cộng|số|sản|sp|toàn|các|mục|huyện|tỉnh"
    r"|thị|thành|xã|phường|hạng|nhóm|ngành|chung|có|i+\b|\d))))",
    re.IGNORECASE,
)
# With these a table ends: whatever follows is signed, sent or explained.
_END: Final = re.compile(
    r"(?:nơi\s+nhận|người\s+(?:lập|tổng\s+hợp|ký)|thủ\s+trưởng|tm\s*\.|kt\s*\.|tl\s*\.|tuq\s*\.|(?:phó\s+)?chủ\s+tịch\b|(?:phó\s+)?giám\s+đốc\b"
    r"|\(?(?:đã\s+ký|ký\s+tên)|xác\s+nhận\s+của|ngày\s+\d+\s+tháng|.{2,40},\s*ngày\s+(?:\d|\.|…))",
    re.IGNORECASE,
)
_LEAST_OF_A_RECORD: Final = 4
_NOTE: Final = re.compile(
    r"(?:\(?\*+\)?\s*)?(?:ghi\s+chú|lưu\s+ý|chú\s+thích|nguồn|danh\s+sách\s+(?:này|gồm|có)|bằng\s+chữ|bảng\s+này)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Section:
    """What a section row says about the rows below it; `words` as printed. Fields it does not name are None."""

    words: str
    star: StarReading | None = None
    province: str | None = None
    district: str | None = None
    commune: str | None = None
    sector: str | None = None
    group_no: int | None = None
    kind: Kind | None = None
    reason: str | None = None

    @property
    def subjects(self) -> frozenset[str]:
        """The names of the fields that this section sets."""
        names = ("star", "province", "district", "commune", "sector", "kind", "reason")
        return frozenset(name for name in names if getattr(self, name) is not None)


def kind_of_row(row: Row, header: Header, *, revoking: bool, closed: bool) -> tuple[RowKind, Section | None]:
    """What `row` is; a section comes with what it says.

    In a list that is `revoking`, sections may name reasons. Once a table is `closed`, only whole rows count as data.
    """
    own = {place: cell for place, cell in row.items() if not cell.spread}
    words = next((cell.text for _place, cell in sorted(own.items()) if _is_wording(cell)), "")
    if words and _END.match(words) and not _is_record(own, header):
        return "end", None
    is_alone = len(row) == 1
    if words and (is_alone or not (_has_wording(own, header, Role.PRODUCER) or _has_wording(own, header, Role.STARS))):
        if _TOTAL.match(words):
            return "total", None
        if _NOTE.match(words):
            return "note", None
        section = _section(row, own, header, revoking)
        if section:
            return "section", section
    return ("data" if _is_data(row, own, header, closed) else "note"), None


def read_section(printed: str, *, revoking: bool = False) -> Section | None:
    """What a section row with these words says; None when it says nothing that is known."""
    words = _COUNT_BEHIND.sub("", _NUMBERING.sub("", clean(printed))).strip(" .:;-–")
    reason = find_reason(words) if revoking else None
    star = find_star(words)
    kind = None if reason else read_kind(words)
    place = _place(words)
    found = read_set(words) if not place else read_set("")
    section = Section(
        printed,
        star=None if star.is_blank or reason else star,
        province=place.get("province"),
        district=place.get("district"),
        commune=place.get("commune"),
        sector=found.sector,
        group_no=found.number,
        kind=kind,
        reason=reason,
    )
    return section if section.subjects else None


def _place(words: str) -> dict[str, str]:
    units = [read_unit(part) for part in words.split(",")]
    return {unit.level: unit.name for unit in units if unit and unit.place} if all(units) else {}


def _section(row: Row, own: Row, header: Header, revoking: bool) -> Section | None:
    wordings = [(place, cell) for place, cell in sorted(own.items()) if _is_wording(cell)]
    numbered = bool(wordings) and _is_number(wordings[0][1].text)
    if len(wordings) == 2 and numbered and wordings[0][0] not in header.places.get(Role.PRODUCT, ()):
        wordings = wordings[1:]
    if len(wordings) != 1 or any(cell.formula for cell in own.values()):
        return None
    place, cell = wordings[0]
    if place in header.places.get(Role.PRODUCT, ()) and cell.width == 1 and _is_product(row, own, header):
        return None
    return read_section(cell.text, revoking=revoking)


def _is_product(row: Row, own: Row, header: Header) -> bool:
    """Whether words under "product" are one: counted, with a producer from a merge, or with figures beside them."""
    index = header.cell(own, Role.INDEX)
    if index is not None and index.text.rstrip(".").isdecimal():
        return True
    producer = header.cell(row, Role.PRODUCER)
    beside = {column.number for column in header.columns if column.role not in (None, Role.INDEX, Role.PRODUCT)}
    return (producer is not None and producer.spread) or bool(beside & own.keys())


def _is_data(row: Row, own: Row, header: Header, closed: bool) -> bool:
    index = header.cell(own, Role.INDEX)
    telling = [
        column.number
        for column in header.columns
        if column.role not in (None, Role.INDEX, Role.NOTE) and column.number in own
    ]
    product, producer = header.cell(row, Role.PRODUCT), header.cell(row, Role.PRODUCER)
    if closed:
        return bool(product and producer and len(telling) >= 2)
    if len(telling) >= 2 or (telling and index is not None):
        return True
    if not telling or own[telling[0]].width > 1:
        return False
    if producer is not None and producer.spread:
        return product is not None
    lone = own[telling[0]]
    return lone is product and len(own) == 1 and not lone.text.isupper()


def _is_wording(cell: Cell) -> bool:
    return isinstance(cell.value, str) and not cell.text.isdecimal()


def _is_record(own: Row, header: Header) -> bool:
    """Whether a row is counted or filled like a record: with other column orders it may begin with any words."""
    index = header.cell(own, Role.INDEX)
    known = sum(column.role is not None and column.number in own for column in header.columns)
    return known >= _LEAST_OF_A_RECORD or (index is not None and index.text.rstrip(".").isdecimal())


def _has_wording(own: Row, header: Header, role: Role) -> bool:
    cell = header.cell(own, role)
    # A cell under "producer" that only counts ("8 chủ thể"), or goes on over its neighbours, makes no row of data.
    return cell is not None and cell.width == 1 and not re.fullmatch(r"\d+(?: \w+){0,3}", text.fold(cell.text) or "0")


def _is_number(words: str) -> bool:
    return bool(re.fullmatch(rf"(?:{_ROMAN}|[A-ZĐ]|\d{{1,3}}(?:\.\d+)*)\s*[.):]?", words))
