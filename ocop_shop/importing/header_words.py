"""The words that lists write above their columns, folded; one entry for each thing a column may hold."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


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
    "chu the|co so|doanh nghiep|nha san xuat|to chuc|ca nhan|hop tac xa|htx|dn|cong ty|ho kinh doanh|hkd|don vi"
    "|to hop tac|tht|don vi chu the"
)
_MAKING: Final = (
    "san xuat|sx|sxkd|kinh doanh|kd|ocop|san pham|co san pham|quan ly|tham gia|so huu|duoc cong nhan|dang ky|va|dia chi"
    "|thuc hien|chu tri"
)
_GOODS: Final = (
    "ocop|dich vu|dat|duoc|cong nhan|hang hoa|de nghi|du thi|dang ky|bi thu hoi|thu hoi|tham gia|danh gia|phan hang"
)

# First match wins, so what is told more exactly stands first. Matched against the whole folded header.
ALIASES: Final[tuple[tuple[Role, tuple[str, ...]], ...]] = (
    (Role.INDEX, (r"stt|tt|so tt|so thu tu|thu tu|no|index",)),
    (Role.REFERENCE, (r"id",)),
    (
        Role.OLD_STARS,
        (
            (
                rf"(?:hang|sao|hang sao|so sao|xep hang|phan hang|ket qua|hang ocop)(?: ocop)?(?: da)?(?: duoc)?(?: "
                rf"cong nhan)? (?:{_BEFORE})"
            ),
            r"hang(?: sao)? da(?: duoc)? cong nhan",
            r"old stars",
        ),
    ),
    (Role.REVOKING_DECISION, (r"(?:so )?(?:qd|quyet dinh)(?: so)? (?:thu hoi|huy bo).*",)),
    (Role.OLD_DECISION, (rf"(?:so )?(?:qd|quyet dinh).*(?:{_BEFORE})",)),
    (Role.OLD_ISSUED_ON, (rf"ngay.*(?:{_BEFORE})",)),
    (
        Role.REASON,
        (
            r"(?:ly do|nguyen nhan|can cu)(?: thu hoi| huy bo| bi thu hoi| de nghi thu hoi| thu hoi.*)?",
            r"reason",
        ),
    ),
    (
        Role.ISSUED_ON,
        (
            r"(?:ngay|ngay thang|ngay thang nam)",
            (
                r"(?:ngay|ngay thang nam|thoi gian|thoi diem)(?: (?:qd|quyet dinh|ky|cong nhan|cap|ban hanh|ra|chung "
                r"nhan).*)"
            ),
            r"issued on|date",
        ),
    ),
    (
        Role.ISSUER,
        (
            (
                r"(?:ten )?(?:co quan|noi|cap|don vi|tham quyen)(?: co tham quyen)? (?:qd|quyet dinh|ban hanh|cong "
                r"nhan|cap|ky|ra quyet dinh|ra qd|chung nhan).*"
            ),
            r"co quan|nguoi ky|issuer",
        ),
    ),
    (
        Role.EXPIRES,
        (
            r"(?:ngay |thoi diem )?het (?:han|hieu luc)(?: .*)?",
            r"(?:co )?(?:hieu luc|gia tri)(?: (?:den|toi|cua|giay|gcn|cong nhan|su dung).*)?",
            r"thoi han(?: (?:hieu luc|gia tri|cong nhan|gcn|giay chung nhan|den|su dung gcn).*)?",
            r"thoi gian (?:hieu luc|gia tri|het han).*",
            r"han (?:cong nhan|gcn).*",
            r"expires on|valid until",
        ),
    ),
    (
        Role.DECISION,
        (
            (
                r"(?:so |so va |so ky hieu )?(?:qd|quyet dinh)(?: (?:so|cong nhan|phe duyet|ngay|thang|nam|cua|ocop|"
                r"phan hang|ban hanh).*)?"
            ),
            r"so va ngay (?:qd|quyet dinh).*",
            r"so ngay(?: thang| nam)* (?:qd|quyet dinh).*",
            r"so qd.*|so quyet dinh.*|can cu cong nhan|van ban cong nhan|decision no|decision",
        ),
    ),
    (
        Role.YEAR,
        (
            r"(?:nam|dot|ky)(?: (?:cong nhan|danh gia|phan hang|dat|xep hang|chung nhan|cap).*)?",
            r"nam dot|dot nam|year",
        ),
    ),
    (
        Role.KIND,
        (
            r"(?:hinh thuc|loai hinh|loai|dang)(?: (?:cong nhan|danh gia|phan hang|dang ky|xep hang|ho so).*)",
            r"hinh thuc",
            r"tinh trang(?: cong nhan| danh gia)?",
            r"kind",
        ),
    ),
    (
        Role.PRODUCER_KIND,
        (
            (
                r"(?:loai hinh|loai|hinh thuc)(?: (?:chu the|to chuc|kinh te|hoat dong|kinh doanh|doanh nghiep|san "
                r"xuat|sxkd|co so|don vi).*)?"
            ),
            r"producer type",
        ),
    ),
    (
        Role.REPRESENTATIVE,
        (
            r"(?:ho (?:va )?ten |ten )?(?:nguoi |nguoi dung |nguoi duoc )?(?:dai dien|dung dau).*",
            r"chu co so",
            r"ho (?:va )?ten",
            r"ho (?:va )?ten (?:chu|nguoi).*",
        ),
    ),
    (
        Role.ADDRESS,
        (
            r"dia chi.*|dia diem.*|noi san xuat|tru so.*|noi o|address",
            r"dia ban (?:san xuat|xa.*huyen.*)",
        ),
    ),
    (
        Role.COMMUNE,
        (
            rf"(?:ten |thuoc |don vi |cap |dia ban )?{_COMMUNE}(?: (?:{_COMMUNE}|moi|cu|san xuat))*",
            r"dia ban|dia phuong|commune",
        ),
    ),
    (
        Role.DISTRICT,
        (
            rf"(?:ten |thuoc |don vi |cap |dia ban )?{_DISTRICT}(?: {_DISTRICT})*",
            r"don vi cap huyen|district",
        ),
    ),
    (
        Role.PROVINCE,
        (
            r"(?:ten |thuoc )?(?:tinh|tinh thanh|tinh thanh pho|tinh tp|thanh pho truc thuoc trung uong)",
            r"province",
        ),
    ),
    (
        Role.GROUP,
        (
            r"(?:ten )?(?:nhom|phan nhom|bo san pham|nganh|nganh hang|linh vuc|phan loai|loai san pham).*",
            r"product set|group",
        ),
    ),
    (
        Role.SCORE,
        (
            (
                r"(?:tong )?(?:so )?diem(?: (?:tb|trung binh|binh quan|danh gia|so|cuoi cung|dat|hoi dong|cham|cua "
                r"hoi dong|thanh phan|tong).*)?"
            ),
            r"ket qua diem|score",
        ),
    ),
    (
        Role.STARS,
        (
            (
                r"(?:ket qua )?(?:hang|so|xep|phan|cap|muc|loai|dat|danh gia|de nghi|chung nhan)? ?(?:hang|sao|hang "
                r"sao|so sao|xep hang|phan hang|cap sao)(?: (?:sao|ocop|dat|dat duoc|duoc|moi|cong nhan|san pham|sp|"
                r"cua|danh gia|nam|sau|lan nay|duoc cong nhan|so sao|\d{4}).*)?"
            ),
            r"ket qua(?: (?:danh gia|phan hang|xep hang|cong nhan|chung nhan).*)?",
            r"xep loai|dat hang.*|sao|ocop|stars?",
        ),
    ),
    (
        Role.PRODUCER,
        (
            rf"(?:ten )?(?:{_MAKER})(?: (?:{_MAKER}|{_MAKING}))*",
            r"ten (?:to chuc|ca nhan).*",
            r"producer",
        ),
    ),
    (
        Role.PRODUCT,
        (
            r"ten (?:san pham|sp|hang hoa|dich vu|mat hang)(?: .*)?",
            rf"(?:danh muc )?(?:san pham|sp)(?: (?:{_GOODS}))*",
            r"ten goi san pham|danh muc",
            r"product(?: name)?",
        ),
    ),
    (
        Role.PHONE,
        (
            r"(?:so )?(?:dien thoai|dt|sdt|phone|dtdd|di dong)(?: .*)?",
            r"sdt.*|lien he|thong tin lien he",
        ),
    ),
    (Role.NOTE, (r"ghi chu.*|chu thich|notes?",)),
)
