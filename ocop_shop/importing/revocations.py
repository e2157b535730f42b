"""Why a recognition is taken away: the words of a list, sorted into classes, each with its ground in the law."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from ocop_shop.core import text

# Order counts: what is said more exactly comes first.
_CLASSES: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    (
        "mark_misuse",
        (
            r"(?:nhan hieu|bieu trung|logo|tem|nhan|bieu tuong)(?: chung nhan)? ocop",
            r"su dung nhan hieu",
        ),
    ),
    (
        "untrue_dossier",
        (
            r"gia mao",
            r"khong trung thuc",
            r"sai su that",
            r"gian doi",
        ),
    ),
    (
        "ceased_production",
        (
            (
                r"(?:ngung|ngung|dung|cham dut|thoi|nghi|tam ngung|khong con|khong) (?:viec |hoat dong )*(?:san xuat|"
                r"sx|kinh doanh|hoat dong)"
            ),
            r"giai the",
            r"pha san",
            r"khong con hoat dong",
            r"ngung hoat dong",
            r"dong cua",
        ),
    ),
    (
        "not_reapplied",
        (
            (
                r"(?:khong|chua) (?:\w+ ){0,2}?(?:dang ky|nop|lam|tham gia|gui|de nghi|thuc hien|lap)(?: \w+){0,4}? "
                r"(?:danh gia|phan hang|cong nhan|ho so|xep hang)"
            ),
            r"het (?:han|thoi han|hieu luc)",
            r"qua (?:han|thoi han)",
            r"qua 36 thang",
            r"sau 36 thang",
        ),
    ),
    (
        "failed_re_evaluation",
        (
            r"(?:danh gia|phan hang|xep hang|cong nhan) lai (?:\w+ ){0,3}?(?:khong|chua) (?:dat|du)",
            r"(?:khong|chua) (?:dat|du) (?:\w+ ){0,6}?(?:danh gia|phan hang|cong nhan) lai",
            r"khong dat (?:hang|sao|diem|ket qua)",
            r"khong dat$",
        ),
    ),
    (
        "food_safety",
        (
            r"an toan (?:thuc pham|ve sinh)",
            r"attp",
            r"vsattp",
            r"ve sinh thuc pham",
            r"ngo doc",
        ),
    ),
    (
        "environment",
        (r"moi truong",),
    ),
    (
        "intellectual_property",
        (
            r"so huu tri tue",
            r"shtt",
            r"nhai nhan",
            r"xam pham",
        ),
    ),
    (
        "labelling",
        (
            r"ghi nhan",
            r"nhan hang hoa",
            r"nhan mac",
        ),
    ),
    (
        "quality",
        (r"chat luong",),
    ),
    (
        "criteria_not_met",
        (
            r"tieu chi",
            r"khong (?:con )?(?:dap ung|du dieu kien)",
            r"dieu kien",
        ),
    ),
)
_PATTERNS: Final = tuple((name, re.compile(rf"\b(?:{'|'.join(forms)})")) for name, forms in _CLASSES)

GROUNDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "untrue_dossier": "a",
        "criteria_not_met": "b",
        "failed_re_evaluation": "b",
        "food_safety": "c",
        "quality": "c",
        "environment": "c",
        "intellectual_property": "c",
        "labelling": "c",
        "mark_misuse": "d",
        "ceased_production": "đ",
        "not_reapplied": "e",
        "other": "e",
    }
)
"""The letter of 26/2026/QĐ-TTg art. 8.1 under which each class of reasons falls."""


def reason_class(words: str) -> str | None:
    """The class of the reason that `words` give; "other" when they give one that fits no class, None when none."""
    folded = text.key(words)
    if not folded:
        return None
    return find_reason(words) or "other"


def find_reason(words: str) -> str | None:
    """The class of the reason that `words` name; None when they name none."""
    folded = text.key(words)
    return next((name for name, pattern in _PATTERNS if pattern.search(folded)), None)
