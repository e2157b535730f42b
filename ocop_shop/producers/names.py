"""Under which name a producer is known again: lists write "HTX", "Hợp tác xã" or both. No Django here."""

from __future__ import annotations

import re

from ocop_shop.core import text

# Folded openings that say what a producer is, longest first; they do not tell two producers apart.
_OPENINGS = (
    "cong ty trach nhiem huu han mot thanh vien",
    "cong ty trach nhiem huu han",
    "cong ty tnhh mot thanh vien",
    "cong ty tnhh mtv",
    "cong ty tnhh",
    "cong ty co phan",
    "cong ty cp",
    "cong ty",
    "cty tnhh mtv",
    "cty tnhh",
    "cty cp",
    "cty",
    "ctcp",
    "tnhh mtv",
    "tnhh",
    "doanh nghiep tu nhan",
    "dntn",
    "lien hiep hop tac xa",
    "lh htx",
    "hop tac xa htx",
    "hop tac xa",
    "htx",
    "to hop tac",
    "tht",
    "ho kinh doanh ca the",
    "ho kinh doanh",
    "hkd",
    "ho kd",
    "ho san xuat",
    "ho gia dinh",
    "co so san xuat",
    "cssx",
    "co so",
    "trang trai",
)
_OPENING = re.compile(rf"^(?:{'|'.join(_OPENINGS)})\b\s*")


def same_producer_key(name: str) -> str:
    """The name without the words of its kind: "HTX Tiến Thành" and "Hợp tác xã Tiến Thành" agree.

    Marks count ("Hùng" is not "Hưng"), the place of a tone does not ("Hòa" is "Hoà").
    """
    folded = text.key(name)
    bare = _OPENING.sub("", folded)
    said = len(folded.split()) - len(bare.split())
    words = text.name_key(name).split()
    return " ".join(words[said:] if bare else words)
