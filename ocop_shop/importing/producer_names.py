"""What a producer's name tells: the kind of producer by its first words."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from ocop_shop.core import text

# Most telling first. Short forms as in the lists of provinces; 26/2026/QĐ-TTg art. 2.3 names the lawful kinds.
_PREFIXES: Final = (
    ("coop_union", r"lien hiep (?:hop tac xa|htx|cac hop tac xa|cac htx)|lh\s?htx|lien minh htx"),
    ("coop_group", r"to hop tac|tht|to hop tac xa"),
    ("cooperative", r"hop tac xa|htx\w{0,4}"),
    ("private_enterprise", r"doanh nghiep|dntn|dn(?: tu nhan| tn)?|xi nghiep tu nhan"),
    ("company", r"(?:chi nhanh |tong )?(?:cong ty|cty)|ctcp|ct tnhh|ct cp|tnhh|tap doan"),
    ("producer_household", r"ho (?:san xuat|sx|gia dinh|nong dan)"),
    ("household", r"hkd|ho (?:kinh doanh|kd|ca the)|ho"),
    ("establishment", r"co so|cssx|cs ?sx|cs"),
    ("farm", r"trang trai|nong trai|farm"),
    ("association", r"hiep hoi|hoi|trung tam dieu hanh|ban quan ly"),
)
_KINDS: Final = re.compile("|".join(rf"(?P<{kind}>(?:{forms})\b)" for kind, forms in _PREFIXES))
_TONED: Final = {"ho": text.tone_key("hộ"), "hoi": text.tone_key("hội")}


@lru_cache(maxsize=8192)
def kind_of(name: str) -> str | None:
    """The kind of producer that the beginning of `name` tells ("HKD …" → household); None when it tells none."""
    match = _KINDS.match(text.key(name))
    # "Hồ" is a family name and "hồi" a spice: the short words count only with their own tone.
    if not match or (match.group() in _TONED and not text.tone_key(name).startswith(_TONED[match.group()])):
        return None
    return match.lastgroup
