"""Tax codes as Vietnam gives them, read however they are written. No Django here.

Three forms: ten digits of an enterprise or co-operative, the last of which checks the others; the same with a hyphen
and three digits for a branch; and, since 1 July 2025, the twelve digits of a person's identity number for households
and individuals. Whether a code is given to somebody, only the tax office knows.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum

_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)
_SIGNS = re.compile(r"[\s.\-‐‑‒–—−_/]+")
_BRANCH = re.compile(r"(\d{10})(\d{3})", re.ASCII)
_PERSON = re.compile(r"(\d{3})(\d)(\d{2})\d{6}", re.ASCII)
# The province in which a birth was registered; those of before July 2025 stay in numbers that were given.
_PROVINCES = frozenset(
    {1, 2, 4, 6, 8, 10, 11, 12, 14, 15, 17, 19, 20, 22, 24, 25, 26, 27, 30, 31, 33, 34, 35, 36, 37, 38, 40, 42, 44, 45}
    | {46, 48, 49, 51, 52, 54, 56, 58, 60, 62, 64, 66, 67, 68, 70, 72, 74, 75, 77, 79, 80, 82, 83, 84, 86, 87, 89, 91}
    | {92, 93, 94, 95, 96}
)
# From here on the three digits name a country.
_FIRST_COUNTRY = 101
# Men and women of the 20th century, then of the 21st.
_LIVING = {"0": 1900, "1": 1900, "2": 2000, "3": 2000}


class Fault(StrEnum):
    """Why something is no tax code."""

    LENGTH = "length"
    CHECK = "check"
    BRANCH = "branch"
    PERSON = "person"


def normal(said: str) -> str:
    """`said` as a code is kept: digits alone, and a hyphen before the three digits of a branch.

    Spaces, dots, hyphens and wide digits do not count. What is no code comes back as text, to be refused by `fault`.
    """
    bare = unicodedata.normalize("NFC", _SIGNS.sub("", unicodedata.normalize("NFKC", said)))
    branch = _BRANCH.fullmatch(bare)
    return f"{branch[1]}-{branch[2]}" if branch else bare


def fault(code: str, year: int) -> Fault | None:
    """Why a normal `code` cannot be a tax code in this year; None where it can."""
    digits = code.replace("-", "", 1)
    if not (digits.isascii() and digits.isdigit()) or code != normal(code):
        return Fault.LENGTH
    if len(digits) == 12:
        return None if _is_person(digits, year) else Fault.PERSON
    if len(digits) not in {10, 13}:
        return Fault.LENGTH
    if not checks(digits[:10]):
        return Fault.CHECK
    return Fault.BRANCH if digits[10:] == "000" else None


def checks(ten: str) -> bool:
    """Whether the last of ten digits is the one that follows from the others."""
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, ten, strict=False))
    return 10 - total % 11 == int(ten[9])


def is_personal(code: str) -> bool:
    """Whether the code is somebody's identity number."""
    return len(code) == 12


def shown(code: str) -> str:
    """The code as everybody may read it: an identity number by its last four digits alone."""
    return f"{'•' * 8}{code[-4:]}" if is_personal(code) else code


def _is_person(digits: str, year: int) -> bool:
    match = _PERSON.fullmatch(digits)
    if match is None or match[2] not in _LIVING:
        return False
    born_in = int(match[1])
    known = born_in in _PROVINCES or _FIRST_COUNTRY <= born_in < 400
    return known and _LIVING[match[2]] + int(match[3]) <= year
