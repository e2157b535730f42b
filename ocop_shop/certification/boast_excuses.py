"""Ways of speaking that make a claim fair: denied, aimed at, told of another product, or not about OCOP's stars.

Patterns over the bare words of one sentence, before or after the claim, as `boasts` cuts them: at most some two dozen
words, and every repeat in them is bounded. A comma or bracket is a word of its own: ",".
"""

from __future__ import annotations

import re
from typing import Final


def _apart(words: str) -> list[str]:
    return words.split()


_LINKS = _apart(
    "phai la co duoc dat len cap chung nhan cong giay xep hang phan danh gia san pham nao thuoc dien muc chuan tieu "
    "chi theo mot gan tem logo the cua ocop sao ngoi tinh huyen quoc gia trung uong nam quy thang cuoi dau trong vao "
    "den toi nay hien tai qua hoac hay de thi dang ky tham du lam ho so xin nop nang dan tro thanh doat gianh cai do "
    "som tiep truoc khoang it nhat chinh thuc chuong moi xa hoi dong uy ban nhan ubnd viet cac nhung loai mang ten "
    "hieu dam nhan tu goi bat ky ve dot dan ra lan dau tiem trinh vi ngay hom bao gio he tung cham diem dung sach su "
    "in ghi "
    "quang cao xung an any single part the a official "
    "certificate certification certified label status of by in as be been for to get getting obtain reach achieve "
    "become year star from under yet currently product products listed rated recognised recognized have has had held"
)
_LINK = rf"(?:(?:{'|'.join(dict.fromkeys(_LINKS))}|dua di|\d+) )"
# Unaccented "chua" behind these is sour, unless what follows can only be "not yet".
_NOT_SOUR = "".join(rf"(?<!\b{food} )" for food in _apart("dua mang me canh nem com chuoi ca thit tom kieu mut cai"))
_VERB = (
    r"(?:phai|la|co|duoc|dat|qua|dang|xep|tham|cong|nop|lam|ai|he|tung|chinh|thuoc|nhan|gan|dam|mot|nghi|cap|xin|du"
    r"|hoan"
    r"|du) "
)
_AGAIN = r"(?:, (?:(?:phan|xep|cong|chung|cap) ))?"
_FREE = (
    r"(?:(?!da |vua |mang |gui |gioi |cung |phuc |lan |quang |voi |nho |ban |mua |chon |tu hao|[,(] "
    r"|hien dat |giu |duy |khang )\S+ ){0,12}"
)
_MAKER = (
    r"(?:htx|hop tac xa|co so|cong ty|doanh nghiep|chung toi|chung minh|nha|"
    r"gia dinh|xuong|ho|to hop tac|lo|em|shop|minh)"
)
# Words before a claim that take it back, up to the claim itself. Bounded repeats over a bounded string.
TAKEN_BACK_BEFORE: Final = re.compile(
    r"\b(?:"
    # No, not, not yet.
    rf"(?:khong(?! chi| nhung| ngung)|chang|khong he|chua he|never|without|not(?! only| just)|isn t|hasn t"
    rf"|doesn t) "
    rf"{_LINK}{{0,12}}{_AGAIN}{_LINK}{{0,8}}"
    rf"|dung (?:tim|nham|nghi|tuong) {_LINK}{{0,8}}"
    r"|no (?:(?:official|valid|ocop|stars?|certificate|certification) ){0,3}"
    rf"|(?<!\bsua )(?:{_NOT_SOUR}|(?=chua (?!dat |la |duoc "
    rf"|chinh )))chua {_VERB}{_LINK}{{0,12}}{_AGAIN}{_LINK}{{0,8}}"
    # An aim, up to a comma or over it when nothing but a date stands between.
    r"|(?:phan dau|huong (?:toi|den)|muc tieu|ke hoach|ky vong|mong (?:muon|uoc|doi|som|duoc|cho)|muon (?:dua"
    r"|len|duoc|co|nang|dat)|hoc hoi|(?:dang )?tung buoc|co gang"
    r"|dang (?:tim hieu|ho tro|tap|nang)|uoc mo|du kien"
    r"|dinh huong|(?<!htx )quyet tam(?! ,)|(?<!sau )(?<!nhieu )(?<!nho )(?<!nam )no luc|lo trinh|hy vong"
    r"|dang xay dung|dang duoc (?:[^\s,(]+ ){0,4}?(?:tham dinh|xet|danh gia|cham|ho tro|xem xet)"
    r"|(?:dang|cho) (?:hoan thien|hoan tat|chuan bi|nop|xin|cho|de nghi|trong qua trinh|thuc hien|xet|duoc xet"
    r"|lam (?:ho so|thu tuc|giay))|(?:aim|hop|plan|work|apply|prepar|striv|wait|want|intend)(?:s|es|e|ing|ning)? "
    r"(?:on|toward|towards|to|for|a|our|the|its)|applied|our (?:goal|target|aim|plan)|seeking|pursuing)"
    rf" (?:{_FREE}|{_LINK}{{0,8}}, {_LINK}{{0,8}})"
    # A dossier, a step not yet taken: nothing but leading words between.
    rf"|(?:(?:cho|doi) (?:ket qua|hoi dong|tham dinh|duyet|xet|cong nhan|cap)|dang ky(?! mua| nhan| dat| ngay)|(?:nop"
    rf"|lam|bo|hoan thien|chuan bi) ho so"
    rf"|thu tuc|ho so|se(?! nhan | mua | tim| thay)|(?<!dua )(?<!keo )sap|xin|de nghi|de xuat|dang (?:cho|doi)"
    rf"|dang nang hang|(?:de|muon) nang hang|chuan bi|huong dan|tu van|tim hieu|(?:de|se|dang|nham) xay dung"
    rf"|moi (?:lam|thi|nop)"
    rf"|(?:de|chua|se|sap|di|du) thi|neu(?: can| muon| tim)?|khi nao|bao gio|(?<!duoc )xet|dang thi|dossier"
    rf"|application"
    rf"|pending) (?:de |cho |xin )?{_LINK}{{0,10}}"
    r")$"
)
# A claim about another product, told as another: its name must stand between.
_NAMED = (
    rf"(?:, )?(?:(?!nay )[^\s,(]+ ){{0,9}}?(?!{_LINK})[^\s,(]+ (?:(?!nay )[^\s,(]+ ){{0,7}}(?:\( )?(?:[^\s,(]+ ){{0,2}}"
)
OTHER_BEFORE: Final = re.compile(
    r"(?:"
    rf"(?:^|(?<!voi )(?<!cac )(?<!nhung )(?<!hon )(?<!so ))(?<!\w)(?:san pham|mat hang|mon|dong"
    rf"|loai) khac (?!biet)(?:(?!nay )\S+ ){{0,14}}"
    rf"|\b(?:cac|nhung) (?:san pham|mat hang) khac (?:cua|do|ma|nhu|thi) (?:(?!nay )[^\s,(]+ ){{0,12}}"
    rf"|\b{_MAKER} (?:[^\s,(]+ ){{0,4}}?(?:con|cung) (?:co|san xuat|lam|ban|cung cap|so huu|che bien) {_NAMED}"
    rf"|\b(?:ngoai|ben canh|cung voi|dong thoi) (?:\S+ ){{0,10}}?{_MAKER} (?:\S+ ){{0,4}}?(?:co|san xuat|lam"
    rf"|ban|so huu) {_NAMED}"
    rf"|\b(?:(?:san pham|hang|mon|mat hang) (?:lien quan|tuong tu|cung loai|anh em|di kem|mua kem|goi y)"
    rf"|co the ban (?:se )?thich"
    rf"|mua cung) {_NAMED}"
    rf"|\bcung (?:nha|hang|co so|htx|hop tac xa|thuong hieu|cong ty|lo|nha san xuat|chu|xuong) (?:con co "
    rf"|con )?{_NAMED}"
    rf"|\b(?:(?:xem|tham khao|mua|dat|thu|ghep|chon) (?:them|kem) (?!anh |hinh |giay |thong |chi |chung |ve )|(?:an"
    rf"|dung"
    rf"|cham|ket hop|uong|ban|tang) (?:kem|voi|cung) "
    rf"|kem voi |goi y |moi thu |kem theo |neu (?:\S+ ){{1,8}}?(?:moi|hay|nen) (?:xem|thu|chon|mua|dung) ){_NAMED}"
    rf"|\b(?:hon|thay cho) (?:loai|dong|ban|hang) |\bnay va {_NAMED}"
    rf"|\bloai (?:\S+ ){{1,5}}?moi (?:la|dat|co|duoc) {_LINK}{{0,6}}"
    rf"|\b(?:khac (?:biet )?(?:voi|han|so voi)|nham (?:lan )?(?:voi|sang)|phan biet voi|unlike|different from"
    rf"|confused with) "
    rf"(?:(?!nay )[^\s,(]+ ){{0,8}}"
    rf"|\b(?:(?:try|see|check out|together with|pair with|goes well with|served with|also (?:make|sell|produce"
    rf"|offer)s?)"
    r" (?:(?!is |this |it )\S+ ){1,10}|(?:our other"
    r"|another|sister|other products?) (?:\S+ ){1,10})"
    r")$"
)
TAKEN_BACK_AFTER: Final = re.compile(
    r"(?:[,(] )?(?:thi |hien |van |nay |nhung |do |la |hien nay |hien tai |cua san pham nay |cho san pham nay |ma "
    r"|is |are )*"
    r"(?:chua (?:(?:co|duoc|dat|cap|nhan)(?: [,(]|$| giay| chung| cong| xep| cap| ket| danh| dau| tem)|(?:cong nhan"
    r"|cap|xet|duyet|cham|chung nhan|cong bo|phai|xong"
    r"|hoan|ve)\b)|chua(?: [,(]|$)|khong(?: [,(]|$| co(?: [,(]|$)"
    r"| phai cua san pham nay)"
    r"|dang (?:cho(?: [,(]|$| ket| xet| cap| tham| hoi| duyet| cong| danh)|lam(?: [,(]|$| ho so| thu tuc)|xin"
    r"|hoan thien|trong qua trinh|xet|tham dinh|duoc (?:xet|tham dinh"
    r"|hoan|xem|danh gia)|xu ly|nop)"
    r"|muc tieu|dich den|uoc mo|mong muon|dieu (?:chung toi|co so|htx) (?:huong|mong)|(?:se|sap) (?:duoc (?:cong|cap"
    r"|xet|cham|danh|xep|chung)|co (?:giay|ket|chung|trong|vao|nam|tem))"
    r"|du kien (?:nam|trong|den|cuoi|dat|duoc|thang|\d)|khi du dieu kien|pending|not yet|in progress|under review"
    r"|(?:our|the) (?:goal|aim|target|next step)"
    r"|(?:mot )?(?:san pham|mat hang) khac|chu khong phai|khac(?: cua| trong|$| [,(])|ban rieng|sold separately"
    r"|another product"
    r"|a different product|application (?:is|was|has)"
    r"|duoc (?:phan hang|xep hang|chia|phan loai) (?:tu|theo|thanh)|tro (?:len|xuong)|or (?:above|higher)"
    r"|is what we)"
    r"|(?:(?!con )\S+ ){0,9}?(?:het (?:han|hieu luc)|bi thu hoi|khong con (?:hieu luc|gia tri)|expired|revoked"
    r"|lapsed)\b"
    r"|(?:\S+ ){0,10}?nay (?:\S+ ){0,5}?(?:chua(?: (?:co|duoc|xep|dat|thi|dang|phai|du|,)|$)|khong (?:phai|thuoc)"
    r"|la (?:mon|san pham|hang) moi)"
    r"|(?:\S+ ){0,6}?(?:ours|mine|this(?: one| product)?) is not"
    r"|(?:(?!da |, )\S+ ){0,7}?(?:deu |van )?(?:chua|khong) co(?= [,(]|$| giay| chung| tem)"
    r"|(?:cua|by|from|of) (?:(?:mot )?(?:co so|htx|don vi|nha|another|other) (?:khac|producer|maker|brand"
    r"|\S+ khac))"
)
_EVENT = (
    r"(?:trung bay|hoi (?:cho|thi|nghi|thao|dong)|trien lam|phien cho|gian hang|chuong trinh|de an|tuan (?:le|hang)"
    r"|ngay hoi|le hoi"
    r"|festival|dien dan|tap huan|cuoc thi|cua hang|diem (?:ban|gioi thieu|trung bay|den|dung chan)|tram dung"
    r"|khong gian|trung tam"
    r"|van phong"
    r"|can bo|phong trao|tham gia|toa dam|khoa hoc|lop (?:tap huan|hoc|dao tao|boi duong|khoi nghiep|ky nang)"
    r"|hoc vien|chuyen de|showroom|sieu thi|cho (?:dem|phien"
    r"|que|noi|tet|hoa)|(?:ghe|o|tai|ra|di) cho|y tuong|(?:o|tai|qua|ghe) (?:quay|ke)|quay hang|su kien|du thi"
    r"|di thi|ban tin|bai viet"
    r"|chuyen (?:trang|muc)|clb|cau lac bo|hiep hoi|tin tuc|lich|doan (?:khao sat|cong tac|kiem tra"
    r"|danh gia|tham dinh)|kenh|website|so tay|cam nang"
    r"|tai lieu|du an|mo hinh|mang luoi|ban (?:chi dao|quan ly|to chuc)|chi cuc|quy dinh"
    r"|fair|programme|program|exhibition|festival|expo)"
)
PROGRAMME_BEFORE: Final = re.compile(
    rf"\b{_EVENT} (?:(?:hang|san pham|nong san|cac|dac san|xuc tien|thuong mai|dien tu|gioi thieu|trung bay|va"
    rf"|quang ba"
    rf"|ban|tinh|xa|huyen|ket noi|cung cau|mua|phat trien|chu the|ho tro|khoi nghiep|trien khai|thuc hien"
    rf"|quoc gia|cua|ve|lang nghe|hoi cho|chuong trinh"
    rf"|the|national|cho|{_EVENT}) ){{0,8}}$"
    # The names of shops, contests and courses are longer.
    r"|\b(?:cua hang|sieu thi|cuoc thi|hoi thi|hoi cho|khoa (?:hoc|dao tao)|le (?:hoi|cong bo|phat dong|ra mat)"
    r"|ngay hoi|festival|phien cho|diem ban"
    r"|gian hang"
    r"|chu nhiem|ban tin) (?:(?!dat |chuan |chung |cong |duoc |chuyen |ban |voi )[^\s,(]+ ){0,4}$"
    # A trading floor; without accents it may also be "sẵn".
    r"|\b(?:qua|tren|tai|len|o) san (?:thuong mai dien tu |tmdt |giao dich )?$"
)
AFFIRMED_BEFORE: Final = re.compile(
    r"\b(?:chung nhan|cong nhan|dat chuan|xep hang|phan hang|chuan|certified|recognised|recognized|san pham|dac san"
    r"|dat chung nhan|tieu chi) (?:(?:cua|theo|thuoc|boi|by|under|from|the|nam trong|tu|hoi dong|of) ){1,3}"
    rf"(?:{_EVENT} )?(?:(?:danh gia|quoc gia|cua|the|national) ){{0,2}}$"
    r"|\bthuoc chuong trinh (?:quoc gia )?$"
)
AFFIRMED_AFTER: Final = re.compile(
    r"(?:[^\s,(]+ ){0,5}?(?:(?<!duoc )(?<!giay )(?:chung nhan|cong nhan)|duoc (?:chung|cong) nhan|xep hang"
    r"|phan hang|danh gia dat|cap giay|certified|recogni[sz]ed)\b"
)
PROGRAMME_AFTER: Final = re.compile(
    r"(?:fair|programme|program|expo|week|store|shop|shops|office|event|events|exhibition|festival|market|scheme"
    r"|initiative|booth|stall|page|training|applications?|dossier|assessment|showroom|fairs|stands for|means"
    r"|nghia la|viet tat"
    r"|la (?:gi|chuong trinh|viet tat|ten|chu|mot chuong trinh)"
    r"|is (?:a|the) (?:national )?(?:programme|program))\b"
)
# Stars that are not the programme's.
HOTEL_BEFORE: Final = re.compile(
    r"\b(?:khach san(?! pham)|nha hang|resort|resorts|hotel|hotels|restaurant|restaurants|khu nghi duong|du thuyen"
    r"|michelin|dau bep"
    r"|chef|khu nghi|villa|chuyen bay|hang bay)"
    r" (?:(?!san |[,(] |ocop |mang |voi |chon |tin |dung |gioi |keo |yeu )\S+ |\d , ){0,5}(?:, (?:nha hang|resort"
    r"|khach san) )?$"
)
HOTEL_AFTER: Final = re.compile(
    r"(?:luxury )?(?:hotel|hotels|restaurant|restaurants|resort|resorts|chef|chefs|michelin|cruise|cruises"
    r"|airline|khach san)\b"
)
_BUYER = (
    r"\b(?:khach|nguoi mua|nguoi dung|nguoi tieu dung|shopee|lazada|tiki|tiktok|sendo|google|facebook|fb|luot"
    r"|shop|review"
    r"|reviews|reviewed|buyer|buyers|customer|customers|ban mua|ban be|nguoi an|thuc khach|feedback|binh luan"
    r"|danh gia tren"
    r"|page|fanpage|san tmdt|app|zalo|tripadvisor|ban da mua|moi nguoi|anh chi|giup em|giup shop|quy khach"
    r"|du khach|guests?|visitors?|diners?|ban nho|cac ban|don hang|maps)\b"
)
# Who gives stars that count; buyers give others.
COUNCIL: Final = re.compile(r"\b(?:hoi dong|ubnd|uy ban|cap tinh|trung uong|bo nong nghiep|council|province)\b")
BUYERS: Final = re.compile(_BUYER)
RATED_BEFORE: Final = re.compile(
    r"\b(?:danh gia|review|reviews|cham|vote|binh chon|nhan xet|phan hoi|feedback|rate|rated|rates|give|gave"
    r"|diem|luot|score|rating|viet|noi|khen|bao|comment) (?:(?!ocop |hoi dong |san |hang |keo |mam "
    r"|tra )[^\s,(]+ ){0,6}(?:[,(] )?$"
)
RATED_PLAINLY: Final = re.compile(
    r"(?:\b(?:luot|nhieu|cac|100|nghin|ngan|tram|van|hang tram|hang nghin|\d+|toan) (?:luot )?(?:danh gia"
    r"|review|reviews|feedback|vote|nhan xet|phan hoi) (?:[^\s,(]+ ){0,2}"
    r"|\b(?:review|reviews|feedback|vote|shopee|lazada|tiki|tiktok|google|cho shop|tang shop|cho em"
    r"|cho quan|rate|lazmall) (?:[^\s,(]+ ){0,3}"
    r"|(?<!danh )(?<!gia )(?<!dong )\b(?:cho|tang) (?:(?:shop|em|minh|quan|tui|nha|tron|du|chung minh) ){0,2}"
    r"|\b(?:khi|don|hay|xin|nho|quen|duoi|vui long|neu|bam|cam on) (?:\S+ ){0,2}?danh gia (?:\S+ ){0,2}"
    r"|\b(?:cho|cham) diem |(?<!dong )(?<!tinh )\bdanh gia , "
    r"|\b[34][.,]\d (?:(?:tren|diem|,|5|out|of) ){0,2})$"
)
RATED_AFTER: Final = re.compile(
    r"(?:reviews?|ratings?|feedback|google|shopee|lazada|tiki|tiktok|facebook|tripadvisor|maps|foody|grab)\b"
    r"|(?:dau tien )?(?:from|by|tu|boi|cua|tren) (?:\S+ ){0,4}?(?:guests?"
    r"|customers?|buyers?|visitors?|diners?|reviewers?|(?:chi|anh|co|bac|mot|nhieu) \w+|khach|nguoi mua"
    r"|du khach|nguoi dung|shopee|lazada|tiki|tiktok|google|facebook|tripadvisor)\b"
)
LAND_AFTER: Final = re.compile(
    r"(?:ruong|nuong|bac bo|trung bo|nam bo|nha (?:kinh|luoi|mang)|mat nuoc|đất!|tha|canh tac"
    r"|(?:rau|khoai|lua|ngo|mia|lac|dua|buoi|cam)(?: \w+){0,2} (?:trong|gieo|thu hoach)\b|dat(?! (?:chuan|ocop|chung"
    r"|tieu|giai|hang|danh|cap|loai"
    r"|huy|duoc|chat|yeu|\d)))\b"
)
LAND_BEFORE: Final = re.compile(
    r"\b(?:dien tich|canh tac|thue(?: dat)?|thau dat|trai nam|rong|trong|gieo|cay lua|cay|tren dien tich|nuoi"
    r"|thu hoach|thau|khai hoang"
    r"|dau tu|nha kinh|nha luoi|vuon|ruong|lam|đất!|manh|thua|ao|trang trai)"
    r" (?:(?:khoang|hon|gan|tren|duoc|ca|tong|them|chung|moi|chi|toi|nha|cua|em|minh|nep|lua|sen|buoi|rau|mia|che"
    r"|\d+) ){0,3}$"
    r"|\d sao (?:\S+ ){1,2}, (?:va )?$"
)
CROP_BEFORE: Final = re.compile(
    r"\b(?:co|nha|gia dinh|lam|mua|cham|tren|duoc|them|khoang|hon|gan|(?<!mat )ong|ba|anh|chi|toi|hai|moi|chuyen|em"
    r"|minh) $"
)
# In a text without accents, near "5 sao": fields and what grows on them.
FIELDS_BEFORE: Final = re.compile(
    r"\b(?:ruong|vuon|thu hoach|ha|vu|ao|trang trai|trong|canh tac|dat|cay|gieo|nong dan|nha nong|thau|thue|tren"
    r"|dien tich)"
    r" (?:[^\s,(]+ ){0,2}(?:, )?$"
)
FIELDS_AFTER: Final = re.compile(r"(?:ruong|vuon|ao|dat trong|lua|khoai|ngo|mia|lac|rau|co voi)\b")
CLAIMED_BEFORE: Final = re.compile(
    r"\b(?:dat|chuan|hang|xep|cong nhan|san pham|danh hieu|gan|chung nhan|tieu chuan|cap|loai|len|chat luong|ocop"
    r"|dac san|thuong hieu)"
    r" (?:[^\s,(]+ )?$"
)
LAND_NEAR: Final = re.compile(r"\b(?:m2|moi sao|met vuong|cong dat|hecta|(?:\d|hai|ba|bon|may) (?:mieng|thua))\b")
SHAPES: Final = re.compile(
    r"\b(?:giang sinh|noel|cay thong|trang tri|treo|hinh|origami|den (?:ong|long|led|trang|sao)|giay|moc|theu"
    r"|hoa tiet|canh sao|\d canh|ong sao"
    r"|trung thu|"
    r"khuon|khac (?:tay|go|noi)|gom ve|ve hinh|go|vai|nhua|bang len|bong len|thuy tinh|pha le|christmas|tree|decor"
    r"|vat lieu|carved"
    r"|painted|embroidered|wooden|printed)\b"
)
COUNTED_BEFORE: Final = re.compile(
    r"\b(?:bo|chum|set|tui|combo|goi|hop|xau|chuoi|day|lo|loc|tuyp|lon|chai|bao|cao|mua|thung|banh|vi) (?:gom |co "
    r"|\d+ )?$"
)
SCALE_BEFORE: Final = re.compile(
    r"\b(?:thang(?: diem)?|tren tong|toi da|phan hang|xep hang|phan loai|chia|tu|cac|nhung|muc)\b.{0,40}$"
)
STANDARD_OF_OTHERS: Final = re.compile(
    r"\b(?:truong|xa|phuong|thon|ap|huyen|nong thon moi|mam non|benh vien|tram y te|tcvn|y te|phong thi nghiem"
    r"|iso|qcvn) (?:[^\s,(]+ ){0,4}$"
)
QUOTED_BY: Final = re.compile(r"[!.]{0,3}[\"”»’]\s?[-–—(]")
QUOTED_AFTER: Final = re.compile(r"\W{0,3}[\"“«‘]\w")
OF_THIS: Final = re.compile(r"(?:cua|trong|tu) (?:\S+ ){0,3}nay\b")
RANKED_BEFORE: Final = re.compile(r"\b(?:dat|hang|chuan|cong nhan|cap) $")
DECIMAL_AFTER: Final = re.compile(
    r"(?:[,(] )?[34][.,]\d(?:$| [,(]| danh gia| 5| tren| diem)|(?:[,(] )?\d+ (?:danh gia|luot|reviews?|nhan xet)\b"
)
