"""What a totals row prints, for comparing with what was read. Nothing is ever corrected by it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from .columns import Role
from .headers import Header
from .sheets import Cell, Row

_WHOLE: Final = re.compile(r"(?<![\d.,])(\d{1,6})(?!\s*(?:sao|★|\d|[.,/]\d))")
_GOODS: Final = re.compile(r"(?<![\d.,])(\d{1,6})\s*(?:sản\s+phẩm|sp)\b", re.IGNORECASE)
_BY_STAR: Final = re.compile(
    r"(?<![\d.,])(?P<count>\d{1,6})\s*(?:sản\s+phẩm|sp)\s*(?:ocop\s*)?(?:đạt\s*)?(?:hạng\s*)?0?(?P<star>[3-5])\s*sao"
    r"|(?<!\d)0?(?P<star2>[3-5])\s*sao\s*[:=]\s*(?P<count2>\d{1,6})",
    re.IGNORECASE,
)
_IS_PART: Final = re.compile(
    r"^\s*(?:cộng|tổng\s+(?:cộng\s+)?(?:mục|huyện|xã|nhóm|hạng))(?!\s*(?:chung|toàn))", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class PrintedTotals:
    """The numbers of one totals row: of all rows, and by star column; None where it prints none."""

    row: int
    whole: int | None
    by_column: Mapping[int, int]
    by_star: Mapping[int, int]
    may_be_part: bool


def read_totals(number: int, row: Row, header: Header) -> PrintedTotals:
    """The numbers printed in totals row `number`."""
    words = " ".join(cell.text for _place, cell in sorted(row.items()) if isinstance(cell.value, str))
    marks = {column.number for column in header.star_columns}
    by_column = {place: count for place, cell in row.items() if place in marks and (count := _count(cell)) is not None}
    by_star: dict[int, int] = {}
    for match in _BY_STAR.finditer(words):
        by_star.setdefault(int(match["star"] or match["star2"]), int(match["count"] or match["count2"]))
    return PrintedTotals(number, _whole(row, words, header), by_column, by_star, bool(_IS_PART.match(words)))


def _whole(row: Row, words: str, header: Header) -> int | None:
    in_words = _GOODS.search(_BY_STAR.sub(" ", words))
    if in_words:
        return int(in_words[1])
    # The count may stand under the product's or the number's column; elsewhere it would count something else.
    for role in (Role.PRODUCT, Role.INDEX):
        cell = header.cell(row, role)
        count = _count(cell) if cell else None
        if count is not None:
            return count
    plain = " ".join(cell.text for cell in row.values() if _IS_SUM.match(cell.text))
    found = _WHOLE.search(_BY_STAR.sub(" ", plain))
    return int(found[1]) if found else None


_IS_SUM: Final = re.compile(r"(?:tổng|cộng|tong|cong)\b", re.IGNORECASE)


def _count(cell: Cell) -> int | None:
    if isinstance(cell.value, float):
        return int(cell.value) if cell.value.is_integer() else None
    if isinstance(cell.value, int) and not isinstance(cell.value, bool):
        return cell.value
    return int(cell.text) if cell.text.isdecimal() and len(cell.text) <= 6 else None
