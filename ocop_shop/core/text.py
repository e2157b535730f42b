"""Vietnamese text: cleaned for display, folded for comparing and finding."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container

# Characters that show nothing and only break comparisons: zero-width space, joiners, BOM, soft hyphen.
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"), None)
_SPACES = re.compile(r"\s+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# U+00D0 and U+00F0 are the Icelandic eth, which old keyboards write in place of đ.
_STROKE = str.maketrans({"đ": "d", "Đ": "D", "ð": "d", "Ð": "D"})
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_WORD = re.compile(r"\w+", re.UNICODE)


def clean(text: str) -> str:
    """`text` in NFC, with plain single spaces and without invisible or control characters.

    Tone placement is kept as written: it is how the author spells.
    """
    text = _CONTROL.sub("", text.translate(_INVISIBLE))
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()


def clean_lines(text: str) -> str:
    """What somebody typed into a large field: its lines kept, everything cleaned that shows nothing or misleads."""
    visible = "".join(char for char in text if char.isspace() or unicodedata.category(char)[0] != "C")
    lines = [clean(line) for line in visible.splitlines()]
    kept = [line for line, before in zip(lines, ["", *lines], strict=False) if line or before]
    return "\n".join(kept).strip()


def fold(text: str) -> str:
    """`text` without marks, in lower case, đ as d: "Đắk Lắk" and "dak lak" fold to the same."""
    bare = unicodedata.normalize("NFD", clean(text).translate(_STROKE))
    return "".join(char for char in bare if not unicodedata.combining(char)).casefold()


def words(text: str) -> list[str]:
    """The folded words of `text`, in order, punctuation dropped."""
    return _WORD.findall(fold(text))


def key(text: str) -> str:
    """`text` folded to words joined by one space: the form under which two names count as the same letters."""
    return " ".join(words(text))


def tone_key(text: str) -> str:
    """`text` in lower case with each word's tone moved to its end: "Hòa" and "Hoà" agree, "dừa" and "dưa" do not."""
    return _WORD_WITH_MARKS.sub(_tone_last, unicodedata.normalize("NFD", clean(text).casefold().replace("ð", "đ")))


_WORD_WITH_MARKS = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f])*")


def _tone_last(match: re.Match[str]) -> str:
    word = match.group()
    tones = "".join(char for char in word if char in _TONES)
    return "".join(char for char in word if char not in _TONES) + tones


def free(wanted: str, taken: Container[str]) -> str:
    """`wanted`, or with the first number from 2 on behind it that nobody in `taken` has."""
    number, found = 2, wanted
    while found in taken:
        found, number = f"{wanted}-{number}", number + 1
    return found


def slug(text: str) -> str:
    """`text` folded to lower-case ASCII words joined by hyphens; empty when nothing is left."""
    return "-".join(re.findall(r"[a-z0-9]+", fold(text)))
