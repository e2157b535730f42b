"""The kind of a recognition: first, upgrade, or again. Read from a column, a note, or brackets behind a name."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, Literal

from ocop_shop.core import text

from .sheets import clean

Kind = Literal["first", "upgrade", "again"]

_UPGRADE: Final = r"nang (?:len )?(?:hang|sao|cap)|len hang|thang hang"
_AGAIN: Final = (
    r"(?:tai|duoc tai) (?:cong nhan|danh gia|phan hang|xep hang|chung nhan)"
    r"|(?:cong nhan|danh gia|phan hang|xep hang|chung nhan)(?: phan hang)? lai|gia han|duy tri"
)
_FIRST: Final = (
    r"lan dau(?: tien)?|lan thu nhat|lan 1\b|(?:cong nhan|danh gia|phan hang|dang ky|san pham|sp) moi"
    r"|moi (?:cong nhan|duoc cong nhan)"
)
_PHRASE: Final = re.compile(rf"\b(?:{_UPGRADE}|{_AGAIN}|{_FIRST})\b")
# Words that may stand around the kind without making the brackets part of the product's name.
_FILLER: Final = re.compile(
    r"\b(?:san pham|sp|ocop|da|duoc|dat|hang|tu|len|cap|tinh|huyen|quoc gia|va|danh gia|phan hang|xep hang|cong nhan"
    r"|tham gia|nam|dot|lan|sao|\d{1,4}|ba|bon|moi|san|nam \d{4})\b"
)
_BRACKETS: Final = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]\s*")
_NEW: Final = frozenset({"moi", "san pham moi", "sp moi", "cong nhan moi", "new", "first"})


@lru_cache(maxsize=4096)
def read_kind(words: str) -> Kind | None:
    """The kind that a note or a column states; None when it states none."""
    folded = text.key(words)
    if re.search(rf"\b(?:{_UPGRADE})\b", folded):
        return "upgrade"
    if re.search(rf"\b(?:{_AGAIN})\b", folded):
        return "again"
    if folded in _NEW or re.search(rf"\b(?:{_FIRST})\b", folded):
        return "first"
    return folded if folded in ("upgrade", "again") else None  # type: ignore[return-value]


def split_note(name: str) -> tuple[str, str]:
    """A product's name without brackets that tell only the kind of recognition, and what stood in them.

    "Kẹo đậu phộng (sản phẩm tái công nhận đạt 3 sao)" loses its brackets, "Thảm xơ dừa (dệt kim)" keeps them.
    """
    notes = [match.group(1) for match in _BRACKETS.finditer(name) if _is_note(match.group(1))]
    if not notes:
        return name, ""
    bare = _BRACKETS.sub(lambda match: " " if _is_note(match.group(1)) else match.group(), name)
    return clean(bare).rstrip(" ,;-–") or name, "; ".join(notes)


def _is_note(words: str) -> bool:
    folded = text.key(words)
    if folded in _NEW:
        return True
    rest, found = _PHRASE.subn(" ", folded)
    return bool(found) and not _FILLER.sub(" ", rest).strip()
