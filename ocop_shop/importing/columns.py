"""Which column holds what: the words of a header in all the spellings that lists use."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import Final

from ocop_shop.core import text

from .stars import StarReading, find_star, read_star


class Role(StrEnum):
    """What a column is for."""

    INDEX = "index"
    PRODUCT = "product"
    PRODUCER = "producer"
    PRODUCER_KIND = "producer_kind"
    REPRESENTATIVE = "representative"
    ADDRESS = "address"
    COMMUNE = "commune"
    DISTRICT = "district"
    PROVINCE = "province"
    GROUP = "group"
    SCORE = "score"
    STARS = "stars"
    STAR_MARK = "star_mark"
    OLD_STARS = "old_stars"
    DECISION = "decision"
    OLD_DECISION = "old_decision"
    REVOKING_DECISION = "revoking_decision"
    ISSUED_ON = "issued_on"
    OLD_ISSUED_ON = "old_issued_on"
    YEAR = "year"
    ISSUER = "issuer"
    EXPIRES = "expires"
    KIND = "kind"
    REASON = "reason"
    PHONE = "phone"
    NOTE = "note"
    REFERENCE = "reference"


_BEFORE: Final = r"cu|truoc|truoc day|truoc do|lan truoc|ky truoc|da co|hien tai|dang co|lan 1"
_COMMUNE: Final = r"(?:xa|phuong|thi tran|tt|dac khu)"
_DISTRICT: Final = r"(?:huyen|quan|thi xa|thanh pho|tx|tp)"

_MAKER: Final = (
    "chu the|co so|doanh nghiep|nha san xuat|to chuc|ca nhan|hop tac xa|htx|dn|cong ty|ho kinh doanh|hkd|don vi|to hop tac|tht|don vi chu the"
)
_MAKING: Final = "san xuat|sx|sxkd|kinh doanh|kd|ocop|san pham|co san pham|quan ly|tham gia|so huu|duoc cong nhan|dang ky|va|dia chi|thuc hien|chu tri"
_GOODS: Final = "ocop|dich vu|dat|duoc|cong nhan|hang hoa|de nghi|du thi|dang ky|bi thu hoi|thu hoi|tham gia|danh gia|phan hang"

# First match wins, so what is told more exactly stands first. Matched against the whole folded header.
_ALIASES: Final = (
    (Role.INDEX, r"stt|tt|so tt|so thu tu|thu tu|no|index"),
    (Role.REFERENCE, r"id"),
    (Role.OLD_STARS, rf"(?:hang|sao|hang sao|so sao|xep hang|phan hang|ket qua|hang ocop)(?: ocop)?(?: da)?(?: duoc)?(?: cong nhan)? (?:{_BEFORE})"
     r"|hang(?: sao)? da(?: duoc)? cong nhan|old stars"),
    (Role.REVOKING_DECISION, r"(?:so )?(?:qd|quyet dinh)(?: so)? (?:thu hoi|huy bo).*"),
    (Role.OLD_DECISION, rf"(?:so )?(?:qd|quyet dinh).*(?:{_BEFORE})"),
    (Role.OLD_ISSUED_ON, rf"ngay.*(?:{_BEFORE})"),
    (Role.REASON, r"(?:ly do|nguyen nhan|can cu)(?: thu hoi| huy bo| bi thu hoi| de nghi thu hoi| thu hoi.*)?|reason"),
    (Role.ISSUED_ON, r"(?:ngay|ngay thang|ngay thang nam)|(?:ngay|ngay thang nam|thoi gian|thoi diem)(?: (?:qd|quyet dinh|ky|cong nhan|cap|ban hanh|ra|chung nhan).*)|issued on|date"),
    (Role.ISSUER, r"(?:ten )?(?:co quan|noi|cap|don vi|tham quyen)(?: co tham quyen)? (?:qd|quyet dinh|ban hanh|cong nhan|cap|ky|ra quyet dinh|ra qd|chung nhan).*"
     r"|co quan|nguoi ky|issuer"),
    (Role.EXPIRES, r"(?:ngay |thoi diem )?het (?:han|hieu luc)(?: .*)?|(?:co )?(?:hieu luc|gia tri)(?: (?:den|toi|cua|giay|gcn|cong nhan|su dung).*)?"
     r"|(?:thoi han|thoi gian)(?: (?:hieu luc|gia tri|cong nhan|gcn|giay chung nhan|den|su dung gcn).*)?|han (?:cong nhan|gcn).*|expires on|valid until"),
    (Role.DECISION, r"(?:so |so va |so ky hieu )?(?:qd|quyet dinh)(?: (?:so|cong nhan|phe duyet|ngay|thang|nam|cua|ocop|phan hang|ban hanh).*)?|so va ngay (?:qd|quyet dinh).*"
     r"|so ngay(?: thang| nam)* (?:qd|quyet dinh).*|so qd.*|so quyet dinh.*|can cu cong nhan|van ban cong nhan|decision no|decision"),
    (Role.YEAR, r"(?:nam|dot|ky)(?: (?:cong nhan|danh gia|phan hang|dat|xep hang|chung nhan|cap).*)?|nam dot|dot nam|year"),
    (Role.KIND, r"(?:hinh thuc|loai hinh|loai|dang)(?: (?:cong nhan|danh gia|phan hang|dang ky|xep hang|ho so).*)|hinh thuc|tinh trang(?: cong nhan| danh gia)?|kind"),
    (Role.PRODUCER_KIND, r"(?:loai hinh|loai|hinh thuc)(?: (?:chu the|to chuc|kinh te|hoat dong|kinh doanh|doanh nghiep|san xuat|sxkd|co so|don vi).*)?|producer type"),
    (Role.REPRESENTATIVE, r"(?:ho (?:va )?ten |ten )?(?:nguoi |nguoi dung |nguoi duoc )?(?:dai dien|dung dau).*|chu co so|ho (?:va )?ten|ho (?:va )?ten (?:chu|nguoi).*"),
    (Role.ADDRESS, r"dia chi.*|dia diem.*|noi san xuat|tru so.*|noi o|address|dia ban (?:san xuat|xa.*huyen.*)"),
    (Role.COMMUNE, rf"(?:ten |thuoc |don vi |cap |dia ban )?{_COMMUNE}(?: (?:{_COMMUNE}|moi|cu|san xuat))*|dia ban|dia phuong|commune"),
    (Role.DISTRICT, rf"(?:ten |thuoc |don vi |cap |dia ban )?{_DISTRICT}(?: {_DISTRICT})*|don vi cap huyen|district"),
    (Role.PROVINCE, r"(?:ten |thuoc )?(?:tinh|tinh thanh|tinh thanh pho|tinh tp|thanh pho truc thuoc trung uong)|province"),
    (Role.GROUP, r"(?:ten )?(?:nhom|phan nhom|bo san pham|nganh|nganh hang|linh vuc|phan loai|loai san pham).*|product set|group"),
    (Role.SCORE, r"(?:tong )?(?:so )?diem(?: (?:tb|trung binh|binh quan|danh gia|so|cuoi cung|dat|hoi dong|cham|cua hoi dong|thanh phan|tong).*)?|ket qua diem|score"),
    (Role.STARS, r"(?:ket qua )?(?:hang|so|xep|phan|cap|muc|loai|dat|danh gia|de nghi|chung nhan)? ?(?:hang|sao|hang sao|so sao|xep hang|phan hang|cap sao)"
     r"(?: (?:sao|ocop|dat|dat duoc|duoc|moi|cong nhan|san pham|sp|cua|danh gia|nam|sau|lan nay|duoc cong nhan|so sao|\d{4}).*)?"
     r"|ket qua(?: (?:danh gia|phan hang|xep hang|cong nhan|chung nhan).*)?|xep loai|dat hang.*|sao|ocop|stars?"),
    (Role.PRODUCER, rf"(?:ten )?(?:{_MAKER})(?: (?:{_MAKER}|{_MAKING}))*|ten (?:to chuc|ca nhan).*|producer"),
    (Role.PRODUCT, rf"ten (?:san pham|sp|hang hoa|dich vu|mat hang)(?: .*)?|(?:danh muc )?(?:san pham|sp)(?: (?:{_GOODS}))*|ten goi san pham|danh muc|product(?: name)?"),
    (Role.PHONE, r"(?:so )?(?:dien thoai|dt|sdt|phone|dtdd|di dong)(?: .*)?|sdt.*|lien he|thong tin lien he"),
    (Role.NOTE, r"ghi chu.*|chu thich|notes?"),
)  # fmt: skip
_PATTERNS: Final = tuple((role, re.compile(pattern)) for role, pattern in _ALIASES)
_UNDER_PARENT: Final = {
    Role.DECISION: re.compile(r"so|so hieu|so qd|so quyet dinh"),
    Role.ISSUED_ON: re.compile(r"ngay|ngay thang|ngay thang nam|ngay ky"),
    Role.ISSUER: re.compile(r"co quan.*|noi cap|cap"),
}
_PLAIN_NAMES: Final = frozenset({"ten", "ten goi", "ten day du"})
_OLD_OR_NEW: Final = frozenset({"cu", "moi", "truoc", "hien tai", "lan truoc"})
_LONGEST_HEADER: Final = 90


@lru_cache(maxsize=1024)
def role_of(label: str) -> Role | None:
    """The role of a column headed `label`; None when no list uses such a header."""
    if len(label) > _LONGEST_HEADER:
        return None
    label = label.replace("_", " ")
    bare = text.key(re.sub(r"\([^)]*\)", " ", label))
    for words in dict.fromkeys((bare, text.key(label))):
        for role, pattern in _PATTERNS:
            if words and pattern.fullmatch(words):
                return role
    return None


@lru_cache(maxsize=1024)
def role_under(parent: str, label: str) -> Role | None:
    """The role of a column headed `label` in the second row of a header, below `parent`."""
    words = text.key(label)
    above = role_of(parent)
    if above in (Role.DECISION, Role.OLD_DECISION, Role.REVOKING_DECISION):
        for role, pattern in _UNDER_PARENT.items():
            if pattern.fullmatch(words):
                return {Role.DECISION: above, Role.ISSUED_ON: _dated(above)}.get(role, role)
    if words in _PLAIN_NAMES or (above is Role.STARS and words in _OLD_OR_NEW):
        return above if words in _PLAIN_NAMES else role_of(f"{parent} {label}")
    return role_of(label) or (Role.ADDRESS if above is Role.ADDRESS else None)


def _dated(decision: Role) -> Role:
    return Role.ISSUED_ON if decision is Role.DECISION else Role.OLD_ISSUED_ON


_STAR_LABEL: Final = re.compile(
    r"(?:(?:so )?(?:san pham|sp) )?(?:ocop |hang |dat |dat hang |xep hang |loai |cap )*(?:tiem nang )?(?:dat )?"
    r"(?:0?\d|mot|hai|ba|bon|nam)(?: (?:0?\d))? sao(?: (?:ocop|tiem nang|cap tinh|cap huyen|cap quoc gia|quoc gia))*"
)


@lru_cache(maxsize=512)
def star_of_column(label: str) -> StarReading | None:
    """The star that a mark in the column headed `label` ("3 sao", "★★★") means; None for other columns."""
    if _STAR_LABEL.fullmatch(text.key(label)):
        reading = find_star(label)
        return reading if not reading.is_blank else read_star(label)
    if label and set(label) <= set("*★⭐ ") and read_star(label).stars:
        return read_star(label)
    return None
