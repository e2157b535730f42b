"""Under which name a producer or product is known again: lists write "HTX", "Hợp tác xã" or both. No Django here."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from ocop_shop.core import text

LONG: Final = {
    "htx": "hợp tác xã", "hkd": "hộ kinh doanh", "tht": "tổ hợp tác", "dntn": "doanh nghiệp tư nhân", "cty": "công ty",
    "ctcp": "công ty cổ phần", "tnhh": "trách nhiệm hữu hạn", "mtv": "một thành viên", "cssx": "cơ sở sản xuất",
    "lhhtx": "liên hiệp hợp tác xã", "tmdv": "thương mại dịch vụ", "sx": "sản xuất", "tm": "thương mại",
    "dv": "dịch vụ", "kd": "kinh doanh", "cp": "cổ phần", "nn": "nông nghiệp",
}  # fmt: skip
"""Short forms as people write them, and what they stand for."""
_LONG_KEYS: Final = {short: text.tone_key(long) for short, long in LONG.items()}
_WORD: Final = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+")
# "Hợp tác xã (HTX) An Lỗ": the long form with the short one behind it.
_TWICE: Final = re.compile(r"(?<!\S)(\S+ \S+ \S+) \1(?!\S)")


@lru_cache(maxsize=16384)
def identity(name: str) -> str:
    """The form under which two names of a producer or product are the same one.

    Case, tone placement, punctuation and the usual short forms (HTX, HKD, Cty) do not count; other letters do, and so
    does the kind: a co-operative and a company of one name are two.
    """
    words = _WORD.findall(text.tone_key(name))
    return _TWICE.sub(r"\1", " ".join(_LONG_KEYS.get(word, word) for word in words))
