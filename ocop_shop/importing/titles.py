"""What stands above a table: the decision, its date and issuer, the province, sometimes the star of all rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final, Literal

from ocop_shop.core import text

from .dates import NO_DATE, DateReading, find_date
from .decisions import find_decisions
from .issuers import Issuer, find_issuer, read_issuer
from .sheets import Row
from .stars import NO_STAR, StarReading, find_star
from .units import tidy

ListKind = Literal["recognition", "revocation"]

_ENCLOSED_WITH: Final = re.compile(
    r"(?:kèm|theo|ban\s+hành)\s+(?:theo\s+)?(?:quyết\s+định|qđ)?\s*(?:số)?\s*:?\s*$", re.IGNORECASE
)
_GROUNDS: Final = re.compile(r"căn\s+cứ\s+(?:quyết\s+định|qđ)?\s*(?:số)?\s*:?\s*$", re.IGNORECASE)
# The day up to which figures run, or of a meeting, is not the day of the decision.
_OTHER_DAY: Final = re.compile(
    r"(?:\bđến|tính\s+đến|cập\s+nhật|số\s+liệu|từ|họp|in)\s*(?:hết\s*)?(?:ngày|tháng)?\s*:?\s*[\d/.\-]+(?:\s*tháng\s*\d+\s*năm\s*\d+)?",
    re.IGNORECASE,
)
_PROVINCE: Final = re.compile(r"\b(?:tỉnh|thành\s+phố|tp\.?)\s+(?P<words>[^,;:()\d]+)", re.IGNORECASE)
_LONGEST: Final = 6_000
_LONGEST_NAME: Final = 4
_COMMITTEE: Final = re.compile(r"^(?:(?:ủy|uỷ)\s+ban\s+nhân\s+dân|ubnd)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Title:
    """What the rows above a header say about all rows below it; `row` is where the decision stands."""

    row: int | None = None
    decision_no: str | None = None
    is_complete: bool = True
    dated: DateReading = NO_DATE
    issuer: Issuer | None = None
    province: str = ""
    star: StarReading = NO_STAR
    list_kind: ListKind = "recognition"


NO_TITLE: Final = Title()


def read_title(lines: Iterable[tuple[int, Row]], province_code: Callable[[str], str | None]) -> Title:
    """The title in `lines`, the rows above a header; `province_code` tells whether a name is a province's."""
    rows = [(number, [cell.text for _place, cell in sorted(row.items()) if cell.text]) for number, row in lines]
    # A decision, its date and its issuer may stand in two rows or two blocks of one row: they are read as one text.
    whole, starts = _joined(rows)
    decision = _decision(whole)
    tail = _tail(whole, decision[1]) if decision else ""
    issuer = (find_issuer(tail) or _letterhead(rows)) if decision else _letterhead(rows)
    province = (issuer.province if issuer else "") or _province(whole, province_code)
    issuer = issuer.within(province) if issuer else None
    return Title(
        row=max((number for number, start in starts if start <= decision[0]), default=None) if decision else None,
        decision_no=decision[2] if decision else None,
        is_complete=decision[3] if decision else True,
        dated=_day(tail, whole) if decision else DateReading(),
        issuer=issuer,
        province=province,
        star=_star(words for _number, cells in rows for words in cells),
        list_kind="revocation" if is_revocation(whole) else "recognition",
    )


def is_revocation(words: str) -> bool:
    """Whether a title says that recognitions are taken away."""
    folded = text.key(words)
    return bool(
        re.search(r"\bthu hoi\b|\b(?:huy bo|bai bo) (?:\w+ ){0,3}(?:cong nhan|giay chung nhan|ket qua)", folded)
    )


def _joined(rows: list[tuple[int, list[str]]]) -> tuple[str, list[tuple[int, int]]]:
    whole, starts = "", []
    for number, cells in rows:
        starts.append((number, len(whole)))
        whole += " ".join(cells) + " "
    return whole[:_LONGEST], starts


def _decision(whole: str) -> tuple[int, int, str, bool] | None:
    """The decision that the list belongs to: enclosed with it rather than named as legal ground."""
    found = [entry for entry in find_decisions(whole) if not _GROUNDS.search(whole[: entry[0]])]
    own = [entry for entry in found if "QĐ-TTg" not in entry[2]] or found
    enclosed = [entry for entry in own if _ENCLOSED_WITH.search(whole[: entry[0]])]
    return next(iter(enclosed or own), None)


def _tail(whole: str, end: int) -> str:
    rest = whole[end:]
    following = next((start for start, _end, _number, _complete in find_decisions(rest)), len(rest))
    return rest[:following]


def _day(tail: str, whole: str) -> DateReading:
    behind = find_date(_OTHER_DAY.sub(" ", tail))
    return behind if not behind.is_blank else find_date(_OTHER_DAY.sub(" ", whole))


def _letterhead(rows: list[tuple[int, list[str]]]) -> Issuer | None:
    """The committee that heads the sheet, its place perhaps in the row below."""
    for position, (_number, cells) in enumerate(rows):
        if cells and _COMMITTEE.match(cells[0]):
            below = rows[position + 1][1] if position + 1 < len(rows) else []
            issuer = read_issuer(cells[0])
            if issuer and issuer.level is None and below:
                issuer = read_issuer(f"{cells[0]} {below[0]}")
            return issuer if issuer and issuer.level else None
    return None


def _province(whole: str, province_code: Callable[[str], str | None]) -> str:
    for match in _PROVINCE.finditer(whole):
        words = match["words"].split()[:_LONGEST_NAME]
        for count in range(len(words), 0, -1):
            name = " ".join(words[:count]).strip(" .-–")
            if province_code(f"tỉnh {name}"):
                return tidy(name)
    return ""


def _star(lines: Iterable[str]) -> StarReading:
    named = {reading for line in lines if not (reading := find_star(line)).is_blank}
    return named.pop() if len(named) == 1 else StarReading()
