"""The words claims are made of, and words that only look like them.

Everything is written bare, as `boast_letters` reads it; a comma or bracket is a word of its own: ",".
"""

from __future__ import annotations

import re
from typing import Final


def _some(words: str) -> frozenset[str]:
    return frozenset(words.split())


NUMBERS: Final = {
    **{f"{lead}{number}": number for number in range(1, 8) for lead in ("", "0")},
    **{word: number for number, word in enumerate(("mot", "hai", "ba", "bon", "nam", "sau", "bay"), 1)},
    **{word: number for number, word in enumerate(("three", "four", "five", "six"), 3)},
    **{word: number for number, word in enumerate("三四五", 3)},
    "tu": 4,
    "iii": 3,
    "iv": 4,
    "v": 5,
}
# These words are numbers only when written so.
NUMBERS_AS_WRITTEN: Final = {
    "nam": {"nam", "năm"},
    "bon": {"bon", "bốn"},
    "mot": {"một"},
    "sau": {"sáu"},
    "tu": {"tư"},
    "bay": {"bảy"},
}
STARS: Final = frozenset({"sao", "star", "stars", "starred", "etoiles", "星"})
RANKS: Final = frozenset({"hang", "so", "muc", "cap", "xep", "bac", "ocop", "danh"})
# Words that are this word only when marked so; written otherwise they are another word ("sào", "nấm", "chua").
SPELLINGS: Final = {
    "sao": {"sao"},
    "nam": {"năm", "nằm"},
    "bon": {"bốn"},
    "ba": {"ba"},
    "tu": {"tư", "từ", "tự"},
    "sau": {"sáu", "sau"},
    "bay": {"bảy", "bày", "bay"},
    "hai": {"hai"},
    "mot": {"một"},
    "chuan": {"chuẩn"},
    "dat": {"đạt"},
    "hang": {"hạng", "hàng", "hãng", "hằng"},
    "chua": {"chưa"},
    "khong": {"không"},
    "sap": {"sắp"},
    "se": {"sẽ"},
    "khac": {"khác"},
    "con": {"còn"},
    "ngoai": {"ngoài"},
    "nham": {"nhằm"},
    "bep": {"bếp"},
    "cho": {"cho", "chờ", "chợ"},
    "trong": {"trong", "trồng"},
    "rong": {"rộng"},
    "thue": {"thuê"},
    "gieo": {"gieo"},
    "bien": {"biển"},
    "quan": {"quán", "quan", "quản"},
}
# In a text with accents these, written without, are another word: sour, wax, south.
BARE_IS_ANOTHER: Final = frozenset({"chua", "sap", "nam"})
# Between the programme's name and its stars, these keep them one claim.
JOINING: Final = _some(
    "cap tinh hang xep dat chuan tieu duoc cong nhan chung san pham quoc gia viet nam phan loai danh muc giay trung "
    "uong huyen la va voi hieu theo so quy dinh certified rated product products with a an the of rating level grade "
    "standard ranked national certification status vietnam quality gan mang logo nhan tem"
)
# In front of a claim, these belong to it.
LEADING: Final = re.compile(
    r"(?:(?:\b(?:tiem nang|san pham|dat|duoc|(?:chung|cong) nhan|(?:tieu )?chuan|(?:xep |phan )?hang|danh hieu|giay"
    r"|cap(?: (?:tinh|quoc gia))?|quoc gia|potential|certified|level|rated|national|standard)) )+$"
)
PEOPLE: Final = _some("ông ong bà chú chu bác bac cô dì cậu thím dượng anh chị mợ")
OTHER_SAO: Final = re.compile(
    r"(?:bien|truc|choi|y|ke|chep|chup|anise|apple|fruit|shaped|shape|gooseberry|vang dat viet|mai(?= [,(]| vi|$))\b"
)
# Behind a word that may be no number: roasted ("nấm sao khô"), or "so that" ("bón sao cho đúng").
ROASTED: Final = re.compile(
    r"(?:kho|tay|thuoc|tam|che|tra|vang|com|thuy|cho (?:\S+ ){0,2}(?:dung|dep|ngon|hop|kheo|vua|deu|du|that|phu hop"
    r"|tien))\b"
)
YEARS_BEFORE: Final = re.compile(
    r"\b(?:viet|mien|phuong|dong|tay|quanh|ca|lau|nhieu|suot|cuoi|dau|moi|tung|may|lam|trong|\d+|dat|mot|hai|ba"
    r"|muoi|tram|phia|ngoai|con|chu|trai|thuoc) $"
)
FIRM_BEFORE: Final = re.compile(r"\b(?:tnhh|cong ty|co so|quan|tiem|htx|dntn|co phan|nha xe|xuong) $")
BA_SAO_BEFORE: Final = re.compile(r"\b(?:xa|tran|phuong|thon|ap|khu|o|tai|ve|lang|vung|xoai|chua|ho|huong) $")
OTHER_STANDARD_AFTER: Final = re.compile(r"(?:quoc gia |cap tinh )(?:tcvn|ve|qcvn|y te|so)\b")
# Stars without a number: "được gắn sao", "đạt sao cấp tỉnh", "chuẩn sao quốc gia".
GIVEN_A_STAR: Final = re.compile(r"\b(?:dat|gan|chuan|len|(?:xep|phan) hang|duoc cong nhan|cong nhan|dan) $")
STAR_GIVEN: Final = re.compile(r"(?:cap |quoc gia|cua tinh|tinh\b|cua huyen|nam \d|tu nam|$|,)")
PROMISING: Final = re.compile(
    r"\btiem nang (?:(?:dat|len|hang|ocop|cap|phat trien|cua|nang|chuan|san|pham|thanh) )*(?:\w+)?$|\btiem nang$"
)
# "đạt chuẩn" that names no standard: of the product itself, not of its moisture or its workshop.
PRODUCT_IS: Final = re.compile(
    r"\bsan pham (?:\S+ ){0,4}?(?:da |duoc |chinh thuc )?(?:dat|dat tieu)$|\bda (?:duoc cong nhan "
    r"|duoc chung nhan )?dat$"
)
MEASURED: Final = re.compile(
    r"\b(?:do|am|kho|xuong|nha|quy trinh|nguyen lieu|bao bi|mau|kich thuoc|co|chua|khong|trai|hat|vung"
    r"|nuoc thai|trong luong"
    r"|phong|co so|lo|mui|chi so|ham luong|nhiet|giong|phan dau|muc tieu|huong|may|dong goi|dong)\b"
)
BY_DECISION: Final = re.compile(r"(?:theo (?:quyet dinh|qd)|nam \d)")
FILE_ENDINGS: Final = _some("jpg jpeg png webp gif heic avif svg")
SPANS: Final = frozenset(
    {"quanh ", "ca ", "suot ", "nhieu ", "lau ", "moi ", "tung ", "may ", "cuoi ", "dau ", "trong "}
)
